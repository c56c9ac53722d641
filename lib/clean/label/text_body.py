"""Which lines of a copied text are the story's, and in which zone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.clean import words
from lib.clean.label.labels import Label, Sheet
from lib.clean.label.text_lists import INNER_SIGNS, find_announced, find_lists, find_rows
from lib.clean.says.captions import caption_by_shape, heads_caption
from lib.clean.says.line import TextLine
from lib.model.article import Zone

_BULLET = words.pattern("lists", "bullet")
_DASH = words.pattern("lists", "dash")
_WHOLE_QUOTE = words.pattern("lists", "whole quote")
_SHOWS = words.pattern("lists", "shows")
_LABELLED = words.pattern("lists", "label")
_BUTTON = 2.0  # words of one more button under others
_ITEM = 16.0  # words of an item of a list
_FURNITURE = 20.0  # words of a line that the page prints again outside the story
_ITEMS = ("-", "*", "+")  # Markdown's signs of a list
_PULLED = (8.0, 40.0)  # words of a quotation set large
_POINTERS = ("read more", "related")  # rules of lines that announce the headline of another story


@dataclass(frozen=True, slots=True)
class Apart:
    """Lines whose neighbours tell what they are: teasers of other stories, pieces of broken paragraphs."""

    teasers: frozenset[int]
    broken: frozenset[int]


def keep_body(lines: Sequence[TextLine], first: int, last: int, apart: Apart, sheet: Sheet) -> None:
    """Place the text, captions and credits of lines first..last; the others stay open."""
    inner = lines[first : last + 1]
    _keep_pictures(inner, sheet)
    _cut_repeats(inner, sheet)
    outside = Counter(line.key for line in (*lines[:first], *lines[last + 1 :]))
    _Body(inner, apart.teasers, apart.broken, outside, sheet).keep()


@dataclass(frozen=True, slots=True)
class _Body:
    lines: Sequence[TextLine]

    teasers: frozenset[int]
    broken: frozenset[int]  # pieces of paragraphs that a copy broke at their links
    outside: Counter[str]  # how often the rest of the page prints a line
    sheet: Sheet

    def keep(self) -> None:
        """Place every line of text, list or sub-heading."""
        begun = False
        # The labels of times and names over a story have one shape too.
        open_lines = [line for line in self.lines if self.sheet.is_open(line)]
        listed = find_lists(open_lines, INNER_SIGNS) | self._dashed()
        listed |= find_rows(self.lines) | find_announced(self.lines)
        for index, line in enumerate(self.lines):
            mark = line.mark
            by_shape = mark.caption is not None and not mark.caption.sure
            if not self.sheet.is_open(line) or not (mark.kind in ("", "time") or by_shape):
                continue
            if begun and line.sign.startswith("#"):
                self.sheet.keep(line, "body", level=len(line.sign))
            elif self._is_text(line):
                self.sheet.keep(line, _zone_of(line))
                begun = True
            elif line.number in listed and not self.outside[line.key]:
                self.sheet.keep(line, "body" if line.text.endswith((":", "：")) else "list")
            elif begun and self._is_subheading(line, index):
                self.sheet.keep(line, "body", level=2)

    def _dashed(self) -> frozenset[int]:
        """Return the short lines that open with a dash as a neighbour does, or right under a colon."""
        found: set[int] = set()
        for above, line in pairwise(self.lines):
            if _is_item(line) and (_is_item(above) or above.text.endswith((":", "："))):
                found |= {line.number, *([above.number] if _is_item(above) else [])}
        return frozenset(found)

    def _is_text(self, line: TextLine) -> bool:
        if line.number in self.broken:
            return True
        if line.number in self.teasers or (self.outside[line.key] and line.weight <= _FURNITURE):
            return False
        if line.prose or (line.terminal and line.weight >= 2):
            return True
        if (_BULLET.match(line.text) or line.sign in _ITEMS) and line.weight >= 2:
            return True
        # A paragraph that lost its full stop: long and apart from its neighbours.
        return line.weight >= 14 and line.gap_before and line.gap_after

    def _is_subheading(self, line: TextLine, index: int) -> bool:
        """Return whether a short line stands between two pieces of text and nowhere else on the page."""
        if not 1 <= line.weight <= 16 or self.outside[line.key]:
            return False
        before = self.lines[index - 1] if index else None
        if line.weight <= _BUTTON and before and before.mark.rule and line.gap_after > line.gap_before:
            return False
        if before is not None and (rule := before.mark.rule) and rule.name in _POINTERS:
            over = self.lines[index - 2] if index > 1 else None
            if over is None or over.prose or over.terminal:
                return False
        follows = before is None or before.prose or before.terminal or bool(before.mark.kind)
        after = next((other for other in self.lines[index + 1 :] if not other.mark.kind), None)
        leads = after is not None and (after.prose or after.terminal) and after.number - line.number <= 3
        leads = (
            leads and after is not None and self.sheet.is_open(after)
        )  # an appeal that was cut heads nothing
        return follows and leads and after is not None and after.number not in self.teasers


def _is_item(line: TextLine) -> bool:
    return bool(_DASH.match(line.text)) and line.weight <= _ITEM


def _zone_of(line: TextLine) -> Zone:
    if _BULLET.match(line.text) or line.sign in _ITEMS:
        return "list"
    if line.sign == ">":
        return "quote"
    return "quote" if _WHOLE_QUOTE.match(line.text) else "body"


def _cut_repeats(lines: Sequence[TextLine], sheet: Sheet) -> None:
    """Cut text that the page prints three times, the second of two prints, and labels that head links.

    An interview asks the same question of several people: questions are kept.
    """
    times = Counter(line.key for line in lines)
    labels = Counter(
        match["label"] for line in lines if not line.prose and (match := _LABELLED.match(line.text))
    )
    prose = " | ".join(line.key for line in lines if line.prose)
    seen: set[str] = set()
    for line in lines:
        if not sheet.is_open(line) or line.text.endswith(("?", "？")):
            continue
        label = _LABELLED.match(line.text)
        if times[line.key] >= 3 or (line.key in seen and line.weight >= 4) or _is_pulled(line, prose):
            sheet.cut(line, "repeated")
        elif label and not line.prose and not line.terminal and labels[label["label"]] >= 3:
            sheet.cut(line, "related")
        seen.add(line.key)


def _is_pulled(line: TextLine, prose: str) -> bool:
    """Return whether a line is a quotation set large beside the paragraph that holds its words."""
    if line.prose and not _WHOLE_QUOTE.match(line.text):
        return False
    own = 1 if line.prose else 0
    return _PULLED[0] <= line.weight <= _PULLED[1] and prose.count(line.key) > own


def _keep_pictures(lines: Sequence[TextLine], sheet: Sheet) -> None:
    """Place captions with their credits, and the line over a credit that stands alone."""
    text = next((i for i, line in enumerate(lines) if line.prose and not line.mark.kind), len(lines))
    for index, line in enumerate(lines):
        near_head = index <= text and not line.mark.kind
        caption = line.mark.caption or (caption_by_shape(line) if near_head else None)
        if caption is None or not sheet.is_open(line) or (not caption.sure and index > text):
            continue
        if caption.end:
            credit = Label("credit", start=caption.credit_start, end=caption.credit_end)
            sheet.place(line, Label("caption", end=caption.end), credit)
            continue
        above = lines[index - 1] if index else None
        if (
            above
            and sheet.is_open(above)
            and not above.mark.kind
            and not (
                index > text
                and above.prose
                and any(heads_caption(below.text) for below in lines[index + 1 : index + 2])
            )
            and _belongs_to_credit(above, index <= text)
        ):
            sheet.keep(above, "caption")
        sheet.keep(line, "credit")


def _belongs_to_credit(above: TextLine, before_text: bool) -> bool:
    if not (1 if before_text else 3) <= above.weight <= 60 or above.sentences > 3:
        return False
    if _SHOWS.match(above.text):
        return True
    return not above.gap_after or (above.sentences <= 1 and above.weight <= 30)
