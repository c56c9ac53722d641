"""Names the rule by which each line that is no part of the story goes."""

from collections.abc import Sequence

from lib.clean.text.lines import Line, has_words
from lib.clean.text.marks import Mark
from lib.clean.text.sheet import Sheet
from lib.model.article import TEXT_ZONES

_TEASER = 160.0  # words under another story's headline
_LISTED = 13  # lines under the heading of a list of other stories
_SIGNS = ("©", "(c)", "(C)", "Copyright")
_NAMED = 4  # words of a publisher's name after a headline
_TEASED = ("related", "outside")  # what sentences below may tell more of
_BESIDE = ("other time", "other caption")  # what may stand between a headline and its teaser
_FOOT = 4  # lines at a page's end that hold its colophon


def cut_the_rest(lines: Sequence[Line], marks: Sequence[Mark], headline: Line | None, sheet: Sheet) -> None:
    """Return cuts every line that is still open."""
    title = headline.key if headline else ""
    foot = _foot(lines, marks, sheet)
    inside = _inside(sheet)
    teased, listed, talk = False, 0, False
    for line in lines:
        mark = marks[line.number]
        listed = _LISTED if _heads_list(mark) else listed - 1
        talk = line.at > inside[1] and (_heads_comments(line, mark) or (talk and not mark.rule))
        if not sheet.is_open(line):
            continue
        rule = "repeated headline" if _repeats(line, title) else _rule_of(line, mark, teased)
        if rule == "outside" and (listed > 0 or _is_dated(line, marks)):
            rule = "related"
        elif rule in ("outside", "menu") and inside[0] < line.at < inside[1]:
            rule = "fragment"
        elif rule == "unclassified" and talk:
            rule = "comments"
        rule = "footer" if rule == "unclassified" and line.number >= foot else rule
        sheet.cut(line, rule)
        teased = (rule in _TEASED and not mark.rule) or (teased and rule in _BESIDE)


def _repeats(line: Line, title: str) -> bool:
    """Return the headline once more, perhaps with the publisher's name after it."""
    if not title or not line.key.startswith(title):
        return False
    rest = line.key.removeprefix(title)
    return not rest or (rest[0] == " " and rest.count(" ") <= _NAMED)


def _inside(sheet: Sheet) -> tuple[int, int]:
    """Return the offsets between which the story's text stands."""
    told = [block for block in sheet.blocks if block.zone in TEXT_ZONES]
    return min((block.at for block in told), default=0), max((block.end for block in told), default=0)


def _heads_list(mark: Mark) -> bool:
    return mark.rule is not None and mark.rule.name in ("related", "read more")


def _heads_comments(line: Line, mark: Mark) -> bool:
    return mark.rule is not None and mark.rule.name == "comments" and line.weight <= 6


def _is_dated(line: Line, marks: Sequence[Mark]) -> bool:
    """Return a time or a byline right beside a line, as cards for other stories have it."""
    beside = (number for number in (line.number - 1, line.number + 1) if 0 <= number < len(marks))
    return any(marks[number].kind in ("time", "clock", "byline") for number in beside)


def _foot(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet) -> int:
    """Return the page's foot opens at this line: below furniture that stands under all that was kept."""
    kept = max((line.number for line in lines if not sheet.is_open(line)), default=0)
    furniture = [mark.rule is not None for mark in marks[kept + 1 :]]
    opens = kept + 1 + furniture.index(True) if any(furniture) else len(lines)
    return max(opens, len(lines) - _FOOT)


def _rule_of(line: Line, mark: Mark, teased: bool) -> str:
    if mark.rule:
        return mark.rule.name
    if mark.kind in ("time", "clock", "read time"):
        return "other time"
    if not has_words(line.text):
        return "layout"
    if mark.caption and mark.caption.sure:
        return "note" if line.text.startswith(_SIGNS) else "other caption"
    if mark.kind == "byline":
        return "other byline"
    return _by_shape(line, teased)


def _by_shape(line: Line, teased: bool) -> str:
    """Return a headline is longer than a menu's entry; sentences under one are its teaser."""
    if line.prose or line.weight > 28:
        return "related" if teased and line.weight <= _TEASER else "unclassified"
    return "outside" if line.weight >= 5 else "menu"
