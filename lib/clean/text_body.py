"""Which lines of a story's run are its text, and in which zone."""

import re
from collections import Counter
from collections.abc import Sequence

from lib.clean.text_lines import Line
from lib.clean.text_marks import Mark
from lib.clean.text_sheet import Part, Sheet

_BULLET = re.compile(r"^\s*(?:[•·▪●■◦‣*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
_HARD_BULLET = re.compile(r"^\s*[•·▪●■◦‣*]")
_WHOLE_QUOTE = re.compile(r"^[\"“„«][^\"“”„«»]{20,}[\"”“»][.,]?$")


def keep_body(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet, page: Sequence[Line]) -> None:
    """Places the text, captions and credits among the lines; leaves the others open."""
    _keep_pictures(lines, marks, sheet)
    repeats = Counter(line.key for line in page)
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if not sheet.is_open(line) or not _is_plain(marks[line.number]):
            continue
        if line.prose and line.key in seen:
            sheet.cut(line, "repeated text")
        elif _is_text(line, index, lines, marks, sheet):
            _keep_text(line, sheet)
            seen.add(line.key)
        elif _is_subheading(line, index, lines, marks, repeats):
            sheet.keep(line, "body", level=2)


def _is_plain(mark: Mark) -> bool:
    """Unmarked, or marked as a caption by shape alone."""
    return not mark.kind or (mark.caption is not None and not mark.caption.sure)


def _is_text(line: Line, index: int, lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> bool:
    if line.prose or (line.terminal and line.weight >= 2):
        return True
    if _HARD_BULLET.match(line.text) and line.weight >= 2:
        return True
    # A paragraph that lost its full stop: long, apart from its neighbours, between two others.
    return line.weight >= 14 and line.gap_before and line.gap_after


def _keep_text(line: Line, sheet: Sheet) -> None:
    if _HARD_BULLET.match(line.text):
        sheet.keep(line, "list")
    elif _WHOLE_QUOTE.match(line.text):
        sheet.keep(line, "quote")
    else:
        sheet.keep(line, "body")


def _is_subheading(
    line: Line, index: int, lines: Sequence[Line], marks: Sequence[Mark], repeats: Counter[str]
) -> bool:
    """A short line alone between two pieces of text, printed once on the page."""
    if line.weight > 16 or line.weight < 1 or repeats[line.key] > 1:
        return False
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    follows = before is not None and (before.prose or before.terminal or bool(marks[before.number].kind))
    leads = after is not None and (after.prose or after.terminal) and _is_plain(marks[after.number])
    return follows and leads


def _keep_pictures(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> None:
    """Places captions with their credits, and the line over a credit that stands alone."""
    for index, line in enumerate(lines):
        caption = marks[line.number].caption
        if (
            caption is None
            or not sheet.is_open(line)
            or (not caption.sure and index > _first_text(lines, marks))
        ):
            continue
        if caption.end:
            sheet.place(
                line,
                Part(0, caption.end, zone="caption"),
                Part(caption.credit_start, caption.credit_end, zone="credit"),
            )
            continue
        above = lines[index - 1] if index else None
        if (
            above
            and sheet.is_open(above)
            and not marks[above.number].kind
            and _belongs_to_credit(above, line)
        ):
            sheet.keep(above, "caption")
        sheet.keep(line, "credit")


def _first_text(lines: Sequence[Line], marks: Sequence[Mark]) -> int:
    return next((i for i, line in enumerate(lines) if line.prose and not marks[line.number].kind), len(lines))


def _belongs_to_credit(above: Line, credit: Line) -> bool:
    tight = not above.gap_after or above.sentences <= 1
    return (
        tight
        and 3 <= above.weight <= 60
        and above.sentences <= 3
        and (not above.gap_after or above.weight <= 30)
    )
