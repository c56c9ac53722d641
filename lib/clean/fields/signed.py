"""Reads the names on a line that may sign a story."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from lib.clean.label.labels import Label, Labels
from lib.clean.says.bylines import bare_byline
from lib.clean.says.clocks import find_clock
from lib.clean.says.names import has_role, is_outlet, is_wire
from lib.clean.segment import Byline, Segment
from lib.clean.words import pattern

DASHES = "—–- "  # before a name under a story
_OFFICE_WORDS = 8.0  # of a line with an author's office
_TIME_WORDS = 7.0  # of a line that has hardly more than a clock time

Labelled = tuple[Segment, Label]


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that may sign a story, the names in it, and how to label the lines beside it if it does."""

    line: Segment
    byline: Byline
    labels: tuple[Labelled, ...] = ()

    def joined_by(self, authors: Iterable[str], lines: Iterable[Segment]) -> Self:
        """Return this line of names with further authors, who stand on `lines` that are kept as byline."""
        byline = replace(self.byline, authors=tuple(dict.fromkeys((*self.byline.authors, *authors))))
        kept = ((line, Label("byline")) for line in lines)
        return replace(self, byline=byline, labels=(*self.labels, *kept))

    @property
    def opens_line(self) -> bool:
        """Whether the line begins with a name, perhaps followed by an office: "Ada Holm, Senior Editor"."""
        return self.line.text.casefold().startswith(self.byline.authors[0].casefold())

    @property
    def is_alone(self) -> bool:
        """Whether the line has nothing but names."""
        count = sum(len(author.split()) for author in self.byline.authors)
        return len(pattern("letters", "word between strokes").findall(self.line.text.lstrip(DASHES))) == count


def names_on(line: Segment, labels: Labels, *, under_headline: bool = False) -> Signed | None:
    """Return the names on an unlabelled line that has nothing else but a time; None for other lines.

    A line above a credit is the caption of a picture, unless it stands close under the headline.
    """
    may_be_caption = not under_headline or line.gap_before
    below = labels.segments[line.number + 1 : line.number + 2]
    if may_be_caption and any(credit.mark.kind == "credit" for credit in below):
        return None
    inside = line.text.rpartition("(")[2].rstrip(")")  # "(AP)", "(with AP)" behind what reads as a caption
    has_agency = line.mark.kind == "caption" and (is_wire(inside) or is_wire(inside.partition(" ")[2]))
    if not labels.is_open(line) or not (line.mark.kind in ("", "time", "read time") or has_agency):
        return None
    byline = bare_byline(line, line.mark.times)
    return Signed(line, byline) if byline else None


def is_office(line: Segment) -> bool:
    """Return whether a short line is an author's office, newspaper or e-mail address."""
    short = not line.mark.kind and line.weight <= _OFFICE_WORDS and not line.terminal
    return short and (has_role(line.text) or is_outlet(line.text) or "@" in line.text)


def is_timed(line: Segment) -> bool:
    """Return whether a line has a time, a relative time or a reading time."""
    mark = line.mark
    stamped = mark.times or mark.relative or mark.kind in ("read time", "clock")
    return bool(stamped or (line.weight <= _TIME_WORDS and find_clock(line.text)))
