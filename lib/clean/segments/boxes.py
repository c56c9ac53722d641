"""Sums over page elements ("boxes") that contain text, to find the main part of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from lib.clean.segment import Segment
from lib.clean.segments.elements import CONTROLS
from lib.clean.segments.marks import Marks
from lib.clean.words import read

STOPS = tuple('.!?…»”"。:;)」！？।॥؟۔።։')  # a paragraph may end before a list or in a bracket, too
LEAST = 10  # words of the shortest segment that reads like prose
LINKED = 0.5  # of a segment's text: more is a list of links
# As readability counts: what boxes further up have of a paragraph's score, the letters that are worth as much
# as a comma, how many times at most, and what the marks of an element make of its score.
SHARES = (1, 2, 6, 9)
LETTERS, TIMES = 100, 5
OF_ASIDE, OF_BODY = 0.6, 1.25

_PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "dd", "span"})
_NO_PROSE = CONTROLS | {"h1", "h2", "h3"}
ASIDE = frozenset(read("markup")["beside"].split())  # marks of what stands beside a story


@dataclass(slots=True, eq=False, kw_only=True)
class Box:
    """An element that contains the segments numbered `first` to `last`, with sums over their letters."""

    around: "Box | None"
    depth: int
    first: int
    last: int
    letters: int = 0
    linked: float = 0.0  # letters in links
    prose: int = 0  # letters in prose
    score: float = 0.0  # of the paragraphs in it, as readability counts


def is_prose(segment: Segment, words: int) -> bool:
    """Return whether a segment of `words` words reads like a paragraph: long, ended, few links."""
    return (
        words >= LEAST
        and segment.linked < LINKED
        and segment.text.endswith(STOPS)
        and segment.element.tag not in _NO_PROSE
    )


def boxes_of(segments: Sequence[Segment], prose: Sequence[bool]) -> Mapping[HtmlElement, Box]:
    """Return the boxes of a page by element, outer ones first; `prose` says which segments are paragraphs."""
    boxes: dict[HtmlElement, Box] = {}
    for number, segment in enumerate(segments):
        fresh, node = list[HtmlElement](), segment.element
        while node is not None and node not in boxes:
            fresh.append(node)
            node = node.getparent()
        around = boxes.get(node)
        for each in reversed(fresh):
            depth = around.depth + 1 if around else 1
            boxes[each] = around = Box(around=around, depth=depth, first=number, last=number)
        box = boxes[segment.element]
        box.last = number
        box.letters += len(segment.text)
        box.linked += len(segment.text) * segment.linked
        if prose[number]:
            box.prose += len(segment.text)
            _score(box, segment)
    for box in reversed(boxes.values()):
        if around := box.around:
            around.last = max(around.last, box.last)
            around.letters += box.letters
            around.linked += box.linked
            around.prose += box.prose
    return boxes


def _score(box: Box, segment: Segment) -> None:
    """Add a paragraph's score to the four boxes around it, less to the farther ones."""
    worth = 1 + segment.text.count(",") + min(len(segment.text) * (1 - segment.linked) / LETTERS, TIMES)
    above = box.around if segment.element.tag in _PARAGRAPHS else box
    for share in SHARES:
        if above is None:
            return
        above.score += worth / share
        above = above.around


def main_box(boxes: Mapping[HtmlElement, Box], marks: Marks) -> Box | None:
    """Return the box whose paragraphs score highest, less for links and marks of asides; None without one."""
    best, main = 0.0, None
    for node, box in boxes.items():
        own = marks.own(node)
        value = box.score * (1 - box.linked / (box.letters or 1))
        value *= OF_ASIDE if own & ASIDE else 1
        value *= OF_BODY if "body" in own or node.tag == "article" else 1
        if value > best:
            best, main = value, box
    return main


class Seen(NamedTuple):
    """Whether a box is inside the main box, and which marks apply to it."""

    inside: bool
    marks: frozenset[str]  # its own and those of boxes around it, up to what holds the main box
    body: bool  # whether it or one around it is marked as body


def seen_from(main: Box | None, boxes: Mapping[HtmlElement, Box], marks: Marks) -> Mapping[Box, Seen]:
    """Return for each box whether it is inside the `main` one, which marks apply to it, and if it is text."""
    holders, holder = set[Box](), main
    while holder is not None:
        holders.add(holder)
        holder = holder.around
    found: dict[Box, Seen] = {}
    for node, box in boxes.items():
        inside, above, body = found[box.around] if box.around else (False, frozenset[str](), False)
        own = marks.own(node)
        above = frozenset() if box in holders else above | own
        found[box] = Seen(inside or box is main, above, body or "body" in own)
    return found
