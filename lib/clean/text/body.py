"""Which lines of a story's run are its text, and in which zone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean.fields.captions import caption_by_shape
from lib.clean.text.lines import Line
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Part, Sheet
from lib.clean.text.story import INNER_SIGNS, find_lists
from lib.model.article import Zone

_BULLET = re.compile(r"^\s*[•·▪●■◦‣*]")
_WHOLE_QUOTE = re.compile(r"^[\"“„«][^\"“”„«»]{20,}[\"”“»][.,]?$")
_SHOWS = re.compile(r"(?:pictured|seen here|from left|left to right|im bild|v\.\s?l\.)\b", re.IGNORECASE)
_FURNITURE = 20.0  # words of a line that the page prints again outside the story
_ITEMS = ("-", "*", "+")  # Markdown's signs of a list
_PULLED = (8.0, 40.0)  # words of a quotation set large
_LABELLED = re.compile(r"^(?P<label>[^|:]{4,40}?)\s*[|:]\s*\S")


@dataclass(frozen=True, slots=True)
class Apart:
    """Lines whose neighbours tell what they are: teasers of other stories, pieces of broken paragraphs."""

    teasers: frozenset[int]
    broken: frozenset[int]


def keep_body(
    lines: Sequence[Line], marks: Sequence[Mark], first: int, last: int, apart: Apart, sheet: Sheet
) -> None:
    """Return places the text, captions and credits of lines first..last; leaves the others open."""
    inner = lines[first : last + 1]
    _keep_pictures(inner, marks, sheet)
    _cut_repeats(inner, sheet)
    outside = Counter(line.key for line in (*lines[:first], *lines[last + 1 :]))
    _Body(inner, marks, apart.teasers, apart.broken, outside, sheet).keep()


@dataclass(frozen=True, slots=True)
class _Body:
    lines: Sequence[Line]
    marks: Sequence[Mark]
    teasers: frozenset[int]
    broken: frozenset[int]  # pieces of paragraphs that a copy broke at their links
    outside: Counter[str]  # how often the rest of the page prints a line
    sheet: Sheet

    def keep(self) -> None:
        """Return places every line of text, list or sub-heading."""
        told = False
        listed = find_lists(self.lines, self.marks, INNER_SIGNS)
        for index, line in enumerate(self.lines):
            if not self.sheet.is_open(line) or not _is_plain(self.marks[line.number]):
                continue
            if told and line.sign.startswith("#"):
                self.sheet.keep(line, "body", level=len(line.sign))
            elif self._is_text(line):
                self.sheet.keep(line, _zone_of(line))
                told = True
            elif line.number in listed and not self.outside[line.key]:
                self.sheet.keep(line, "list")
            elif told and self._is_subheading(line, index):
                self.sheet.keep(line, "body", level=2)

    def _is_text(self, line: Line) -> bool:
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

    def _is_subheading(self, line: Line, index: int) -> bool:
        """Return a short line between two pieces of text, not printed elsewhere on the page."""
        if not 1 <= line.weight <= 16 or self.outside[line.key]:
            return False
        before = self.lines[index - 1] if index else None
        follows = before is None or before.prose or before.terminal or bool(self.marks[before.number].kind)
        after = next((other for other in self.lines[index + 1 :] if not self.marks[other.number].kind), None)
        leads = after is not None and (after.prose or after.terminal) and after.number - line.number <= 3
        leads = (
            leads and after is not None and self.sheet.is_open(after)
        )  # an appeal that was cut heads nothing
        return follows and leads and after is not None and after.number not in self.teasers


def _is_plain(mark: Mark) -> bool:
    """Unmarked, or marked by shape alone."""
    return mark.kind in ("", "time") or (mark.caption is not None and not mark.caption.sure)


def _zone_of(line: Line) -> Zone:
    if _BULLET.match(line.text) or line.sign in _ITEMS:
        return "list"
    if line.sign == ">":
        return "quote"
    return "quote" if _WHOLE_QUOTE.match(line.text) else "body"


def _cut_repeats(lines: Sequence[Line], sheet: Sheet) -> None:
    """Text printed three times is the page's; printed twice it is kept once. Repeated labels head links.

    An interview asks the same question of several people: questions are kept.
    """
    times = Counter(line.key for line in lines)
    labels = Counter(
        match["label"] for line in lines if not line.prose and (match := _LABELLED.match(line.text))
    )
    told = " | ".join(line.key for line in lines if line.prose)
    seen: set[str] = set()
    for line in lines:
        if not sheet.is_open(line) or line.text.endswith(("?", "？")):
            continue
        label = _LABELLED.match(line.text)
        if times[line.key] >= 3 or (line.key in seen and line.weight >= 4) or _is_pulled(line, told):
            sheet.cut(line, "repeated")
        elif label and not line.prose and not line.terminal and labels[label["label"]] >= 3:
            sheet.cut(line, "related")
        seen.add(line.key)


def _is_pulled(line: Line, told: str) -> bool:
    """Return a quotation set large beside the paragraph that holds its words."""
    if line.prose and not _WHOLE_QUOTE.match(line.text):
        return False
    own = 1 if line.prose else 0
    return _PULLED[0] <= line.weight <= _PULLED[1] and told.count(line.key) > own


def _keep_pictures(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> None:
    """Return places captions with their credits, and the line over a credit that stands alone."""
    text = next((i for i, line in enumerate(lines) if line.prose and not marks[line.number].kind), len(lines))
    for index, line in enumerate(lines):
        near_head = index <= text and not marks[line.number].kind
        caption = marks[line.number].caption or (caption_by_shape(line) if near_head else None)
        if caption is None or not sheet.is_open(line) or (not caption.sure and index > text):
            continue
        if caption.end:
            parts = [Part(0, caption.end, zone="caption")]
            if caption.credit_start < caption.credit_end:
                parts.append(Part(caption.credit_start, caption.credit_end, zone="credit"))
            sheet.place(line, *parts)
            continue
        above = lines[index - 1] if index else None
        if (
            above
            and sheet.is_open(above)
            and not marks[above.number].kind
            and _belongs_to_credit(above, index <= text)
        ):
            sheet.keep(above, "caption")
        sheet.keep(line, "credit")


def _belongs_to_credit(above: Line, before_text: bool) -> bool:
    if not (1 if before_text else 3) <= above.weight <= 60 or above.sentences > 3:
        return False
    if _SHOWS.match(above.text):
        return True
    return not above.gap_after or (above.sentences <= 1 and above.weight <= 30)
