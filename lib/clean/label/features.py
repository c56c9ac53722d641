"""Computes the model's features of a page segment: its text, position, markup and neighbours as numbers.

They include no words of any language, so that a model trained on one language works for others. A page is
counted once; the row of a segment is computed when needed, as the model only judges kept segments.
"""

from collections import Counter
from itertools import accumulate
from math import log1p

from lib.clean.segments.boxes import STOPS
from lib.clean.segments.elements import CONTROLS, heading_level
from lib.clean.segments.page import Page

NEAR, FAR = 6, 12  # segments on either side in which prose is counted
NEIGHBOURS = (-2, -1, 1, 2)
SAMPLE = 200  # characters of a text whose capitals and digits are counted

MARKS = (
    "menu", "footer", "related", "newsletter", "donation", "consent", "share", "comments", "bio", "byline",
    "time", "tags", "caption", "credit", "ad", "promo", "paywall", "player", "gallery", "hidden", "unseen",
    "layer", "disclaimer", "deck", "kicker", "footnote", "embed", "factbox", "ticker", "body", "quote",
    "list", "table", "figure", "button", "form", "header", "folded", "code",
)  # fmt: skip
_BLOCKS, _CELLS = frozenset({"div", "section", "article"}), frozenset({"td", "th", "tr"})
_TITLES = ("h1", "h2", "h3", "h4")
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


class Features:
    """The segments of one page with counts over the page, from which each one's features are computed."""

    def __init__(self, page: Page, headline: int | None) -> None:
        """Count over the page; `headline` is the number of its headline's segment."""
        self.page, self.headline, self.words = page, headline, page.words
        self._at = [page.boxes[segment.element] for segment in page.segments]
        self._linked = [segment.linked for segment in page.segments]
        self._inside = [page.seen[box].inside for box in self._at]
        rows = list(zip(page.segments, page.prose, self._inside, strict=True))
        within = [number for number, (_, prose, inside) in enumerate(rows) if prose and inside]
        self._ends = (within[0], within[-1]) if within else (0, len(rows))
        self._dressed = Counter(segment.dress for segment in page.segments)
        self._prose_dressed = Counter(segment.dress for segment, prose, inside in rows if prose and inside)
        boxes = zip(self._at, page.prose, strict=True)
        self._around_prose = Counter(box.around for box, prose in boxes if prose)
        self._times = Counter(page.folds)
        self._prose_until = [*accumulate(page.prose, initial=0)]

    def row(self, number: int) -> list[float]:
        """Return the feature values of a segment, in the order of `NAMES`."""
        around = (value for at in NEIGHBOURS for value in self._beside(number + at))
        seen = self.page.seen[self._at[number]]
        marks = seen.marks | self.page.marks.own(self.page.segments[number].inner)
        marked = (*(float(mark in marks) for mark in MARKS), seen.body)
        return [*self._own(number), *self._place(number), *marked, *around, *self._near(number)]

    def _own(self, number: int) -> list[float]:
        segment = self.page.segments[number]
        text, tag = segment.text, segment.element.tag
        sample = text[:SAMPLE]
        size = len(sample) or 1
        return [
            log1p(len(text)), self.words[number], self._linked[number], len(segment.links), text.count(","),
            text.endswith(STOPS), text.endswith((":", "：")), text[:1].isupper(),
            sum(map(str.isupper, sample)) / size, sum(map(str.isdigit, sample)) / size, segment.strong,
            heading_level(segment.element), self.page.prose[number], self._inside[number],
            tag == "p", tag == "li", tag in _BLOCKS, tag in _CELLS, tag == "blockquote", tag in _TITLES,
            tag in CONTROLS,
        ]  # fmt: skip

    def _place(self, number: int) -> list[float]:
        (first, last), count = self._ends, len(self.page.segments)
        segment, at, main = self.page.segments[number], self._at[number], self.page.main_box
        up = [at]
        while len(up) < 3 and (around := up[-1].around):
            up.append(around)
        prose = self.page.boxes[self.page.tree].prose or 1
        shares = [box.prose / prose for box in up] + [1.0] * (3 - len(up))
        linked = [box.linked / (box.letters or 1) for box in up[1:]] + [0.0] * (3 - len(up))
        return [
            number / count, (number - first) / max(1, last - first), number < first, number > last,
            -1 if self.headline is None else number - self.headline, self.headline is None,
            self._prose_dressed[segment.dress], self._around_prose[at.around],
            self._times[self.page.folds[number]], self._dressed[segment.dress], *shares, *linked[:2],
            at.depth - (main.depth if main else 0), log1p(count), main.prose / prose if main else 0,
        ]  # fmt: skip

    def _beside(self, number: int) -> tuple[float, ...]:
        if not 0 <= number < len(self.page.segments):
            return _NOWHERE
        size = log1p(len(self.page.segments[number].text))
        return size, self._linked[number], self.page.prose[number], self._inside[number]

    def _near(self, number: int) -> list[float]:
        until, count = self._prose_until, len(self.page.segments)
        first, last = max(0, number - NEAR), min(count, number + NEAR + 1)
        return [
            (until[last] - until[first]) / (last - first),
            until[number] - until[max(0, number - FAR)],
            until[min(count, number + 1 + FAR)] - until[number + 1],
        ]
