"""Finds the line that signs a story among lines of text: by a label, its neighbours, brackets, its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from lib.clean import words
from lib.clean.label.labels import Labels
from lib.clean.says.bylines import bare_byline, is_label, of_biography, reporters_in
from lib.clean.says.name_lists import read_names
from lib.clean.says.names import has_role, is_agency, is_desk, is_person, is_wire
from lib.clean.segment import Byline, Segment

DASHES = "—–- "  # before a name under a story
_DEPTH = 120  # lines from a headline on that are looked through for names without a label
_SECTION = 3.0  # words of a section's name
_PARTS = 3  # of a line that names an agency
_INTO = 3  # lines that may come between the names over a headline and their time

_BRACKETS = words.pattern("authors", "in brackets")
_CONTACT = words.pattern("authors", "of a contact")
_AFTER_AGENCY = words.pattern("authors", "behind an agency")
_NAME = words.pattern("letters", "word between strokes")
_BUTTONS = frozenset({"share", "control", "comments"})


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that may sign a story, and the names in it."""

    line: Segment
    byline: Byline

    @property
    def is_alone(self) -> bool:
        """Whether the line has the names only."""
        count = sum(len(author.split()) for author in self.byline.authors)
        return len(_NAME.findall(self.line.text.lstrip(DASHES))) == count


def by_label(lines: Sequence[Segment]) -> Signed | None:
    """Return the first line that begins like a byline, and the names in it; or None."""
    return next((Signed(line, byline) for line in lines if (byline := line.mark.byline)), None)


class Support(IntEnum):
    """How much the lines around a line of names show that it signs the story."""

    NONE = 0
    APART = 1  # it is under the headline, bold, or between gaps
    TIMED = 2  # a time is on it or beside it
    LABELLED = 3  # "By" is on the line above


def by_neighbours(
    lines: Sequence[Segment], labels: Labels, need_label: Callable[[str], bool]
) -> Signed | None:
    """Return the names without label that the lines around them support best; or None.

    A line with a name that `need_label` knows, such as that of a section, does not count.
    """
    shown = [line for line in lines[:_DEPTH] if line.mark.rule is None or line.mark.rule.name not in _BUTTONS]
    best, most = 0, Support.NONE
    for at in range(1, len(shown)):
        signed = names_on(shown[at], labels, under_headline=at == 1)
        if signed and not any(map(need_label, signed.byline.authors)):
            support = _support(signed, shown, at)
            best, most = (at, support) if support > most else (best, most)
    if most is Support.LABELLED:
        labels.keep(shown[best - 1], "byline")
    while best > 1 and not shown[best].gap_before and (above := names_on(shown[best - 1], labels)):
        if not above.is_alone:
            break
        best -= 1
    return _with_followers(shown[best:], labels) if best else None


def names_on(line: Segment, labels: Labels, *, under_headline: bool = False) -> Signed | None:
    """Return the names on a line with at most a time beside them; None for others and a credit's caption."""
    after = labels.segments[line.number + 1 : line.number + 2]
    captions = not under_headline and any(below.mark.kind == "credit" for below in after)
    # "Ada Obi (AP)" and "Ada Obi (with AP)" read as a caption and its credit.
    house = line.text.rpartition("(")[2].rstrip(")").rpartition(" ")[2]
    is_bare = line.mark.kind in ("", "time", "read time") or (line.mark.kind == "caption" and is_wire(house))
    if not labels.is_open(line) or captions or not is_bare:
        return None
    byline = bare_byline(line, line.mark.times)
    return Signed(line, byline) if byline else None


def _support(signed: Signed, lines: Sequence[Segment], at: int) -> Support:
    """Return how much the neighbouring lines support the names on lines[at]."""
    if is_label(lines[at - 1]):
        return Support.LABELLED
    if any(map(_is_timed, lines[at - 1 : at + 2])):
        return Support.TIMED
    line = signed.line
    apart = at == 1 or line.strong or (line.gap_before and line.gap_after)
    return Support.APART if signed.is_alone and apart else Support.NONE


def _with_followers(lines: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the names on the first line with those on the lines right below it that hold names alone."""
    first = names_on(lines[0], labels, under_headline=True)
    if first is None:
        return None
    authors = list(first.byline.authors)
    for line in lines[1:]:
        signed = None if line.gap_before else names_on(line, labels)
        if signed is None or not signed.is_alone:
            break
        authors += signed.byline.authors
        labels.keep(line, "byline")
    return Signed(first.line, replace(first.byline, authors=tuple(dict.fromkeys(authors))))


def _is_timed(line: Segment) -> bool:
    """Return whether a line has a time, a relative time or a reading time."""
    return bool(line.mark.times or line.mark.relative or line.mark.kind in ("read time", "clock"))


def over_headline(above: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the names over a time or a gap above the headline, as columns print them; or None."""
    for title, line in pairwise(above[-_INTO - 1 :]):
        timed = any(_is_timed(below) for below in above if 0 <= below.number - line.number < _INTO)
        apart = line.gap_after and line in above[-2:]
        if (timed or apart) and title.weight <= _SECTION and (signed := names_on(line, labels)):
            return signed
    return None


def under_text(lines: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the names below the story: in a biography, of a desk, behind a dash, above an office, last."""
    contact = (number for number, line in enumerate(lines) if _CONTACT.fullmatch(line.text))  # for the press
    lines = lines[: next(contact, len(lines))]
    for number, line in enumerate(lines):
        if (names := of_biography(line.text)) and labels.is_open(line):
            labels.cut(line, "author bio")
            return Signed(line, Byline(0, len(names[0]), names, (), False))
        signed = names_on(line, labels)
        below = lines[number + 1].text if number + 1 < len(lines) else ""
        signs = is_person(line.text) and (not below or has_role(below) or "@" in below)
        if signed and (signs or is_desk(line.text) or line.text[0] in DASHES):
            return signed
    return None


def in_last_brackets(last: Sequence[Segment]) -> Signed | None:
    """Return the names in brackets at the end of a Japanese or Chinese story, or None."""
    for line in last:
        if (found := _BRACKETS.search(line.text)) and (
            names := read_names(found["name"] or found["aside"])[0]
        ):
            return Signed(line, Byline(found.start(), found.end(), names, (), False))
    return None


def in_first_brackets(first: Sequence[Segment]) -> Signed | None:
    """Return the reporters in brackets at the start of a Korean or Chinese story, or None."""
    found = ((line, reporters_in(line.text)) for line in first)
    return next((Signed(line, byline) for line, byline in found if byline), None)


def by_agency(lines: Sequence[Segment]) -> Signed | None:
    """Return the agencies on the first line that opens with one and has little else but a time, or None."""
    for line in lines:
        untimed = line.text[: line.mark.times[0].start] if line.mark.times else line.text
        parts = _AFTER_AGENCY.split(untimed.strip(": "))
        if is_agency(parts[0]) and len(parts) <= _PARTS:
            agencies = tuple(filter(is_agency, parts))
            end = line.text.index(agencies[-1]) + len(agencies[-1])
            return Signed(line, Byline(0, end, agencies, (), False))
    return None
