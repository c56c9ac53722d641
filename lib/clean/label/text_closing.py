"""Labels what follows the last paragraph of a copied text: notes on authors, appeals, remarks."""

from collections.abc import Iterator, Mapping, Sequence

from lib.clean.label.closing import LAST, closing_rule, end_of_release
from lib.clean.label.labels import Labels
from lib.clean.label.notes import Notes
from lib.clean.measure import has_words
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.article import TEXT_ZONES, Zone
from lib.model.folding import folded_words

VERY_LONG = 180.0  # of an appeal, which can be long

_ZONES: Mapping[str, Zone] = {"author bio": "biography", "newsletter": "appeal", "promotion": "appeal"}
_CALL = pattern("calls", "at the end")
_ASKS = pattern("closing", "question")
_OURS = pattern("closing", "ours")

_TEASER = 160.0  # words under another story's headline
_LINE, _BUTTON = 28.0, 5  # words of the longest line that is no paragraph, of the shortest that is no button
_LISTED = 12  # lines under the heading of a list of other stories
_HEADING = 6  # words of the heading of readers' comments
_SIGNS = ("©", "(c)", "(C)", "Copyright")
_NAMED = 4  # words of a publisher's name after a headline
_TEASED = ("related", "outside")  # what sentences below may say more of
_BESIDE = ("other time", "other caption")  # what may stand between a headline and its teaser
_FOOT = 4  # lines at a page's end that hold its colophon


def cut_closing(lines: Sequence[Segment], authors: Sequence[str], publisher: str, labels: Labels) -> None:
    """Label the last lines of a copied text that follow the story, from the end up to a line of text.

    Notes on authors and appeals to the reader are kept in their own zones.
    """
    known = Notes(authors=authors, publication=(publisher,))
    for line in lines[end_of_release([line.text for line in lines]) :]:
        if labels.is_open(line):
            labels.cut(line, "note")
    last = [line for line in lines if labels.is_open(line)][-LAST:]
    for line in reversed(last):
        rule = closing_rule(line.text, (publisher,)) or _rule_of_copied(line, known)
        by_rule = _ZONES.get(rule or "") if line.terminal else None
        zone = known.zone(line.text, line.links, last=True) or by_rule
        if zone:
            labels.keep(line, zone)
        elif rule:
            labels.cut(line, rule)
        elif line.prose or line.terminal:
            return


def _rule_of_copied(line: Segment, known: Notes) -> str | None:
    """Return the rule that cuts a byline, author's note or appeal at the end; None for other lines.

    Only for copied text: on pages, markup distinguishes appeals from sentences that begin alike.
    """
    if any(mark in line.text for mark in '"“”„«»'):
        return None
    if line.key in map(folded_words, known.authors):
        return "field: byline"
    if known.behind_author(line.text):
        return "author bio"
    asks = pattern("calls", "reader").search(line.text) and (_ASKS.match(line.text) or _CALL.match(line.text))
    return "promotion" if line.weight <= VERY_LONG and (asks or _OURS.search(line.text)) else None


def cut_the_rest(labels: Labels, headline: Segment | None) -> None:
    """Cut every line that has no label yet, by the rule that its mark, length and neighbours suggest."""
    lines, title = labels.segments, headline.key if headline else ""
    given = enumerate(labels.parts)
    text = [n for n, parts in given if any(label.zone in TEXT_ZONES for label in parts or ())]
    inside = range(min(text, default=0), max(text, default=0))
    last = max((line.number for line in lines if not labels.is_open(line)), default=0)
    opens = next((line.number for line in lines[last + 1 :] if line.mark.rule), len(lines))
    foot = max(opens, len(lines) - _FOOT)  # the first line of the footer of the page
    comments = frozenset(_comments_in(lines[inside.stop + 1 :]))
    teased = False
    for line in filter(labels.is_open, lines):
        rule = "repeated headline" if _repeats(line, title) else _rule_of(line, teased)
        above = lines[max(0, line.number - _LISTED) : line.number + 1]
        beside = lines[max(0, line.number - 1) : line.number + 2]  # cards print times and bylines
        dated = any(each.mark.kind in ("time", "clock", "byline") for each in beside)
        if rule == "outside" and (dated or any(each.mark.leads_away for each in above)):
            rule = "related"
        elif rule in ("outside", "menu") and line.number in inside:
            rule = "fragment"
        elif rule == "unclassified" and line.number in comments:
            rule = "comments"
        elif rule == "unclassified" and line.number >= foot:
            rule = "footer"
        labels.cut(line, rule)
        teased = (rule in _TEASED and not line.mark.rule) or (teased and rule in _BESIDE)


def _comments_in(lines: Sequence[Segment]) -> Iterator[int]:
    """Yield the numbers of the lines of readers' comments, from their heading on up to other furniture."""
    inside = False
    for line in lines:
        named = line.mark.rule_name
        opens = named == "comments" and line.weight <= _HEADING
        inside = opens or (inside and named in ("", "control", "share"))  # buttons stand among comments
        if inside:
            yield line.number


def _repeats(line: Segment, title: str) -> bool:
    """Return whether a line repeats the headline, perhaps followed by the publisher's name."""
    if not title or not line.key.startswith(title):
        return False
    rest = line.key.removeprefix(title)
    return not rest or (rest[0] == " " and rest.count(" ") <= _NAMED)


def _rule_of(line: Segment, teased: bool) -> str:
    """Return the rule that cuts a line, by its mark or else its length; `teased`: below a cut headline."""
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
    if line.prose or line.weight > _LINE:
        return "related" if teased and line.weight <= _TEASER else "unclassified"
    return "outside" if line.weight >= _BUTTON else "menu"
