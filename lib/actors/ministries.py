"""Joins ministries and general staffs to their countries, those named beside them or the story's own.

English ones are found by rule, those of other languages by the files of the languages, which list armies,
parliaments and the like too: these need their country beside them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lib.actors.dictionary import Sense
from lib.actors.records import Record
from lib.actors.story import Name, Overlap, Passage, Story, in_order
from lib.actors.words import either, longest_first, word_rows

_TOPICS = {  # as written, in lower case -> as named
    alias.replace("_", " "): topic
    for topic, *aliases in word_rows("topics_of_ministries")
    for alias in aliases
}
_TOPIC = longest_first(_TOPICS)
_MINISTRY = re.compile(  # "foreign ministry", "ministry of roads and ports", "general staff"
    rf"\b(?:(?P<before>{_TOPIC})\s+ministry|ministry\s+(?:of|for)\s+(?:the\s+)?(?P<after>{_TOPIC})|(?P<staff>general\s+staff))\b",
    re.IGNORECASE,
)
# Of departments, or where the provinces have the ministries.
_WITHOUT_MINISTRIES = frozenset(("country/australia", "country/canada", "country/united-states"))
_BEFORE, _BEHIND = 8, 48  # characters in which the country stands
_WORDS = ("ministry", "general staff")
_STAFF = "General Staff"
_OWN = ("Ministry", _STAFF)  # bodies of the story's own country where it names no other
_LINK = re.compile(r"(?:\s?['’]s?)?\s+$")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?:armed\s+forces\s+of\s+(?:the\s+)?)?$", re.IGNORECASE)
_LINK_ABROAD = re.compile(r"(?:['’]\w{1,4})?\s*の?$")  # "Rusya'nın", "ロシアの"
_OF_ABROAD = re.compile(rf"\s+(?:(?:{either('owner_links')})\s+|[Dd](?:ell)?['’]){{0,2}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ministry:
    """A ministry or other body of a state in a passage, its English name, and the country beside it."""

    start: int
    end: int
    body: str
    owner: Name | None


def ministry_of(country: Record | None, body: str) -> Record:
    """Return a record made for the body of a state, such as a ministry, or of any state for None."""
    owner = (country.demonyms[0] if country.demonyms else country.name) if country else ""
    first = country.id.partition("/")[2] if country and body.endswith(_OWN) else owner
    slug = f"{first} {body}".lower().replace(" ", "-")
    return Record(id=f"organisation/{slug}", name=f"{owner} {body}".strip(), kind="organisation")


def with_ministries(story: Story, names: Sequence[Name], home_country: Record | None = None) -> list[Name]:
    """Add the story's ministries to the names, with the countries beside them nested inside.

    Return all names. A ministry without a country beside it is that of the country last named with a
    ministry, else that of the story's own country or of `home_country`, which its language suggests.
    """
    abroad: defaultdict[int, list[Name]] = defaultdict(list)  # found by the names of another language
    for name in names:
        if name.sense == "ministry":
            abroad[name.passage].append(name)
    names = [name for name in names if name.sense != "ministry"]
    home, there = _home(story, names, home_country if abroad else None), Overlap(names)
    last_named: dict[str, tuple[Record, int]] = {}  # body -> its last country beside it, in which passage
    added: list[Name] = []
    inside: set[int] = set()
    for passage in story:
        number = passage.number
        for ministry in (*_in_passage(passage, there), *_abroad(passage, there, abroad[number])):
            beside = there.between(number, ministry.start, ministry.end)
            owner = ministry.owner
            bodies = [name for name in beside if name.kind == "organisation"]
            if not (owner or ministry.body.endswith(_OWN)) or not all(
                owner and owner.inner and name.holds(owner) for name in bodies
            ):  # another body is there; an army around its staff is none
                continue
            if ministry.owner and ministry.owner.record:
                country: Record | None = ministry.owner.record
                last_named[ministry.body] = (ministry.owner.record, number)
                inside.update(id(n) for n in beside if ministry.start <= n.start and n.end <= ministry.end)
            else:
                country = _meant(passage, ministry, there, home, last_named.get(ministry.body))
            record = ministry_of(country, ministry.body) if country else None
            sense: Sense | None = None if record else "never"  # nobody knows whose it is: no actor
            span = (ministry.start, ministry.end)
            added.append(passage.name(*span, "organisation", "rule", record=record, sense=sense))
    return in_order([*(replace(n, role="nested") if id(n) in inside else n for n in names), *added])


def _meant(
    passage: Passage,
    ministry: _Ministry,
    there: Overlap,
    home: Record | None,
    last: tuple[Record, int] | None,
) -> Record | None:
    """Return the country of a ministry that names none: the `last` one named with a ministry, else `home`.

    None if the last was named in another passage and may not be meant, or if the sentence names other
    countries.
    """
    country, named_in = last or (home, passage.number)
    if country is None or (home and country != home and named_in != passage.number):
        return None
    start, end = passage.sentences[passage.sentence_of(ministry.start)]
    # Countries behind the ministry of the story's own country are what it speaks of.
    beside = there.between(passage.number, start, ministry.start if country == home else end)
    named = {name.record.id for name in beside if name.record and name.kind == "country"}
    return country if not named or country.id in named else None


def _home(story: Story, names: Sequence[Name], home_country: Record | None) -> Record | None:
    """Return the country that "the ministry" means in the story: the dateline's, publisher's or language's.

    None if the story names another more often than one of the last two, and for countries without ministries.
    """
    home, own = story.filed_in, story.published_in or home_country
    if home is None and own is not None:
        named = Counter(name.record.id for name in names if name.record and name.kind == "country")
        if named[own.id] >= max(named.values(), default=0):
            home = own
    return None if home is None or home.id in _WITHOUT_MINISTRIES else home


def _in_passage(passage: Passage, there: Overlap) -> Iterator[_Ministry]:
    """Yield the ministries and general staffs of a passage, each with the country beside it, if any."""
    lower = passage.text.lower()
    if any(word in lower for word in _WORDS):
        for found in _MINISTRY.finditer(passage.text):
            written = " ".join((found["before"] or found["after"] or "").lower().split())
            body = f"{_TOPICS[written]} Ministry" if written else _STAFF
            yield _owned(passage, found.span(), body, there, (_LINK, _OF), inner=not written)


def _abroad(passage: Passage, there: Overlap, found: Sequence[Name]) -> Iterator[_Ministry]:
    """Yield the ministries `found` by a language's names in a passage, each with the country beside it."""
    for name in found:
        body = name.record.name if name.record else ""
        yield _owned(passage, (name.start, name.end), body, there, (_LINK_ABROAD, _OF_ABROAD))


def _owned(
    passage: Passage,
    span: tuple[int, int],
    body: str,
    there: Overlap,
    links: tuple[re.Pattern[str], re.Pattern[str]],
    *,
    inner: bool = False,
) -> _Ministry:
    """Return the ministry at `span`, with the country before or behind it: "Norway's foreign ministry".

    `links` are what may stand between: behind a country before it, and before one behind it. With `inner`,
    a country nested in another name counts too.
    """
    start, end = span
    for name in there.between(passage.number, start - _BEFORE, end + _BEHIND):
        if name.record is None or name.record.kind != "country" or name.sense == "seat":
            continue
        before = name.end <= start and links[0].fullmatch(passage.text[name.end : start])
        behind = name.start >= end and links[1].fullmatch(passage.text[end : name.start])
        if (before or behind) and (inner or not name.inner):
            return _Ministry(start=min(start, name.start), end=max(end, name.end), body=body, owner=name)
    return _Ministry(start=start, end=end, body=body, owner=None)
