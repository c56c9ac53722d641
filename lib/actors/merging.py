"""Merges names of the actor file and the recogniser: of overlapping names the longest wins.

Names inside it are nested.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.forms import is_given_name, without_company_form
from lib.actors.headline_case import is_heading
from lib.actors.leads import behind_maker, without_lead
from lib.actors.story import Name, Overlap, Passage, in_order

_LOWER_TAIL = re.compile(r"(?:^|\s)[a-z][\w'’-]*$")  # of "Larkhaven bridge"
_OWNER = re.compile(r"['’]s\s+$")  # "Holm's " of "Holm's LinkedIn"


def merged(
    known: Sequence[Name], found: Sequence[Name], passage: Passage, surnames: frozenset[str]
) -> list[Name]:
    """Return a passage's known and found names in reading order: of overlapping ones the better.

    Known names inside a better one are nested; in a person's name they are none. `surnames` are those of the
    persons that the story names in full: where one is recognised as a person it is not the known name.
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
        name = behind_maker(without_lead(name, touching, passage), rivals, passage)
        inside = [other for other in touching if other.touches(name)]
        if not inside:
            taken.append(name)
        elif _wins(name, inside, passage):
            taken.append(name)
            replaced.update(map(id, inside))
            taken += [replace(other, role="nested") for other in inside] if name.kind != "person" else []
    return in_order([*(name for name in rivals if id(name) not in replaced), *taken])


def _wins(name: Name, inside: Sequence[Name], passage: Passage) -> bool:
    """Return whether a recognised name is longer and better than the known names that it overlaps with.

    "Bank of Norway" is better than "Norway"; a list ("Norway and Iceland") or a name in a heading is not.
    """
    if not all(name.holds(other) and name.surface != other.surface for other in inside):
        return False
    if name.source == "rule" and name.kind == "organisation":
        return True  # named by the word of its kind
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


def surnames_in(found: Iterable[Name]) -> frozenset[str]:
    """Return the last words of the persons' names that begin with a given name."""
    full = (n.surface for n in found if n.kind == "person" and is_given_name(n.surface))
    return frozenset(surface.split()[-1] for surface in full)
