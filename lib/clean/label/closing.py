"""What follows the last paragraph of a page's story and is none of it, by its wording."""

from collections.abc import Mapping, Sequence

from lib.clean import words
from lib.clean.measure import weight
from lib.clean.says.furniture import said
from lib.clean.segments.html import Piece
from lib.clean.segments.marks import HEADINGS

STRIP = 15  # characters of the longest label of a row of links
LAST = 8  # pieces or lines at the end that are looked at

_ENDS = words.pattern("closing", "end of a release")


def closing(pieces: Sequence[Piece], chosen: Sequence[int]) -> Mapping[int, str]:
    """Return the last pieces with the wording of an ending, and headings over them, each with its rule."""
    last = ((number, said(pieces[number].text, "closing")) for number in chosen[1:][-LAST:])
    found = {number: rule for number, rule in last if rule}
    end = end_of_release([pieces[number].text for number in chosen])
    found |= dict.fromkeys(chosen[end:], "note")
    # A row of short links is none of the story, as tags are; several are a list that the story gives.
    strips = [_is_strip(pieces[number]) for number in chosen[-2:]]
    found |= {chosen[-1]: "link"} if strips == [False, True] else {}
    rest = [number for number in chosen if number not in found]
    while found and len(rest) > 1 and pieces[rest[-1]].element.tag in HEADINGS and rest[-1] < max(found):
        found[rest.pop()] = "read more"
    return found


def end_of_release(texts: Sequence[str]) -> int:
    """Return the place of the line that ends a press release and opens its notes to editors; else the length.

    A sign that stands twice parts the sections of a text, as one does that more text follows than precedes.
    """
    ends = [place for place, text in enumerate(texts) if _ENDS.fullmatch(text)]
    if len(ends) != 1 or sum(map(len, texts[: ends[0]])) < sum(map(len, texts[ends[0] :])):
        return len(texts)
    return ends[0]


def _is_strip(piece: Piece) -> bool:
    """Return whether a piece is a row of short links, perhaps behind a label."""
    words = [piece.text[link.start : link.end] for link in piece.links]
    rest = len(piece.text) - sum(map(len, words))
    return len(words) > 2 and rest < STRIP + 3 * len(words) and all(weight(each) < 4 for each in words)
