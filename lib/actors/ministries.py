"""Ministries by pattern: "foreign ministry" beside a country is that country's ministry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lib.actors.record import Record
from lib.actors.story import Name, Overlap, Passage, Story, in_order

_TOPICS = {  # as written, in lower case -> as named
    "foreign": "Foreign", "foreign affairs": "Foreign", "external affairs": "Foreign",
    "defence": "Defence", "defense": "Defence",
    "interior": "Interior", "internal affairs": "Interior", "home affairs": "Interior",
    "finance": "Finance", "economy": "Economy", "economics": "Economy", "economic affairs": "Economy",
    "energy": "Energy", "health": "Health", "justice": "Justice", "education": "Education",
    "culture": "Culture",
    "transport": "Transport", "agriculture": "Agriculture", "trade": "Trade", "commerce": "Commerce",
    "infrastructure": "Infrastructure", "environment": "Environment", "industry": "Industry",
    "labour": "Labour", "labor": "Labour", "information": "Information",
    "emergency situations": "Emergency", "emergencies": "Emergency",
}  # fmt: skip
_TOPIC = "|".join(sorted(map(re.escape, _TOPICS), key=len, reverse=True))
_MINISTRY = re.compile(
    rf"\b(?:(?P<before>{_TOPIC})\s+ministry|ministry\s+(?:of|for)\s+(?:the\s+)?(?P<after>{_TOPIC})|(?P<staff>general\s+staff))\b",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 8, 48  # characters in which the country stands
_WORDS = ("ministry", "general staff")
_LINK = re.compile(r"(?:\s?['’]s?)?\s+$")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?:armed\s+forces\s+of\s+(?:the\s+)?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ministry:
    """A ministry's place in a passage and what it is about; owner is the country named beside it."""

    start: int
    end: int
    topic: str
    owner: Name | None


def with_ministries(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the ministries that the story names, each with its country nested where that stands beside it."""
    known: dict[str, Record] = {}  # topic -> the country whose ministry was named last
    there = Overlap(names)
    added: list[Name] = []
    inside: set[int] = set()
    for number, passage in enumerate(story):
        for ministry in _in_passage(passage, number, there):
            beside = there.between(number, ministry.start, ministry.end)
            if any(_is_taken(ministry, n) for n in beside):
                continue
            if ministry.owner and ministry.owner.record:
                known[ministry.topic] = ministry.owner.record
                inside.update(id(n) for n in beside if ministry.start <= n.start and n.end <= ministry.end)
            added.append(_name(passage, number, ministry, known.get(ministry.topic)))
    return in_order([*(replace(n, role="nested") if id(n) in inside else n for n in names), *added])


def _is_taken(ministry: _Ministry, name: Name) -> bool:
    """Return whether another body has the span, other than the army whose general staff it is."""
    if name.kind != "organisation":
        return False
    return ministry.owner is None or not (ministry.owner.inner and name.holds(ministry.owner))


def _in_passage(passage: Passage, number: int, there: Overlap) -> Iterator[_Ministry]:
    lower = passage.text.lower()
    if not any(word in lower for word in _WORDS):
        return
    for found in _MINISTRY.finditer(passage.text):
        written = found["before"] or found["after"]
        topic = _TOPICS[" ".join(written.lower().split())] if written else ""
        beside = there.between(number, found.start() - _BEFORE, found.end() + _BEHIND)
        owner = _owner(passage.text, found, beside)
        start = min(found.start(), owner.start) if owner else found.start()
        end = max(found.end(), owner.end) if owner else found.end()
        yield _Ministry(start=start, end=end, topic=topic, owner=owner)


def _owner(text: str, found: re.Match[str], names: Sequence[Name]) -> Name | None:
    for name in names:
        if name.record is None or name.record.kind != "country" or name.sense == "seat":
            continue
        if name.inner and not found["staff"]:
            continue
        if name.end <= found.start() and _LINK.fullmatch(text[name.end : found.start()]):
            return name
        if name.start >= found.end() and _OF.fullmatch(text[found.end() : name.start]):
            return name
    return None


def _name(passage: Passage, number: int, ministry: _Ministry, country: Record | None) -> Name:
    return Name(
        passage=number,
        start=ministry.start,
        end=ministry.end,
        surface=passage.text[ministry.start : ministry.end],
        kind="organisation",
        source="rule",
        record=_ministry_of(country, ministry.topic) if country else None,
        sense=None if country else "never",
    )


def _ministry_of(country: Record, topic: str) -> Record:
    body = f"{topic} Ministry" if topic else "General Staff"
    owner = country.demonyms[0] if country.demonyms else country.name
    slug = f"{country.id.partition('/')[2]}-{body.lower().replace(' ', '-')}"
    return Record(id=f"organisation/{slug}", name=f"{owner} {body}", kind="organisation")
