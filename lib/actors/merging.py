"""Merges names of the actor file and the recogniser: of overlapping names the longest wins.

Names inside it are nested.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.dictionary import Hit
from lib.actors.forms import end_of_event, is_company, is_given, is_given_name, without_company_form
from lib.actors.headline_case import is_heading
from lib.actors.office_words import is_half_an_office, is_office, is_title_word, title_length
from lib.actors.story import Name, Overlap, Passage, in_order
from lib.actors.words import either, word_set
from lib.model.mention import Kind, Role

_AFTER_OWNER = re.compile(r"\s*['’]s?\s+")  # behind the first name of "Obi's Atlas"
_LOWER_TAIL = re.compile(r"(?:^|\s)[a-z][\w'’-]*$")  # of "Larkhaven bridge"
_PERSON = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){0,2}$")  # "Holm", "Ada B. Holm"
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){1,2}")
_GIVEN_NAMES = word_set("given_names")
_BODY_WORDS = word_set("organisation_words") - {"Electric", "Watch"}  # of bodies and not of products
_OF_SITE = re.compile(  # "[Kennedy] Airport"
    rf" (?:{either('site_endings')}|Auditorium|Center|Centre|Memorial|(?:High )?School|Theat(?:er|re))\b"
)
_NAMESAKE = re.compile(rf" (?i:{either('named_after_people')}|{either('prizes')}|(?-i:(?:Jr\.? )?Day))\b")
_OWNER = re.compile(r"['’]s\s+$")  # "Holm's " of "Holm's LinkedIn"
_SMALL_WORDS = re.compile(r"(?:[a-z]+ )*(?=[A-Z])|")  # "flagship " of "flagship Atlas"
_BRANCHES = word_set("branches")
_ROLES: dict[str, Role] = {
    "demonym": "demonym",
    "capital": "metonym",
    "seat": "metonym",
    "surname": "surname",
}


def from_hits(passage: Passage, hits: Iterable[Hit]) -> list[Name]:
    """Return a passage's names from the actor file's hits, those that are no actors included."""
    return [_from_hit(passage, hit) for hit in hits if not _is_a_word(passage, hit)]


def _is_a_word(passage: Passage, hit: Hit) -> bool:
    """Return whether a hit is a common word (THE MAN, “Prada”) or part of a site's name (Kennedy Airport)."""
    if hit.guarded and passage.text.startswith("-", hit.end):
        return True
    if hit.guarded and passage.text[hit.start - 1 : hit.start] + passage.text[hit.end : hit.end + 1] == "“”":
        return True  # a song
    if hit.record and hit.record.kind in ("organisation", "person") and _OF_SITE.match(passage.text, hit.end):
        return True
    if hit.record and hit.record.kind == "person" and _NAMESAKE.match(passage.text, hit.end):
        return True
    return passage.cased[hit.start : hit.end].islower() and passage.text[hit.start : hit.end].isupper()


def _from_hit(passage: Passage, hit: Hit) -> Name:
    """Return a hit as a name; a town's that an event is called by is the event's: "Rome Masters"."""
    is_place = hit.sense == "capital" or (hit.record is not None and hit.record.kind == "place")
    if is_place and (event := end_of_event(passage.text, hit.end)) is not None:
        return passage.name(hit.start, event, "other", "records")
    kind: Kind = hit.record.kind if hit.record else "organisation"
    role = "nested" if hit.nested else _ROLES.get(hit.sense, "name")
    return passage.name(
        hit.start, hit.end, kind, "records", role=role, record=hit.record, sense=hit.sense,
        guarded=hit.guarded,
    )  # fmt: skip


def merged(
    known: Sequence[Name], found: Sequence[Name], passage: Passage, surnames: frozenset[str]
) -> list[Name]:
    """Return a passage's known and found names; of overlapping ones the better, others in it as nested."""
    if not found:
        return in_order(known)
    persons = {(name.start, name.end) for name in found if name.kind == "person"}
    # A surname that the story gives to somebody of its own competes with the known person's.
    competing = [
        name
        for name in known
        if name.sense == "surname" or not (name.surface in surnames and (name.start, name.end) in persons)
    ]
    by_place, replaced = Overlap(competing), set[int]()  # ids of known names that a longer one takes in
    ends_of_makers = {
        name.end
        for name in competing
        if name.record is not None and name.kind == "organisation" and not name.surface.isupper()
    }
    names: list[Name] = []
    for name in found:
        name = _stripped(name, _not_replaced(by_place, name, replaced), passage)
        behind_maker = name.start - 1 in ends_of_makers and passage.text[name.start - 1] == " "
        if behind_maker and name.kind == "organisation":
            is_body = name.surface.split()[-1] in _BODY_WORDS | _BRANCHES
            name = name if is_body else replace(name, kind="other")  # the product Atlas: Obi [Atlas]
        inside = _not_replaced(by_place, name, replaced)
        holds_all = all(name.holds(other) and name.surface != other.surface for other in inside)
        if not inside:
            names.append(name)
        elif holds_all and _wins(name, inside, passage):
            replaced.update(map(id, inside))
            names.append(name)
            if name.kind != "person":
                names += [replace(other, role="nested") for other in inside]
    return in_order([*(name for name in competing if id(name) not in replaced), *names])


def _not_replaced(by_place: Overlap, name: Name, replaced: set[int]) -> list[Name]:
    return [other for other in by_place.touching(name) if id(other) not in replaced]


def surnames_in(found: Iterable[Name]) -> frozenset[str]:
    """Return the last words of the persons' names that begin with a given name."""
    full = (n.surface for n in found if n.kind == "person" and is_given_name(n.surface))
    return frozenset(surface.split()[-1] for surface in full)


def _stripped(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Return the name without a country, title or owner before it.

    "Russian FM Lavrov" becomes "Lavrov". Where the rest is half an office, the country alone is the name.
    """
    lead = next((k for k in known if k.start == name.start and k.end < name.end), None)
    if lead is None or lead.inner:
        return name
    possessive = _AFTER_OWNER.match(passage.text, lead.end, name.end)
    if lead.kind != "country":
        return _owned(name, lead, possessive, passage)
    if is_half_an_office(passage.text, lead.end, name.end):
        return name.cut(name.start, lead.end)
    start = possessive.end() if possessive else lead.end + 1
    title = title_length(passage.text[start : name.end])
    rest = passage.text[start + title : name.end]
    if title and _PERSON.match(rest):
        return name.cut(start + title, name.end, kind="person")
    if lead.role == "demonym" and rest.split()[0] in _GIVEN_NAMES and _FULL_NAME.fullmatch(rest):
        return name.cut(start, name.end, kind="person")  # the American Jared Holm
    if possessive or (name.kind == "person" and lead.role == "demonym"):
        return name.cut(start, name.end)
    return name


def _owned(name: Name, lead: Name, possessive: re.Match[str] | None, passage: Passage) -> Name:
    """Return the name without its owner's ("Obi's Atlas Phone"); "Obi Atlas" stays, as a product's."""
    start = possessive.end() if possessive else lead.end
    small = _SMALL_WORDS.match(passage.text, start, name.end) if possessive else None
    start = small.end() if small else start  # Obi's flagship Atlas
    rest = passage.text[start : name.end]
    words = rest.split()
    if is_company(name.surface) or words[0][0].islower():
        return name
    organisation = not _BODY_WORDS.isdisjoint(words) or "&" in words
    if possessive:
        person = is_given_name(rest) and not organisation
        return name.cut(start, name.end, kind="person" if person else name.kind)
    if all(map(is_title_word, words)) and any(map(is_office, words)):
        return name.cut(name.start, lead.end)
    maker = lead.record and lead.kind == "organisation" and lead.surface.isalpha()
    product = maker and not lead.surface.isupper() and _BRANCHES.isdisjoint(words)
    sold = name.kind == "organisation" or (
        name.kind == "person" and len(words) == 1 and not is_given(lead.surface)
    )
    return replace(name, kind="other") if product and sold and not organisation else name


def _wins(name: Name, inside: Sequence[Name], passage: Passage) -> bool:
    """Return whether a recognised name is better than the known names inside it.

    "Bank of Norway" is better than "Norway"; a list ("Norway and Iceland") or a name in a heading is not.
    """
    rest = name.surface
    for other in inside:
        rest = rest.replace(other.surface, "", 1)
    is_list = len(inside) > 1 and all(word.lower() in ("and", "or", "&", ",") for word in rest.split())
    if is_list or is_heading(passage.text, name.start):
        return False  # in headings capitals tie names together that are apart
    if name.kind == "person":
        return not any(other.kind == "person" and other.role == "name" for other in inside)
    if name.kind == "other":
        return inside[0].kind == "organisation" and inside[0].start == name.start
    if name.kind == "place":
        return not (name.surface[0].islower() or "," in name.surface or _LOWER_TAIL.search(name.surface))
    if _OWNER.search(name.surface[: inside[-1].start - name.start]) and inside[-1].end == name.end:
        return False  # Holm's LinkedIn
    return not (_LOWER_TAIL.search(name.surface) or without_company_form(name.surface) == inside[0].surface)
