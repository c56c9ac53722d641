"""Merges names of the actor file and the recogniser: of overlapping names the longest wins.

Names inside it are nested. A recognised name first loses the country, title or owner that it begins with.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.company_forms import is_company, without_company_form
from lib.actors.headline_case import is_heading
from lib.actors.office_words import is_half_an_office, is_office, is_title_word, title_length
from lib.actors.person_names import is_given, is_given_name
from lib.actors.story import Name, Overlap, Passage, in_order
from lib.actors.words import any_capital, word_set

_LOWER_TAIL = re.compile(r"(?:^|\s)[a-z][\w'’-]*$")  # of "Larkhaven bridge"
_OWNER = re.compile(r"['’]s\s+$")  # "Holm's " of "Holm's LinkedIn"
_POSSESSIVE = re.compile(r"\s*['’]s?\s+")  # behind the first name of "Obi's Atlas"
_PERSON = re.compile(any_capital(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){0,2}$"))  # "Holm", "Ada B. Holm"
_FULL_NAME = re.compile(any_capital(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){1,2}"))
_SMALL_WORDS = re.compile(any_capital(r"(?:[a-z]+ )*(?=[A-Z])|"))  # "flagship " of "flagship Atlas"
_GIVEN_NAMES = word_set("given_names")
_BODY_WORDS = word_set("organisation_words") - {"Electric", "Watch"}  # of bodies and not of products
_BRANCHES = word_set("branches")


def merged(
    known: Sequence[Name], found: Sequence[Name], passage: Passage, surnames: frozenset[str]
) -> list[Name]:
    """Return a passage's names, known and `found` by the recogniser, in reading order.

    Of overlapping names the better one wins: known names inside it become nested, in a person's name they are
    dropped. A known name that is one of the `surnames`, of persons named in full, is dropped where it is
    recognised as a person.
    """
    if not found:
        return in_order(known)
    persons = {(name.start, name.end) for name in found if name.kind == "person"}
    rivals = [
        name
        for name in known
        if name.sense == "surname" or not (name.surface in surnames and (name.start, name.end) in persons)
    ]
    by_place, replaced = Overlap(rivals), set[int]()  # ids of known names inside a better one
    taken: list[Name] = []
    for name in found:
        touching = [other for other in by_place.touching(name) if id(other) not in replaced]
        name = _behind_maker(_without_lead(name, touching, passage), rivals, passage)
        inside = [other for other in touching if other.touches(name)]
        if not inside:
            taken.append(name)
        elif _wins(name, inside, passage):
            taken.append(name)
            replaced.update(map(id, inside))
            taken += [replace(other, role="nested") for other in inside] if name.kind != "person" else []
    return in_order([*(name for name in rivals if id(name) not in replaced), *taken])


def _wins(name: Name, inside: Sequence[Name], passage: Passage) -> bool:
    """Return whether a recognised name replaces the known names that it overlaps with, as the longer one.

    "Bank of Norway" replaces "Norway"; a list ("Norway and Iceland", "Norway-Iceland") or a name in a heading
    replaces none.
    """
    if not all(name.holds(other) and name.surface != other.surface for other in inside):
        return False
    if name.source == "rule" and name.kind == "organisation":
        return True  # named by the word of its kind
    rest = name.surface
    for other in inside:
        rest = rest.replace(other.surface, "", 1)
    small = all(word.lower() in ("and", "or", "&", ",", "-", "–") for word in rest.split())
    is_list = len(inside) > 1 and small and not _is_of_a_state(inside)
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


def _is_of_a_state(inside: Sequence[Name]) -> bool:
    """Return whether two known names are a place and, right behind, a body there: Ohio [Green Party]."""
    place, body = inside[0], inside[-1]
    called = body.record.name if body.record and body.surface.isupper() else body.surface
    both = place.kind == "place" and body.kind == "organisation" and body.start == place.end + 1
    return both and called.split()[-1] in _BODY_WORDS


def surnames_in(found: Iterable[Name]) -> frozenset[str]:
    """Return the surnames of persons with full names: their last words, if the first is a given name."""
    full = (n.surface for n in found if n.kind == "person" and is_given_name(n.surface))
    return frozenset(surface.split()[-1] for surface in full)


def _without_lead(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Return a recognised name without a country, title or owner that it begins with; others unchanged.

    "Russian FM Lavrov" becomes "Lavrov". `known` are the known names that overlap with it.
    """
    lead = next((each for each in known if each.start == name.start and each.end < name.end), None)
    if lead is None or lead.inner:
        return name
    possessive = _POSSESSIVE.match(passage.text, lead.end, name.end)
    if lead.kind == "country":
        return _without_country(name, lead, passage, possessive)
    return _without_owner(name, possessive.end(), passage) if possessive else _beside(name, lead, passage)


def _without_country(name: Name, country: Name, passage: Passage, possessive: re.Match[str] | None) -> Name:
    """Return a name without the country and title before it: "Lavrov" of "Russian FM Lavrov".

    Where the rest is half an office ("Treasury" of "US Treasury Secretary"), the country alone is returned.
    """
    if is_half_an_office(passage.text, country.end, name.end):
        return name.cut(name.start, country.end)
    start = possessive.end() if possessive else country.end + 1
    title = title_length(passage.text[start : name.end])
    rest = passage.text[start + title : name.end]
    if title and _PERSON.match(rest):
        return name.cut(start + title, name.end, kind="person")
    is_demonym = country.role == "demonym"
    if is_demonym and rest.split()[0] in _GIVEN_NAMES and _FULL_NAME.fullmatch(rest):
        return name.cut(start, name.end, kind="person")  # the American Jared Holm
    return name.cut(start, name.end) if possessive or (is_demonym and name.kind == "person") else name


def _without_owner(name: Name, start: int, passage: Passage) -> Name:
    """Return a name without its owner, which ends at `start`: "Atlas" of "Obi's flagship Atlas"."""
    small = _SMALL_WORDS.match(passage.text, start, name.end)
    rest = passage.text[small.end() if small else start : name.end]
    if is_company(name.surface) or rest[0].islower():
        return name
    person = is_given_name(rest) and not _is_body(rest.split())
    return name.cut(name.end - len(rest), name.end, kind="person" if person else name.kind)


def _beside(name: Name, lead: Name, passage: Passage) -> Name:
    """Return a name cut to the `lead` that it begins with, or made a product; other names unchanged.

    "Obi Vice President" is cut to "Obi", as an office follows; "Obi Atlas" becomes a product, of kind
    "other".
    """
    words = passage.text[lead.end : name.end].split()
    if is_company(name.surface) or words[0][0].islower():
        return name
    if all(map(is_title_word, words)) and any(map(is_office, words)):
        return name.cut(name.start, lead.end)
    makes = lead.record and lead.kind == "organisation" and lead.surface.isalpha()
    makes = makes and not lead.surface.isupper() and _BRANCHES.isdisjoint(words)
    is_word = name.kind == "person" and len(words) == 1 and not is_given(lead.surface)
    is_sold = name.kind == "organisation" or is_word
    return replace(name, kind="other") if makes and is_sold and not _is_body(words) else name


def _is_body(words: Sequence[str]) -> bool:
    """Return whether the words name a body, such as a ministry or a firm of partners, and no product."""
    return not _BODY_WORDS.isdisjoint(words) or "&" in words


def _behind_maker(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Return an organisation's name as a product's if a known company's is right before it: Obi [Atlas]."""
    is_body = name.surface.split()[-1] in _BODY_WORDS | _BRANCHES
    if name.kind != "organisation" or is_body or passage.text[name.start - 1 : name.start] != " ":
        return name
    makers = (each for each in known if each.record is not None and each.kind == "organisation")
    ends = (each.end for each in makers if not each.surface.isupper())
    return replace(name, kind="other") if name.start - 1 in ends else name
