"""Names the rule by which each line that is no part of the story goes."""

from collections.abc import Sequence

from lib.clean.text_lines import Line, has_words
from lib.clean.text_marks import Mark
from lib.clean.text_sheet import Sheet


def cut_the_rest(lines: Sequence[Line], marks: Sequence[Mark], headline: Line | None, sheet: Sheet) -> None:
    """Cuts every line that is still open."""
    title = headline.key if headline else ""
    teased = False
    for line in lines:
        if not sheet.is_open(line):
            continue
        mark = marks[line.number]
        rule = "repeated headline" if title and line.key == title else _rule_of(line, mark, teased)
        sheet.cut(line, rule, mark.rule.reason if mark.rule and rule == mark.rule.name else None)
        teased = rule == "other story" or (teased and rule in ("date", "picture text"))


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
        return "other story" if teased and line.weight <= 70 else "unclassified"
    if line.weight >= 5:
        return "other story"
    return "menu"
