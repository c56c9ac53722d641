"""Finds the byline, times and reading time around the story in a copied text, and labels their lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.clean import words
from lib.clean.fields.signed import (
    Signed,
    by_agency,
    by_label,
    by_neighbours,
    in_first_brackets,
    in_last_brackets,
    is_office,
    over_headline,
    under_text,
    with_joined,
)
from lib.clean.fields.text_dates import Timing, find_timing
from lib.clean.found import Found
from lib.clean.label.labels import Label, Labels
from lib.clean.says.names import SmallWords, capital_share
from lib.clean.says.times import says_updated
from lib.clean.segment import Byline, Segment
from lib.model.folding import folded_words

_ABOVE = 8  # lines over a headline that may hold its time
_NEAR = 3  # and of those that may hold its byline
_BELOW = 14  # lines under a story that may repeat byline and time
_UNDER = 3  # and of those that may hold its author's name without a label
_DEEP = 5  # segments of text that may come before a name: a deck, captions
_INTO = 3  # segments of text that may come before the time
_OFFICE = 3  # words of an office under a byline that is not written like a name
_LABELS = 20  # lines between a caption, which reads like the first text, and the second
_LAST = 4  # lines at the end of the text that may name its author or time, two without a label
_SUBJECT = 4  # lines of the text in which a name that does not sign is looked for: who the story is about
_AGENCY_AND_EDITOR = words.pattern("authors", "agency and editor")
_COLOPHON = words.pattern("authors", "in a colophon")
_LISTS = frozenset({"related", "comments"})  # what other stories and their readers stand under


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What a copied text prints around its story: authors, outlets, byline, times and reading time."""

    authors: Found[tuple[str, ...]]
    outlets: tuple[str, ...]
    byline: str | None
    timing: Timing
    read_minutes: int | None


def find_signature(
    lines: Sequence[Segment], headline: int, first: int, last: int, labels: Labels
) -> SignatureBlock:
    """Return the byline, times and reading time of a copied text, and label their lines.

    The numbers are those of its headline's line, and of the first and the last line of its text.
    """
    above = lines[max(0, headline - _ABOVE) : headline]
    head, text = lines[headline : first + 1], lines[first + 1 : last + 1]
    into = text[: max(_INTO, _above_prose(text))]
    below, listed = _split_off_lists(lines[last + 1 : last + 1 + _BELOW])
    signed = _signed(lines, (above, head, text, below), labels)
    ends = [*text[-_LAST:], *below, *(line for line in listed if line.terminal)]  # as a theme closes a page
    timed = find_timing((head, into, above[::-1], ends), (head[1:], above[-_NEAR:], into))
    if timed.clock_line:
        labels.cut(timed.clock_line, "field: time")
    chosen = {found.line.number for found in (signed, timed) if found and found.line}
    chosen.update(line.number for line in head)
    for line in (*above, *head, *text, *below, *listed):
        if line.number in chosen or line.mark.byline or timed.is_of(line):
            _place(line, signed, timed, labels)
    for office in lines[signed.line.number + 1 : signed.line.number + 2] if signed else ():
        short = office.weight <= _OFFICE or capital_share(office.text) == 1
        dated = any(map(str.isdecimal, office.text))
        if labels.is_open(office) and is_office(office) and short and not dated:
            labels.cut(office, "field: byline")
    source = "" if signed is None else "byline rule" if signed.byline.labelled else "names beside the time"
    read = next((line.mark.read_time for line in (*head, *into, *above) if line.mark.read_time), None)
    return SignatureBlock(
        authors=Found(signed.byline.authors if signed else (), source),
        outlets=signed.byline.outlets if signed else (),
        byline=(signed.line.text[signed.byline.start : signed.byline.end] or None) if signed else None,
        timing=timed,
        read_minutes=read.minutes if read else None,
    )


def _above_prose(text: Sequence[Segment]) -> int:
    """Return how many lines stand over the first prose; 0 for many, or none.

    A caption may be read as the first text: the byline and the time then stand below it.
    """
    over = next((number for number, line in enumerate(text) if line.prose), 0)
    return over if over < _LABELS else 0


def _signed(lines: Sequence[Segment], parts: Sequence[Sequence[Segment]], labels: Labels) -> Signed | None:
    """Return the line that signs a copied story, and the names in it, by the surest sign; None without one.

    A label speaks for names near the headline, then their neighbours do, then their place under the text.
    The `parts` are the lines over the headline, from it to the first of the text, the others, and below them.
    """
    above, head, text, below = parts
    first = head[-1].number
    small = SmallWords(line.text for line in lines)
    subjects = " ".join(line.key for line in lines[first : first + _SUBJECT] if line.prose)
    rules = [line.mark.rule_name for line in below]
    others = rules.index("related") if "related" in rules else None  # under such a heading others sign
    edited = [line for line in below if _AGENCY_AND_EDITOR.fullmatch(line.text)]
    labelled = (by_label(part) for part in (head, text[:_INTO], above[-_NEAR:]))
    if near := next(filter(None, labelled), None):
        return with_joined(near, labels)
    return (
        by_neighbours(
            [*head, *text[: max(_DEEP, _above_prose(text))]],
            labels,
            frozenset(line.key for line in lines[: head[0].number]),
            text=first,
            need_label=lambda name: small.hold(name) or folded_words(name) in subjects,
        )
        or over_headline(above, labels)
        or by_label([*text[-_LAST:], *below])
        or under_text([*text[-2:], *below[:_UNDER][:others]], labels)
        or in_last_brackets(text[-1:])
        or in_first_brackets(head[-1:])
        or by_agency([*head, *text[-1:], *below[:1], *edited], labels)
    )


def _split_off_lists(below: Sequence[Segment]) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """Return lines below a story, with a colophon inside lists of other stories, and the rest of those."""
    lists = (place for place, line in enumerate(below) if line.mark.rule_name in _LISTS)
    first = next(lists, len(below))
    listed = below[first:]
    colophon = [
        line
        for place, line in enumerate(listed)
        if any(_COLOPHON.match(near.text) for near in listed[max(0, place - 1) : place + 2])
    ]
    return [*below[:first], *colophon], [line for line in listed if line not in colophon]


def _place(line: Segment, signed: Signed | None, timed: Timing, labels: Labels) -> None:
    """Label the parts of an open line: the story's byline, times and reading time; others stay."""
    if not labels.is_open(line):
        return
    mark = line.mark
    byline = signed.byline if signed and signed.line is line else mark.byline
    own_clock = mark.kind == "clock" and line is timed.line
    if byline is None and mark.kind not in ("time", "read time") and not own_clock:
        return
    parts = list(_of_times(line, clock=own_clock))
    if byline and signed and signed.line is line:
        around = (Label("body", end=byline.start), Label("body", start=byline.end))
        parts += around if line.prose else ()
        parts.append(Label("byline", start=byline.start, end=byline.end))
    elif byline and signed and _names(byline) & _names(signed.byline):
        parts.append(Label(None, "field: byline", start=byline.start, end=byline.end))
    elif byline:
        return
    labels.place(line, *parts)


def _names(byline: Byline) -> set[str]:
    return {*map(str.casefold, byline.authors)}


def _of_times(line: Segment, *, clock: bool) -> Iterator[Label]:
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
    if line.mark.kind == "clock" and clock:
        yield Label(None, "field: time")
    if line.mark.read_time:
        start = max(position, line.mark.read_time.start)
        yield Label(None, "field: read time", start=start, end=line.mark.read_time.end)
