"""Where a story ends: what stands after its last paragraph and is none of it."""

from collections.abc import Mapping, Sequence

from lib.clean.cutting.rules import said
from lib.clean.html.segments import Piece

LAST = 8  # pieces at the end that are looked at
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def closing(pieces: Sequence[Piece], chosen: Sequence[int]) -> Mapping[int, str]:
    """Return the pieces after the end of a story, each with its rule.

    A heading that opens a box ("About the author") takes with it what follows. Before it, lines with the
    wording of an ending go, and the headings that then head nothing.
    """
    found: dict[int, str] = {}
    rest = list(chosen)
    for place in range(max(1, len(rest) - LAST), len(rest)):
        if rule := said(pieces[rest[place]].text, "opens"):
            found |= dict.fromkeys(rest[place:], rule)
            rest = rest[:place]
            break
    for number in rest[1:][-LAST:]:
        if rule := said(pieces[number].text, "closing"):
            found[number] = rule
    rest = [number for number in rest if number not in found]
    while found and len(rest) > 1 and pieces[rest[-1]].element.tag in HEADINGS and rest[-1] < max(found):
        found[rest.pop()] = "read more"
    return found
