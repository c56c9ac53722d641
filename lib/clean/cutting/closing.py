"""Where a story ends: what stands after its last paragraph and is none of it.

That is its author, appeals to the reader and notes of the publisher.
"""

import re
from collections.abc import Mapping, Sequence

from lib.clean.cutting.rules import said
from lib.clean.fields.names import is_person
from lib.clean.html.marks import HEADINGS
from lib.clean.html.segments import Piece
from lib.clean.text.lines import Line
from lib.clean.text.sheet import Sheet
from lib.clean.words import any_of, read
from lib.model.folding import folded_words

LAST = 8  # pieces or lines at the end that are looked at
LONG = 60.0  # words above which a line is read as a paragraph of the story
VERY_LONG = 180.0  # of an appeal, which can be long

_WORDS = read("closing")
_CALLS = any_of(read("calls")["opens"])
_READER = re.compile(rf"\b{any_of(read('calls')['reader'])}\b", re.IGNORECASE)
_CALL = re.compile(rf"^\W*(?:please |bitte |to |for more\b.{{0,60}}?,? )?{_CALLS}\b", re.IGNORECASE)
_ASKS = re.compile(rf"^\W*{any_of(_WORDS['asks'])}\b[^.?!]{{0,110}}\?", re.IGNORECASE)
_OURS = re.compile(any_of(_WORDS["ours"]), re.IGNORECASE)


def closing(pieces: Sequence[Piece], chosen: Sequence[int]) -> Mapping[int, str]:
    """Return the last pieces with the wording of an ending, and headings over them, each with its rule."""
    last = ((number, said(pieces[number].text, "closing")) for number in chosen[1:][-LAST:])
    found = {number: rule for number, rule in last if rule}
    rest = [number for number in chosen if number not in found]
    while found and len(rest) > 1 and pieces[rest[-1]].element.tag in HEADINGS and rest[-1] < max(found):
        found[rest.pop()] = "read more"
    return found


def cut_closing(lines: Sequence[Line], authors: Sequence[str], publisher: str, sheet: Sheet) -> None:
    """Cut from a story's last lines what follows its text, until a line of the text is met."""
    names = [folded_words(author) for author in authors]
    last = [line for line in lines if sheet.is_open(line)][-LAST:]
    for line in reversed(last):
        rule = ending(line, names, publisher)
        if rule:
            sheet.cut(line, rule)
        elif line.prose or line.terminal:
            return


def cut_signatures(lines: Sequence[Line], authors: Sequence[str], sheet: Sheet) -> None:
    """Cut the lines inside a story that hold an author's name and nothing else."""
    names = {folded_words(author) for author in authors}
    for line in lines:
        if sheet.is_open(line) and line.weight <= 6 and line.key in names:
            sheet.cut(line, "field: byline")


def ending(line: Line, names: Sequence[str] = (), publisher: str = "") -> str | None:
    """Return the rule by which the last line of a text capture is no part of the story.

    Its authors' names are folded. Appeals are no matter of pages: there their marks tell them from sentences
    that open alike.
    """
    if rule := said(line.text, "closing"):
        return rule
    if any(mark in line.text for mark in '"“”„«»'):
        return None
    if line.key in names:
        return "field: byline"
    if _describes_author(line, names):
        return "author bio"
    addressed = line.weight <= VERY_LONG and bool(_READER.search(line.text))
    if line.weight <= VERY_LONG and (_OURS.search(line.text) or (addressed and _ASKS.match(line.text))):
        return "promotion"
    if line.weight <= LONG and addressed and _CALL.match(line.text):
        return "promotion"
    opens = bool(publisher) and line.text.startswith(publisher) and line.weight <= LONG / 2
    return "note" if opens and addressed else None


def _describes_author(line: Line, names: Sequence[str]) -> bool:
    """Return whether a line opens with an author's name, or with the first name alone."""
    firsts = (name.split(" ", 1)[0] for name in names if is_person(name.title()))
    short = line.weight <= LONG and any(line.key.startswith(f"{first} ") for first in firsts)
    return short or any(line.key.startswith(name) for name in names)
