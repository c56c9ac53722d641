"""Names the rule by which each line that is no part of the story goes."""

from collections.abc import Sequence

from lib.clean.text_lines import Line, has_words
from lib.clean.text_marks import Mark
from lib.clean.text_sheet import Sheet

_TEASER = 160.0  # words under another story's headline
_FOOT = 4  # lines at a page's end that hold its colophon


def cut_the_rest(lines: Sequence[Line], marks: Sequence[Mark], headline: Line | None, sheet: Sheet) -> None:
    """Cuts every line that is still open."""
    title = headline.key if headline else ""
    foot = _foot(lines, marks, sheet)
    teased = False
    for line in lines:
        if not sheet.is_open(line):
            continue
        mark = marks[line.number]
        rule = "repeated headline" if title and line.key == title else _rule_of(line, mark, teased)
        rule = "footer" if rule == "unclassified" and line.number >= foot else rule
        sheet.cut(line, rule, mark.rule.reason if mark.rule and rule == mark.rule.name else None)
        teased = rule == "other story" or (teased and rule in ("date", "picture text"))


def _foot(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> int:
    """The page's foot opens at this line: below furniture that stands under all that was kept."""
    kept = max((line.number for line in lines if not sheet.is_open(line)), default=0)
    furniture = [mark.rule is not None for mark in marks[kept + 1 :]]
    opens = kept + 1 + furniture.index(True) if any(furniture) else len(lines)
    return max(opens, len(lines) - _FOOT)


def _rule_of(line: Line, mark: Mark, teased: bool) -> str:
    if mark.rule:
        return mark.rule.name
    if mark.kind in ("time", "clock", "read time"):
        return "date"
    if not has_words(line.text):
        return "layout"
    if mark.caption and mark.caption.sure:
        return "picture text"
    if mark.kind == "byline":
        return "other story"
    return _by_shape(line, teased)


def _by_shape(line: Line, teased: bool) -> str:
    """A headline is longer than a menu's entry; sentences under one are its teaser."""
    if line.prose or line.weight > 28:
        return "other story" if teased and line.weight <= _TEASER else "unclassified"
    if line.weight >= 5:
        return "other story"
    return "menu"
