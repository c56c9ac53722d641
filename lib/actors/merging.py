"""Names of the actor file and the recogniser: their form, and how they are merged.

A recognised name is trimmed and gets its kind, or is no actor at all. Of names that overlap the longest wins,
and names inside it are nested.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lib.actors.dictionary import Hit, Sense
from lib.actors.given_names import is_given, is_given_name
from lib.actors.sentences import is_heading
from lib.actors.story import Name, Overlap, Passage, in_order
from lib.actors.words import (
    either,
    is_half_an_office,
    is_office,
    is_title_word,
    without_title,
    word_set,
)
from lib.model.mention import Kind, Role

_LEADING = re.compile(
    r"(?:[^\w@#$]+|(?:the|a|an)\s+|(?-i:no|any|every|each|another|that|this)\s+)+", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:\s*['’‘]s|\s*['’]|[\s\"“”‘(\[,;:*–—-]+|(?<![A-Z])\.|\s(?:and|of|for|the|in|at))+$"
)
_LINE_END = re.compile(r"[\r\n]|\s{3,}")

_LANDFORMS = frozenset(("Cape", "Fort", "Lake", "Mount", "Sierra"))
_AFTER_OWNER = re.compile(r"\s*['’]s?\s+")
_LOWER_LEAD = re.compile(r"[a-z]")
_LOWER_TAIL = re.compile(r"(?:^|\s)[a-z][\w'’-]*$")
_PERSON_REST = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){0,2}$")
_FULL_REST = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){1,2}")


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int] | None:
    """Return the span of the name alone, or None when nothing that looks like a name is left."""
    before = _LEADING.match(text, start, end)
    start = before.end() if before else start
    line_end = _LINE_END.search(text, start, end)
    end = line_end.start() if line_end else end
    after = _TRAILING.search(text, start, end)
    end = after.start() if after else end
    if person:
        start += without_title(text[start:end])
    surface = text[start:end]
    return (start, end) if looks_like_name(surface) else None


def looks_like_name(surface: str) -> bool:
    """Return whether a surface has a capital and a second letter."""
    return sum(map(str.isalpha, surface)) > 1 and any(map(str.isupper, surface))


_BREAK = re.compile(r"\s*@\s+|\s+[/|–—-]+(?:\s+|$)|\s?/\s?(?=[A-Z]{2})|\s*[(\[]|[;:]\s")
_POSSESSIVE = re.compile(r"\s?['’]s\s+(?=[A-Z])")
_HONORIFIC = re.compile(
    r"(?:Adv|Cllr|Supt|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Prof|Sen|Rep|Gov|Gen|Col|Capt)\b\.?\s+"
)
_DIGIT = re.compile(r"\d")
_NO_LETTER = re.compile(r"[^A-Za-z]+")
_AND = re.compile(r"\s+and\s+")
_COMMA = re.compile(r"\s?,\s+")
_COMPANY = re.compile(
    r"\s(?:Inc|Ltd|P[Ll][Cc]|plc|Co|Corp|Corporation|Company|LLC|LLP|AG|SA|NV|SE|SpA|S\.p\.A|GmbH|Holdings|Bancorp)\b\.?$"
)
_CRAFT = re.compile(rf"(?:{either('craft')})\s", re.IGNORECASE)
_OF_A_PERSON = re.compile(r"\s+(?:administration|government|campaign|family|cabinet|team|era)s?$")
_OF_ONE_WORD = re.compile(r"(\S+)\s+(?:Administration|Government|Campaign|Family|Cabinet|Team|Era)s?")
_CALLED_AFTER = re.compile(r"(?: [A-Z][\w-]+){0,2}? ([A-Za-z]+)\b")
_PACTS = frozenset(("accord", "accords", "agreement", "agreements", "convention", "protocol", "treaty"))
_PART_OF_A_NAME = re.compile(r"[A-ZÀ-Þ](?:\.|[\w'’-]*[^\W\d_A-ZÀ-Þ])(?:-[A-Z]\w+)?")
_FUNCTION_WORDS = word_set("sentence_starters")
_EVENTS = word_set("event_endings")
_SITES = word_set("site_endings")
_HEADING_VERB = re.compile(rf"(?:^|\s)(?:{either('heading_verbs')})(?:\s|$)", re.IGNORECASE)
_OWNERS_IN_NAMES = word_set("owners_in_names")
_BODIES = word_set("body_endings")
_OUTLETS = word_set("outlet_endings")
_GIVEN_NAMES = word_set("given_names")
_PARTICLES = word_set("particles")
_ORGANISATION_WORDS = word_set("organisation_words")
_OF_SITE = re.compile(rf" (?:{either('site_endings')}|Center|Centre|Theatre|Theater)\b")
_OWNER = re.compile(r"['’]s\s+$")
_SMALL_WORDS = re.compile(r"(?:[a-z]+ )*(?=[A-Z])|")
_BRANCHES = word_set("branches")
_PLURAL = re.compile(r"[A-Z][a-z]+[^s'’]s|Sox")
_OF_TWO_PEOPLES = re.compile(r"[A-Z][a-z]+o-[A-Z][a-z]+(?:n|ns|se|sh|ch|is|ss|i|ek|eks)")
_NO_SURNAMES = _SITES | _BODIES | _EVENTS | _OUTLETS
_STATES = word_set("state_abbreviations")
_RULING = word_set("ruling_titles")


def shaped(name: Name, text: str) -> Iterator[Name]:
    """Yield the names that a recognised span holds; none when its form is that of no name."""
    for part in _parts(name, text):
        if not _is_generic(part, text):
            after_the = text.endswith(("the ", "The "), 0, part.start)
            venue = text.endswith("@ ", 0, part.start)  # NORDEN @ Holm Center, in a list of dates
            plain = "place" if venue else kind_by_form(part, after_the=after_the)
            kind = "person" if _is_named_like_a_person(part, text) else plain
            yield replace(part, kind="other" if is_thing(part) else kind, sense=_sense(part))


def _sense(name: Name) -> Sense | None:
    if _OF_TWO_PEOPLES.fullmatch(name.surface):
        return "never"
    return "outlet" if is_outlet(name.surface) else None


def is_thing(name: Name) -> bool:
    """Return whether a name's form is that of an event, a storm or a product: Ranger 5 is no person."""
    digit = name.kind == "person" and _DIGIT.search(name.surface)
    return bool(is_event(name.surface) or _CRAFT.match(name.surface) or digit)


def is_outlet(surface: str) -> bool:
    """Return whether a name is that of a paper or a station, as its first or last word says."""
    words = surface.split()
    return len(words) > 1 and (words[-1] in _OUTLETS or words[0] == "Radio")


def is_event(surface: str) -> bool:
    """Return whether a name is that of an event, a treaty or a prize, as its last word says."""
    words = surface.split()
    return len(words) > 1 and words[-1] in _EVENTS


def end_of_event(text: str, end: int) -> int | None:
    """Return the end of an event, treaty or prize that is called after the name before it.

    Paris Agreement.
    """
    found = _CALLED_AFTER.match(text, end)
    return found.end() if found and (found[1] in _EVENTS or found[1] in _PACTS) else None


def kind_by_form(name: Name, *, after_the: bool = False) -> Kind:
    """Return the kind that the last word shows, or the one the recogniser saw."""
    words = name.surface.split()
    named = name.kind == "person" and len(words) == 2 and words[0] in _GIVEN_NAMES  # Ada Hall
    site = len(words) > 1 and words[-1] in _SITES and not named
    if site or _NO_LETTER.sub("", name.surface) in _STATES:
        return "place"
    if len(words) > 1 and words[0] in _RULING and words[-1] not in _BODIES:
        return "person"
    if name.kind == "person" and len(words) > 1 and words[0] in _LANDFORMS:
        return "place"
    branch = name.kind == "person" and len(words) > 2 and words[-1] in _BRANCHES and not is_given(words[0])
    if branch or _COMPANY.search(name.surface) or (len(words) > 1 and words[-1] in _BODIES):
        return "organisation"
    if len(words) > 1 and after_the and _PLURAL.fullmatch(words[-1]) and not is_given(words[0]):
        return "organisation" if name.kind == "person" else name.kind  # the Larkhaven Gulls
    return name.kind


def _is_named_like_a_person(name: Name, text: str) -> bool:
    """Return whether a common given name opens two words, or three, none of which speaks against a person."""
    words = name.surface.split()
    most = 2 if name.kind == "place" else 3
    if not 2 <= len(words) <= most or words[0] not in _GIVEN_NAMES or words[-1] in _NO_SURNAMES:
        return False
    if text.endswith("the ", 0, name.start) or _COMPANY.search(name.surface):
        return False
    return all(_PART_OF_A_NAME.fullmatch(word) for word in words)


def without_company_form(surface: str) -> str:
    """Return a company's name without Inc or Ltd."""
    return _COMPANY.sub("", surface).rstrip(" ,")


def _parts(name: Name, text: str) -> Iterator[Name]:
    start = name.start
    if is_heading(text, name.start):
        name = _without_verb(name)
        start = name.start
    for cut in _cuts(name):
        if name.start + cut.start() < start:
            continue
        yield from _part(name, text, start, name.start + cut.start())
        start = name.start + cut.end()
    yield from _part(name, text, start, name.end)


def _without_verb(name: Name) -> Name:
    """Return what stands before the verb of a headline (Holm Calls Talks Off), or behind one that opens
    it.
    """
    verb = _HEADING_VERB.search(name.surface)
    if verb is None:
        return name
    start, end = (0, verb.start()) if verb.start() else (verb.end(), len(name.surface))
    return replace(name, start=name.start + start, end=name.start + end, surface=name.surface[start:end])


def _cuts(name: Name) -> list[re.Match[str]]:
    cuts = list(_BREAK.finditer(name.surface))
    if name.kind in ("person", "place") or _are_two_persons(name.surface):
        cuts += _AND.finditer(name.surface)
    if name.kind == "person":
        cuts += [*_COMMA.finditer(name.surface), *_POSSESSIVE.finditer(name.surface)]
    elif name.kind == "organisation":
        cuts += filter(_is_of_an_owner, _POSSESSIVE.finditer(name.surface))
    if name.kind != "person" and not (_COMPANY.search(name.surface) or " and " in name.surface):
        cuts += _COMMA.finditer(name.surface)
    return sorted(cuts, key=lambda cut: cut.start())


def _are_two_persons(surface: str) -> bool:
    """Return whether a surface joins two full names: Jane Holm and Ada Obi."""
    sides = _AND.split(surface)
    return len(sides) == 2 and all(
        is_given_name(side) and _ORGANISATION_WORDS.isdisjoint(side.split()) for side in sides
    )


def _is_of_an_owner(possessive: re.Match[str]) -> bool:
    """Return whether two names meet (Alphabet Inc's Google) or one goes on (St Jude Children's Hospital)."""
    owner = possessive.string[: possessive.start()].split()
    return len(owner) > 1 and owner[-1] not in _OWNERS_IN_NAMES


def _part(name: Name, text: str, start: int, end: int) -> Iterator[Name]:
    kind = "person" if _are_two_persons(name.surface) else name.kind
    if kind == "person" and _POSSESSIVE.match(text, end, name.end):
        kind = "organisation"  # whose driver, minister or boss the person is
    if kind == "organisation" and holds_a_title(text[start:end]):
        kind = "person"
    span = trimmed(text, start, end, person=kind == "person")
    if span is not None and (honorific := _honorific(text, *span)):
        span, kind = trimmed(text, honorific.end(), span[1]), "person"
    if span is not None:
        span = (span[0] + _opening(text[span[0] : span[1]], kind), span[1])
        if kind == "organisation":
            span = (span[0], _without_post(text, *span))
        surface = text[span[0] : span[1]]
        short = _without_followers(surface) if surface[0].isupper() else surface
        yield replace(name, start=span[0], end=span[0] + len(short), surface=short, kind=kind)


def _opening(surface: str, kind: Kind) -> int:
    """Return how many characters before a name are of the sentence: "assert Holm", "Citing Ada Holm"."""
    cut = 0
    words = surface.split(" ")
    while len(words) > 1 and _is_before_a_name(words, kind):
        cut += len(words.pop(0)) + 1
    return cut


def _is_before_a_name(words: Sequence[str], kind: Kind) -> bool:
    first, second = words[0], words[1]
    if not second[:1].isupper():
        return False
    if first.islower():
        return first.isalpha() and first not in _PARTICLES and (len(words) > 2 or kind == "person")
    if kind != "person" or first.lower() in _PARTICLES:
        return False
    if first in _FUNCTION_WORDS or (first.endswith("ing") and len(first) > 5 and not is_given(first)):
        return True  # But Holm, Hosting Holm
    return len(words) > 2 and len(first) > 2 and second in _GIVEN_NAMES and not is_given(first)


def _without_post(text: str, start: int, end: int) -> int:
    """Return where an organisation's name ends before a post in it: Obi Group Chief Financial [Officer]."""
    words = text[start:end].split(" ")
    post = False
    cut = end
    while len(words) > 1 and is_title_word(words[-1]) and not _belongs(words):
        post = post or is_office(words[-1])
        cut -= len(words.pop()) + 1
    return cut if post else end


def _belongs(words: Sequence[str]) -> bool:
    """Return whether the last word is of the name: Hill Police, Department of Justice."""
    return words[-1] in _NO_SURNAMES or "of" in words


def _without_followers(surface: str) -> str:
    """Return the person alone of "Obama administration" and "Lincoln Administration"."""
    one = _OF_ONE_WORD.fullmatch(surface)
    return one[1] if one else _OF_A_PERSON.sub("", surface)


def _honorific(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the form of address that opens a span, but for bodies such as Miss Universe Organization."""
    return None if text[start:end].split()[-1] in _BODIES else _HONORIFIC.match(text, start, end)


def holds_a_title(surface: str) -> bool:
    """Return whether an office of several words stands before one or two names: Prosecutor General Holm."""
    cut = without_title(surface)
    rest = surface[cut:].split()
    if len(surface[:cut].split()) < 2 or not 1 <= len(rest) <= 2 or rest[-1] in _NO_SURNAMES:
        return False
    return all(_PART_OF_A_NAME.fullmatch(word) for word in rest)


def _is_generic(name: Name, text: str) -> bool:
    if all(is_title_word(word) or word in _FUNCTION_WORDS for word in name.surface.split()):
        return True
    return name.kind == "organisation" and is_half_an_office(text, name.start, name.end)


def from_hits(number: int, passage: Passage, hits: Iterable[Hit]) -> list[Name]:
    """Return the names of the actor file in a passage, with the non-actors, which block other names."""
    return [_from_hit(number, passage, hit) for hit in hits if not _is_a_word(passage, hit)]


def _is_a_word(passage: Passage, hit: Hit) -> bool:
    """Return whether a word is a common one (THE MAN, Fed-Up) or of a site's name (Kennedy Airport)."""
    if hit.guarded and passage.text.startswith("-", hit.end):
        return True
    if hit.record and hit.record.kind in ("organisation", "person") and _OF_SITE.match(passage.text, hit.end):
        return True
    return passage.cased[hit.start : hit.end].islower() and passage.text[hit.start : hit.end].isupper()


def _from_hit(number: int, passage: Passage, hit: Hit) -> Name:
    roles: dict[str, Role] = {
        "demonym": "demonym",
        "capital": "metonym",
        "seat": "metonym",
        "surname": "surname",
    }
    event = end_of_event(passage.text, hit.end) if _may_name_an_event(hit) else None
    if event is not None:
        return Name(
            passage=number, start=hit.start, end=event, surface=passage.text[hit.start : event],
            kind="other", source="records",
        )  # fmt: skip
    kind: Kind = hit.record.kind if hit.record else "organisation"
    return Name(
        passage=number,
        start=hit.start,
        end=hit.end,
        surface=passage.text[hit.start : hit.end],
        kind=kind,
        source="records",
        role="nested" if hit.nested else roles.get(hit.sense, "name"),
        record=hit.record,
        sense=hit.sense,
        guarded=hit.guarded,
    )


def _may_name_an_event(hit: Hit) -> bool:
    return hit.sense == "capital" or (hit.record is not None and hit.record.kind == "place")


def recognised(number: int, passage: Passage, start: int, end: int, kind: Kind) -> list[Name]:
    """Return the names that a recognised span holds."""
    whole = Name(
        passage=number,
        start=start,
        end=end,
        surface=passage.text[start:end],
        kind=kind,
        source="recogniser",
    )
    return list(shaped(whole, passage.text))


def merged(
    known: Sequence[Name], found: Sequence[Name], passage: Passage, surnames: frozenset[str]
) -> list[Name]:
    """Return one passage's names without overlap, but for nested ones; surnames are those of the story."""
    if not found:
        return in_order(known)
    persons = {(name.start, name.end) for name in found if name.kind == "person"}
    kept = [n for n in known if not (n.surface in surnames and (n.start, n.end) in persons)]
    there = Overlap(kept)
    gone: set[int] = set()
    names: list[Name] = []
    for name in found:
        name = _stripped(name, _left(there, name, gone), passage)
        inside = _left(there, name, gone)
        if not inside:
            names.append(name)
        elif all(name.holds(o) and name.surface != o.surface for o in inside) and _wins(
            name, inside, passage
        ):
            gone.update(map(id, inside))
            names += [name, *_nested(name, inside)]
    return in_order([*(name for name in kept if id(name) not in gone), *names])


def _left(there: Overlap, name: Name, gone: set[int]) -> list[Name]:
    return [other for other in there.touching(name) if id(other) not in gone]


def surnames_in(found: Iterable[Name]) -> frozenset[str]:
    """Return the last words of the persons' full names; "Mountainous Nepal" is none."""
    full = (n.surface for n in found if n.kind == "person" and is_given_name(n.surface))
    return frozenset(surface.split()[-1] for surface in full)


def _stripped(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Cut a country and an office off the front: "Russian FM Lavrov" is the person Lavrov."""
    lead = next((k for k in known if k.start == name.start and k.end < name.end), None)
    if lead is None or lead.inner:
        return name
    possessive = _AFTER_OWNER.match(passage.text, lead.end, name.end)
    if lead.kind != "country":
        return _owned(name, lead, possessive, passage)
    if is_half_an_office(passage.text, lead.end, name.end):
        return replace(name, end=lead.end, surface=lead.surface)
    start = possessive.end() if possessive else lead.end + 1
    title = without_title(passage.text[start : name.end])
    rest = passage.text[start + title : name.end]
    if title and _PERSON_REST.match(rest):
        return replace(name, start=start + title, surface=rest, kind="person")
    if lead.role == "demonym" and rest.split()[0] in _GIVEN_NAMES and _FULL_REST.fullmatch(rest):
        return replace(name, start=start, surface=rest, kind="person")  # the American Jared Holm
    if possessive or (name.kind == "person" and lead.role == "demonym"):
        return replace(name, start=start, surface=passage.text[start : name.end])
    return name


def _owned(name: Name, lead: Name, possessive: re.Match[str] | None, passage: Passage) -> Name:
    """Return what a town, a company or a paper owns, and its products: Obi's Atlas Phone, Obi Atlas."""
    start = possessive.end() if possessive else lead.end
    small = _SMALL_WORDS.match(passage.text, start, name.end) if possessive else None
    start = small.end() if small else start  # Obi's flagship Atlas
    rest = passage.text[start : name.end]
    words = rest.split()
    if _COMPANY.search(name.surface) or words[0][0].islower():
        return name
    organisation = not (_ORGANISATION_WORDS - {"Watch"}).isdisjoint(words) or "&" in words
    if possessive:
        person = is_given_name(rest) and not organisation
        return replace(name, start=start, surface=rest, kind="person" if person else name.kind)
    if all(map(is_title_word, words)) and any(map(is_office, words)):
        return replace(name, end=lead.end, surface=lead.surface)
    maker = lead.record and lead.kind == "organisation" and lead.surface.isalpha()
    product = maker and not lead.surface.isupper() and _BRANCHES.isdisjoint(words)
    return (
        replace(name, kind="other") if product and name.kind == "organisation" and not organisation else name
    )


def _wins(name: Name, inside: Sequence[Name], passage: Passage) -> bool:
    if is_heading(passage.text, name.start) or _is_list(name, inside):
        return False  # in headings capitals tie names together that are apart
    if name.kind == "person":
        return not any(other.kind == "person" and other.role == "name" for other in inside)
    if name.kind == "other":
        return inside[0].kind == "organisation" and inside[0].start == name.start
    if name.kind == "place":
        return not (
            _LOWER_LEAD.match(name.surface) or "," in name.surface or _LOWER_TAIL.search(name.surface)
        )
    if _OWNER.search(name.surface[: inside[-1].start - name.start]) and inside[-1].end == name.end:
        return False  # Holm's LinkedIn
    return not (_LOWER_TAIL.search(name.surface) or without_company_form(name.surface) == inside[0].surface)


def _is_list(name: Name, inside: Sequence[Name]) -> bool:
    rest = name.surface
    for other in inside:
        rest = rest.replace(other.surface, "", 1)
    return len(inside) > 1 and all(word.lower() in ("and", "or", "&", ",") for word in rest.split())


def _nested(name: Name, inside: Sequence[Name]) -> Iterator[Name]:
    if name.kind != "person":
        yield from (replace(other, role="nested") for other in inside)
