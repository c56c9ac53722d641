"""By which rule each line of a copied text is cut that is no part of its story."""

from lib.clean.label.labels import Sheet
from lib.clean.measure import has_words
from lib.clean.says.line import TextLine
from lib.model.article import TEXT_ZONES

_TEASER = 160.0  # words under another story's headline
_LISTED = 13  # lines under the heading of a list of other stories
_SIGNS = ("©", "(c)", "(C)", "Copyright")
_NAMED = 4  # words of a publisher's name after a headline
_TEASED = ("related", "outside")  # what sentences below may say more of
_BESIDE = ("other time", "other caption")  # what may stand between a headline and its teaser
_FOOT = 4  # lines at a page's end that hold its colophon


def cut_the_rest(sheet: Sheet, headline: TextLine | None) -> None:
    """Cut every line that is still open."""
    title = headline.key if headline else ""
    foot = _foot(sheet)
    text = [n for n, labels in sheet.labels.items() if any(label.zone in TEXT_ZONES for label in labels)]
    inside = range(min(text, default=0), max(text, default=0))
    teased, listed, talk = False, 0, False
    for line in sheet.lines:
        named = line.mark.rule.name if line.mark.rule else ""
        listed = _LISTED if named in ("related", "read more") else listed - 1
        opens_talk = named == "comments" and line.weight <= 6
        goes_on = talk and named in ("", "control", "share")  # buttons stand among comments
        talk = line.number > inside.stop and (opens_talk or goes_on)
        if not sheet.is_open(line):
            continue
        rule = "repeated headline" if _repeats(line, title) else _rule_of(line, teased)
        beside = sheet.lines[max(0, line.number - 1) : line.number + 2]  # cards print times and bylines
        dated = any(each.mark.kind in ("time", "clock", "byline") for each in beside)
        if rule == "outside" and (listed > 0 or dated):
            rule = "related"
        elif rule in ("outside", "menu") and line.number in inside:
            rule = "fragment"
        elif rule == "unclassified" and (talk or line.number >= foot):
            rule = "comments" if talk else "footer"
        sheet.cut(line, rule)
        teased = (rule in _TEASED and not line.mark.rule) or (teased and rule in _BESIDE)


def _repeats(line: TextLine, title: str) -> bool:
    """Return whether a line is the headline again, perhaps with the publisher's name after it."""
    if not title or not line.key.startswith(title):
        return False
    rest = line.key.removeprefix(title)
    return not rest or (rest[0] == " " and rest.count(" ") <= _NAMED)


def _foot(sheet: Sheet) -> int:
    """Return the first line of the page's foot: below furniture that stands under all that was kept."""
    below = max((line.number for line in sheet.lines if not sheet.is_open(line)), default=0) + 1
    opens = next((line.number for line in sheet.lines[below:] if line.mark.rule), len(sheet.lines))
    return max(opens, len(sheet.lines) - _FOOT)


def _rule_of(line: TextLine, teased: bool) -> str:
    """Return the rule of a line by what it is, else by its length: a menu's entry, a headline, a teaser."""
    mark = line.mark
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
    if line.prose or line.weight > 28:
        return "related" if teased and line.weight <= _TEASER else "unclassified"
    return "outside" if line.weight >= 5 else "menu"
