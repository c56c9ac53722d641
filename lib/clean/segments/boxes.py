"""The boxes of a page: elements that hold pieces, each with sums over all that it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from lib.clean.segments.html import Piece

STOPS = tuple('.!?…»”"。:;)」！？।॥؟۔።։')
LEAST = 10  # words of the shortest piece that reads like prose
SHARES = (1, 2, 6, 9)  # what boxes further up have of a paragraph's score, as readability counts

_PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "dd", "span"})
_NO_PROSE = frozenset({"title", "option", "button", "textarea", "h1", "h2", "h3"})


@dataclass(slots=True, eq=False, kw_only=True)
class Box:
    """An element that holds the pieces from `first` to `last`, with sums over them."""

    around: "Box | None"
    depth: int
    first: int
    last: int
    letters: int = 0
    linked: float = 0.0  # letters in links
    prose: int = 0  # letters in prose
    score: float = 0.0  # of the paragraphs in it, as readability counts


def is_prose(piece: Piece, words: int) -> bool:
    """Return whether a piece of so many words reads like a paragraph, few of them links."""
    return (
        words >= LEAST
        and piece.linked < 0.5
        and piece.text.endswith(STOPS)
        and piece.element.tag not in _NO_PROSE
    )


def boxes_of(pieces: Sequence[Piece], prose: Sequence[bool]) -> Mapping[HtmlElement, Box]:
    """Return the boxes of a page by their elements, each behind those around it.

    `prose` says of each piece whether it reads like a paragraph.
    """
    boxes: dict[HtmlElement, Box] = {}
    for number, piece in enumerate(pieces):
        fresh, node = list[HtmlElement](), piece.element
        while node is not None and node not in boxes:
            fresh.append(node)
            node = node.getparent()
        box = boxes.get(node)
        for each in reversed(fresh):
            box = Box(around=box, depth=box.depth + 1 if box else 1, first=number, last=number)
            boxes[each] = box
        assert box is not None  # that of the piece's own element
        box.last = number
        box.letters += len(piece.text)
        box.linked += len(piece.text) * piece.linked
        if prose[number]:
            box.prose += len(piece.text)
            _score(box, piece)
    for box in reversed(boxes.values()):
        if around := box.around:
            around.last = max(around.last, box.last)
            around.letters += box.letters
            around.linked += box.linked
            around.prose += box.prose
    return boxes


def _score(box: Box, piece: Piece) -> None:
    """Give the boxes around a paragraph their shares of its worth."""
    worth = 1 + piece.text.count(",") + min(len(piece.text) * (1 - piece.linked) / 100, 5)
    above = box.around if piece.element.tag in _PARAGRAPHS else box
    for share in SHARES:
        if above is None:
            return
        above.score += worth / share
        above = above.around
