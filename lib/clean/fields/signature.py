"""Finds the byline, times and reading time around the story in a copied text, and labels their lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from lib.clean.fields.regions import Regions, regions_of
from lib.clean.fields.signed import Signed, is_office
from lib.clean.fields.signers import find_signed
from lib.clean.fields.text_dates import Timing, find_timing
from lib.clean.found import Found
from lib.clean.label.labels import Label, Labels
from lib.clean.says.names import capital_share
from lib.clean.says.times import says_updated
from lib.clean.segment import Byline, Segment

_NEAR_LINES = 3  # over a headline or of the text: they may hold a time
_LAST_LINES = 4  # of the text that may hold its time
_OFFICE_WORDS = 3  # of an office under a byline that is not written like a name


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What a copied text prints around its story: authors, outlets, byline, times and reading time."""

    authors: Found[tuple[str, ...]]
    outlets: tuple[str, ...]
    byline: str | None
    timing: Timing
    read_minutes: int | None


def find_signature(labels: Labels, headline: int, first: int, last: int) -> SignatureBlock:
    """Return the byline, times and reading time of a copied text, and label their lines.

    The numbers are those of its headline's line, and of the first and the last line of its text.
    """
    regions = regions_of(labels, headline, first, last)
    above, head, into = regions.above, regions.head, regions.opening(_NEAR_LINES)
    closing = (line for line in regions.listed if line.terminal)  # as a theme closes a page
    ends = [*regions.text[-_LAST_LINES:], *regions.below, *closing]
    timed = find_timing((head, into, above[::-1], ends), (head[1:], above[-_NEAR_LINES:], into))
    signed = find_signed(regions)
    _label(signed, timed, regions)
    read_times = (line.mark.read_time for line in (*head, *into, *above))
    minutes = next((read.minutes for read in read_times if read), None)
    if signed is None:
        return SignatureBlock(Found(()), (), None, timed, minutes)
    byline = signed.byline
    source = "byline rule" if byline.labelled else "names beside the time"
    text = signed.line.text[byline.start : byline.end] or None
    return SignatureBlock(Found(byline.authors, source), byline.outlets, text, timed, minutes)


def _label(signed: Signed | None, timed: Timing, regions: Regions) -> None:
    """Label the lines of the byline, and further lines around the story that print the byline or the time."""
    labels = regions.labels
    for line, label in signed.labels if signed else ():
        labels.place(line, label)
    if timed.clock_line:
        labels.cut(timed.clock_line, "field: time")
    chosen = {line.number for line in regions.head}
    chosen.update(found.line.number for found in (signed, timed) if found and found.line)
    for line in (*regions.above, *regions.head, *regions.text, *regions.below, *regions.listed):
        shows = labels.is_open(line) and (line.number in chosen or line.mark.byline or timed.is_of(line))
        if shows and ((parts := [*_parts(line, signed, timed)]) or line.mark.kind == "time"):
            labels.place(line, *parts)
    below = labels.segments[signed.line.number + 1 : signed.line.number + 2] if signed else ()
    for line in filter(labels.is_open, below):
        short = line.weight <= _OFFICE_WORDS or capital_share(line.text) == 1
        if short and is_office(line) and not any(map(str.isdecimal, line.text)):
            labels.cut(line, "field: byline")


def _parts(line: Segment, signed: Signed | None, timed: Timing) -> Iterator[Label]:
    """Yield labels for a line's times and byline; nothing for a line of another story or person."""
    other = line.mark.byline
    if signed and line is signed.line:
        own = signed.byline
        yield Label("byline", start=own.start, end=own.end)
        if line.prose:
            yield Label("body", end=own.start)
            yield Label("body", start=own.end)
    elif signed and other and _names(other) & _names(signed.byline):
        yield Label(None, "field: byline", start=other.start, end=other.end)
    elif line.mark.kind == "clock" and line is timed.line:
        yield Label(None, "field: time")
    elif other or line.mark.kind not in ("time", "read time"):
        return
    yield from _of_times(line)


def _names(byline: Byline) -> set[str]:
    return {*map(str.casefold, byline.authors)}


def _of_times(line: Segment) -> Iterator[Label]:
    """Yield a label for each time on a line, with the word before it such as "Updated"."""
    position = line.mark.byline.end if line.mark.byline and not line.mark.byline.start else 0
    for time in line.mark.times:
        start = position if line.mark.kind == "time" or line.mark.byline else time.start
        yield Label(None, "field: time", start=min(start, time.start), end=time.end)
        position = time.end
    if line.mark.undated:
        yield Label(None, "field: time", start=position, end=line.mark.undated.end)
    if line.mark.relative:
        end = line.mark.relative.end  # of 'Published 3 hours ago, updated at 9:42' the change goes too
        end = len(line.text) if says_updated(line.text[end:]) else end
        yield Label(None, "field: time", start=min(position, line.mark.relative.start), end=end)
    if line.mark.read_time:
        start = max(position, line.mark.read_time.start)
        yield Label(None, "field: read time", start=start, end=line.mark.read_time.end)
