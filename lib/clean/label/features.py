"""What a segment of a page looks like: numbers of its text, its place, its dress and its neighbours.

No word of any language is among them, so that what was learned on the pages of one holds for another. A page
is walked once; the row of a segment is made when it is asked for, as a model asks only about what is kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log1p

from lxml.html import HtmlElement

from lib.clean.segments.html import Piece
from lib.clean.segments.marks import Marks, heading_level
from lib.model.length import word_count

STOPS = tuple('.!?…»”"。:;)」！？।॥؟۔።։')
LEAST = 10  # words of the shortest segment that reads like prose
NEAR, FAR = 6, 12  # segments on either side in which prose is counted
NEIGHBOURS = (-2, -1, 1, 2)
SAMPLE = 200  # characters of a text whose capitals and digits are counted
SHARES = (1, 2, 6, 9)  # what boxes further up have of a paragraph's score, as readability counts

MARKS = (
    "menu", "footer", "related", "newsletter", "donation", "consent", "share", "comments", "bio", "byline",
    "time", "tags", "caption", "credit", "ad", "promo", "paywall", "player", "gallery", "hidden", "unseen",
    "layer", "disclaimer", "deck", "kicker", "footnote", "embed", "factbox", "ticker", "body", "quote",
    "list", "table", "figure", "button", "form", "header", "folded", "code",
)  # fmt: skip
_ASIDE = frozenset(MARKS[:9]) | {"promo", "ad", "ticker", "factbox", "gallery", "hidden", "unseen", "layer"}
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "dd", "span"})
_BLOCKS, _CELLS = frozenset({"div", "section", "article"}), frozenset({"td", "th", "tr"})
_TITLES, _CONTROLS = ("h1", "h2", "h3", "h4"), frozenset({"title", "option", "button", "textarea"})
_NO_PROSE = _CONTROLS | {"h1", "h2", "h3"}
_BESIDE = ("log letters", "linked share", "prose", "inside")
_NOWHERE = (0.0, 1.0, 0.0, 0.0)  # a neighbour beyond either end

NAMES = (
    "log letters", "words", "linked share", "links", "commas", "ends as a sentence", "ends in a colon",
    "opens with a capital", "capitals", "digits", "bold", "heading level", "prose", "inside the main box",
    "p", "li", "block", "cell", "blockquote", "heading", "control",
    "place on the page", "place in the main box", "before it", "behind it", "from the headline",
    "no headline", "prose of its dress", "prose of its parent", "times on the page", "dress on the page",
    *(f"prose share of box {up} up" for up in range(3)),
    *(f"linked share of box {up} up" for up in range(1, 3)),
    "depth below the main box", "log segments", "prose share of the main box",
    *(f"mark {mark}" for mark in MARKS), "mark body above",
    *(f"{what} at {at:+d}" for at in NEIGHBOURS for what in _BESIDE),
    "prose share near", "prose before", "prose behind",
)  # fmt: skip


@dataclass(slots=True)
class _Box:
    """An element that holds segments, with sums over what it holds."""

    above: int  # the number of the box around it; -1 for the outermost
    letters: float = 0.0
    linked: float = 0.0  # letters in links
    prose: float = 0.0  # letters in prose
    score: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Features:
    """The segments of one page, and what is counted over all of them."""

    pieces: Sequence[Piece]
    folds: Sequence[str]  # their texts as they are compared
    marks: Marks
    headline: int | None  # the segment that is the headline

    def row(self, number: int) -> list[float]:
        """Return the numbers of one segment, in the order of `NAMES`."""
        around = (value for at in NEIGHBOURS for value in self._beside(number + at))
        return [*self._own(number), *self._place(number), *self._marked(number), *around, *self._near(number)]

    @cached_property
    def words(self) -> tuple[int, ...]:
        """The words of each segment, estimated where a script does not space them."""
        return tuple(word_count(piece.text) for piece in self.pieces)

    @cached_property
    def _linked(self) -> tuple[float, ...]:
        return tuple(piece.linked for piece in self.pieces)

    @cached_property
    def _prose(self) -> tuple[bool, ...]:
        rows = zip(self.pieces, self.words, self._linked, strict=True)
        return tuple(
            words >= LEAST
            and linked < 0.5
            and piece.text.endswith(STOPS)
            and piece.element.tag not in _NO_PROSE
            for piece, words, linked in rows
        )

    @cached_property
    def _numbered(self) -> tuple[dict[HtmlElement, int], list[_Box]]:
        """Each element around a segment with its number; a box stands behind the one around it."""
        numbers: dict[HtmlElement, int] = {}
        boxes: list[_Box] = []
        for piece in self.pieces:
            fresh = []
            node: HtmlElement | None = piece.element
            while node is not None and node not in numbers:
                fresh.append(node)
                node = node.getparent()
            for each in reversed(fresh):
                above = -1 if node is None else numbers[node]
                numbers[each] = len(boxes)
                boxes.append(_Box(above))
                node = each
        return numbers, boxes

    @cached_property
    def _at(self) -> tuple[int, ...]:
        """The number of each segment's box."""
        numbers, _ = self._numbered
        return tuple(numbers[piece.element] for piece in self.pieces)

    @cached_property
    def _boxes(self) -> list[_Box]:
        """The boxes, each with the sums of what it and those inside it hold."""
        _, boxes = self._numbered
        for number, at in enumerate(self._at):
            box, size, linked = boxes[at], len(self.pieces[number].text), self._linked[number]
            box.letters += size
            box.linked += size * linked
            if self._prose[number]:
                box.prose += size
                self._score(number, at, size * (1 - linked))
        for box in reversed(boxes):
            if box.above >= 0:
                around = boxes[box.above]
                around.letters += box.letters
                around.linked += box.linked
                around.prose += box.prose
        return boxes

    def _score(self, number: int, at: int, size: float) -> None:
        """Give the boxes around a paragraph their shares of its worth."""
        _, boxes = self._numbered
        worth = 1 + self.pieces[number].text.count(",") + min(size / 100, 5)
        above = boxes[at].above if self.pieces[number].element.tag in _PARAGRAPHS else at
        for share in SHARES:
            if above < 0:
                return
            boxes[above].score += worth / share
            above = boxes[above].above

    @cached_property
    def _main(self) -> int:
        """The box that holds most of the prose for the links it holds; -1 where there is none."""
        numbers, _ = self._numbered
        best, main = 0.0, -1
        for node, number in numbers.items():
            box = self._boxes[number]
            if not box.score:
                continue
            own = self.marks.own(node)
            value = box.score * (1 - box.linked / (box.letters or 1))
            value *= (0.6 if own & _ASIDE else 1) * (1.25 if "body" in own or node.tag == "article" else 1)
            if value > best:
                best, main = value, number
        return main

    @cached_property
    def _holders(self) -> frozenset[int]:
        """The main box and those around it."""
        found, number = [], self._main
        while number >= 0:
            found.append(number)
            number = self._boxes[number].above
        return frozenset(found)

    @cached_property
    def _below(self) -> list[tuple[bool, int, frozenset[str], bool]]:
        """For each box: inside the main box, depth, marks up to what holds that, whether one is "body"."""
        numbers, boxes = self._numbered
        found: list[tuple[bool, int, frozenset[str], bool]] = []
        for node, number in numbers.items():
            above = boxes[number].above
            inside, depth, marks, body = found[above] if above >= 0 else (False, 0, frozenset(), False)
            own = self.marks.own(node)
            marks = frozenset() if number in self._holders else marks | own if own else marks
            found.append((inside or number == self._main, depth + 1, marks, body or "body" in own))
        return found

    @cached_property
    def _inside(self) -> tuple[bool, ...]:
        return tuple(self._below[at][0] for at in self._at)

    @cached_property
    def _ends(self) -> tuple[int, int]:
        """The first and the last segment of prose in the main box."""
        pairs = zip(self._inside, self._prose, strict=True)
        within = [number for number, (inside, prose) in enumerate(pairs) if inside and prose]
        return (within[0], within[-1]) if within else (0, len(self.pieces))

    @cached_property
    def _dresses(self) -> tuple[Counter[tuple[str, str | None]], Counter[tuple[str, str | None]]]:
        """How many segments have each tag and class, and how many of them are prose in the main box."""
        every = Counter(map(_dress, self.pieces))
        rows = zip(self.pieces, self._inside, self._prose, strict=True)
        return every, Counter(_dress(piece) for piece, inside, prose in rows if inside and prose)

    @cached_property
    def _parents(self) -> Counter[int]:
        rows = zip(self._at, self._prose, strict=True)
        return Counter(self._boxes[at].above for at, prose in rows if prose)

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self.folds)

    @cached_property
    def _prose_until(self) -> tuple[int, ...]:
        """How many segments before each one are prose."""
        sums = [0]
        for each in self._prose:
            sums.append(sums[-1] + each)
        return tuple(sums)

    def _own(self, number: int) -> list[float]:
        piece = self.pieces[number]
        text, tag = piece.text, piece.element.tag
        sample = text[:SAMPLE]
        size = len(sample) or 1
        return [
            log1p(len(text)), self.words[number], self._linked[number], len(piece.links), text.count(","),
            text.endswith(STOPS), text.endswith((":", "：")), text[:1].isupper(),
            sum(map(str.isupper, sample)) / size, sum(map(str.isdigit, sample)) / size, piece.strong,
            heading_level(piece.element), self._prose[number], self._inside[number],
            tag == "p", tag == "li", tag in _BLOCKS, tag in _CELLS, tag == "blockquote", tag in _TITLES,
            tag in _CONTROLS,
        ]  # fmt: skip

    def _place(self, number: int) -> list[float]:
        (first, last), boxes, piece = self._ends, self._boxes, self.pieces[number]
        up, at = list[_Box](), self._at[number]
        while at >= 0 and len(up) < 3:
            up.append(boxes[at])
            at = boxes[at].above
        prose = boxes[0].prose or 1
        shares = [box.prose / prose for box in up] + [1.0] * (3 - len(up))
        linked = [box.linked / (box.letters or 1) for box in up[1:]] + [0.0] * (3 - len(up))
        every, in_prose = self._dresses
        depth = self._below[self._main][1] if self._main >= 0 else 0
        return [
            number / len(self.pieces), (number - first) / max(1, last - first), number < first, number > last,
            -1 if self.headline is None else number - self.headline, self.headline is None,
            in_prose[_dress(piece)], self._parents[boxes[self._at[number]].above],
            self._times[self.folds[number]], every[_dress(piece)], *shares, *linked[:2],
            self._below[self._at[number]][1] - depth, log1p(len(self.pieces)),
            boxes[self._main].prose / prose if self._main >= 0 else 0,
        ]  # fmt: skip

    def _marked(self, number: int) -> list[float]:
        _, _, marks, body = self._below[self._at[number]]
        marks = marks | self.marks.own(self.pieces[number].inner)
        return [*(float(mark in marks) for mark in MARKS), body]

    def _beside(self, number: int) -> tuple[float, ...]:
        if not 0 <= number < len(self.pieces):
            return _NOWHERE
        size = log1p(len(self.pieces[number].text))
        return size, self._linked[number], self._prose[number], self._inside[number]

    def _near(self, number: int) -> list[float]:
        until, count = self._prose_until, len(self.pieces)
        first, last = max(0, number - NEAR), min(count, number + NEAR + 1)
        return [
            (until[last] - until[first]) / (last - first),
            until[number] - until[max(0, number - FAR)],
            until[min(count, number + 1 + FAR)] - until[number + 1],
        ]


def _dress(piece: Piece) -> tuple[str, str | None]:
    return piece.element.tag, piece.element.get("class")
