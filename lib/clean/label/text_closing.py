"""What follows the last paragraph of a copied text and is none of it: its author, appeals, notes."""

from collections.abc import Mapping, Sequence

from lib.clean import words
from lib.clean.label.closing import LAST, end_of_release, is_of_paper
from lib.clean.label.labels import Sheet
from lib.clean.label.notes import Asides
from lib.clean.says.furniture import said
from lib.clean.says.line import TextLine
from lib.clean.says.names import is_person
from lib.model.article import Zone
from lib.model.folding import folded_words

LONG = 60.0  # words above which a line is read as a paragraph of the story
VERY_LONG = 180.0  # of an appeal, which can be long

_ZONES: Mapping[str, Zone] = {"author bio": "biography", "newsletter": "appeal", "promotion": "appeal"}
_READER = words.pattern("calls", "reader")
_CALL = words.pattern("calls", "at the end")
_ASKS = words.pattern("closing", "question")
_OURS = words.pattern("closing", "ours")


def cut_closing(lines: Sequence[TextLine], authors: Sequence[str], publisher: str, sheet: Sheet) -> None:
    """Place what follows a story's text among its last lines, until a line of the text is met.

    Notes on its authors and appeals to its reader are kept in zones of their own.
    """
    names = [folded_words(author) for author in authors]
    known = Asides(authors=authors, publication=(publisher,))
    for line in lines[end_of_release([line.text for line in lines]) :]:
        if sheet.is_open(line):
            sheet.cut(line, "note")
    last = [line for line in lines if sheet.is_open(line)][-LAST:]
    for line in reversed(last):
        rule = "note" if is_of_paper(line.text, (publisher,)) else _ending(line, names)
        zone = known.zone(line.text, line.links, last=True) or (
            _ZONES.get(rule or "") if line.terminal else None
        )
        if zone:
            sheet.keep(line, zone)
        elif rule:
            sheet.cut(line, rule)
        elif line.prose or line.terminal:
            return


def cut_signatures(lines: Sequence[TextLine], authors: Sequence[str], sheet: Sheet) -> None:
    """Cut the lines inside a story that hold an author's name and nothing else."""
    names = {folded_words(author) for author in authors}
    for line in lines:
        if sheet.is_open(line) and line.weight <= 6 and line.key in names:
            sheet.cut(line, "field: byline")


def _ending(line: TextLine, names: Sequence[str]) -> str | None:
    """Return the rule by which the last line of a text is no part of the story; `names` are folded.

    Appeals are no matter of pages: there their marks set them apart from sentences that open alike.
    """
    if rule := said(line.text, "closing"):
        return rule
    if any(mark in line.text for mark in '"“”„«»'):
        return None
    if line.key in names:
        return "field: byline"
    if _describes_author(line, names):
        return "author bio"
    asks = _READER.search(line.text) and (_ASKS.match(line.text) or _CALL.match(line.text))
    return "promotion" if line.weight <= VERY_LONG and (asks or _OURS.search(line.text)) else None


def _describes_author(line: TextLine, names: Sequence[str]) -> bool:
    """Return whether a line opens with an author's name, or with the first name alone.

    Before a colon the name is that of who speaks, as in an interview.
    """
    firsts = [name.split(" ", 1)[0] for name in names if is_person(name.title())]
    speaker, colon, _ = line.text.replace("：", ":").partition(":")
    if colon and folded_words(speaker) in (*names, *firsts):
        return False
    beats = [f"{name.rsplit(' ', 1)[-1]} {verb} " for name in names for verb in ("covers", "writes")]
    short = line.weight <= LONG and line.key.startswith((*(f"{first} " for first in firsts), *beats))
    return short or any(line.key.startswith(name) for name in names)
