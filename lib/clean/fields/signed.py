"""Finds the line that signs a story among lines of text: by a label, its neighbours, brackets, its place."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from lib.clean import words
from lib.clean.label.labels import Labels
from lib.clean.says.bylines import bare_byline, is_joint, is_label, of_biography, reporters_in
from lib.clean.says.clocks import find_clock
from lib.clean.says.name_lists import read_names
from lib.clean.says.names import has_role, is_agency, is_desk, is_outlet, is_person, is_wire
from lib.clean.segment import Byline, Segment

DASHES = "—–- "  # before a name under a story
_DEPTH = 120  # lines from a headline on that are looked through for names without a label
_SECTION = 3.0  # words of a section's name
_PARTS = 3  # of a line that names an agency
_OFFICE = 8.0  # words of a line with an author's office
_TIME = 7.0  # words of a line that has hardly more than a clock time
_INTO = 3  # lines that may come between the names over a headline and their time

_BESIDE_TIME = ": |•·,"  # signs between an agency and its time

_BRACKETS = words.pattern("authors", "in brackets")
_EDITED = words.pattern("authors", "looked after by")
_AFTER_AGENCY = words.pattern("authors", "behind an agency")
_CONTACT = words.pattern("authors", "of a contact")
_NAME = words.pattern("letters", "word between strokes")
_BUTTONS = frozenset({"share", "control", "comments", "field: audio"})


@dataclass(frozen=True, slots=True)
class Signed:
    """A line that may sign a story, and the names in it."""

    line: Segment
    byline: Byline

    @property
    def opens_line(self) -> bool:
        """Whether the line begins with a name, with perhaps an office after it."""
        return self.line.text.casefold().startswith(self.byline.authors[0].casefold())

    @property
    def is_alone(self) -> bool:
        """Whether the line has the names only."""
        count = sum(len(author.split()) for author in self.byline.authors)
        return len(_NAME.findall(self.line.text.lstrip(DASHES))) == count


def by_label(lines: Sequence[Segment]) -> Signed | None:
    """Return the first line that begins like a byline, an editor's only if it is the only kind; or None."""
    found = [Signed(line, byline) for line in lines if (byline := line.mark.byline)]
    wrote = (signed for signed in found if not _EDITED.match(signed.line.text))
    return next(wrote, found[0] if found else None)


class Support(IntEnum):
    """How much the lines around a line of names show that it signs the story."""

    NONE = 0
    APART = 1  # it is under the headline, bold, or between gaps
    NEAR = 2  # an office is below it, or a time within two lines
    TIMED = 3  # a time is on it or beside it
    LABELLED = 4  # "By" is on the line above


def by_neighbours(
    lines: Sequence[Segment],
    labels: Labels,
    menu: Collection[str],
    *,
    text: int,
    need_label: Callable[[str], bool],
) -> Signed | None:
    """Return the names on the line that the lines around it support best, and keep a label above it; or None.

    Names whose key is in `menu`, from over the headline, are sections; those that `need_label` is true of
    count only below a label. Behind line number `text`, where the text begins, only a label or time counts.
    """
    shown = [line for line in lines[:_DEPTH] if line.mark.rule_name not in _BUTTONS]
    best, most = None, Support.NONE
    for at in range(1, len(shown)):
        signed = names_on(shown[at], labels, under_headline=at == 1)
        support = _support(signed, shown, at) if signed else Support.NONE
        if signed is None or support <= most:
            continue
        is_section = shown[at].key in menu or shown[at].number > text
        needs_label = support < Support.LABELLED and any(map(need_label, signed.byline.authors))
        if not needs_label and (support >= Support.TIMED or not is_section):
            best, most = at, support
    if best is None:
        return None
    if most is Support.LABELLED:
        labels.keep(shown[best - 1], "byline")
    while best > 1 and not shown[best].gap_before:
        above = names_on(shown[best - 1], labels)
        over, below = shown[best - 2], shown[best]
        if above is None or not above.is_alone or _took_picture(over, above.line, below, labels):
            break
        best -= 1
    return _with_followers(shown[best:], labels)


def _took_picture(caption: Segment, line: Segment, below: Segment, labels: Labels) -> bool:
    """Return whether a name took a picture, being alone in capitals, and label it and the caption above."""
    above = labels.segments[max(0, caption.number - 1)]  # what a picture says to those who listen has a rule
    apart = caption.gap_before or above.mark.rule
    if not line.text.isupper() or below.text.isupper() or not (caption.terminal and apart):
        return False
    labels.keep(caption, "caption")
    labels.keep(line, "credit")
    return True


def names_on(line: Segment, labels: Labels, *, under_headline: bool = False) -> Signed | None:
    """Return the names on a line with at most a time beside them; None for others and a credit's caption."""
    mark, after = line.mark, labels.segments[line.number + 1 : line.number + 2]
    signs_headline = under_headline and not line.gap_before
    captioned = not signs_headline and any(below.mark.kind == "credit" for below in after)
    # "Ada Obi (AP)" and "Ada Obi (with AP)" read as a caption and its credit.
    house = line.text.rpartition("(")[2].rstrip(")")
    employed = mark.kind == "caption" and (is_wire(house) or is_wire(house.partition(" ")[2]))
    if not labels.is_open(line) or captioned or not (employed or mark.kind in ("", "time", "read time")):
        return None
    byline = bare_byline(line, mark.times)
    return Signed(line, byline) if byline else None


def _support(signed: Signed, shown: Sequence[Segment], at: int) -> Support:
    """Return how much the lines around shown[at], a line of names, support that it signs the story."""
    above, below = shown[at - 1], shown[at + 1] if at + 1 < len(shown) else None
    if is_label(above):
        return Support.LABELLED
    if any(_is_timed(line) for line in shown[at - 1 : at + 2]):
        return Support.TIMED
    if (below and is_office(below)) or any(_is_timed(line) for line in shown[max(0, at - 2) : at + 3]):
        return Support.NEAR
    line = signed.line
    apart = at == 1 or line.strong or (line.gap_before and line.gap_after)
    return Support.APART if signed.is_alone and apart else Support.NONE


def _with_followers(lines: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the names on the first line and on those that continue it, which are kept as byline; or None."""
    first = names_on(lines[0], labels, under_headline=True)
    if first is None:
        return None
    authors, joined = list(first.byline.authors), list[Segment]()
    for line in lines[1:]:
        office = is_office(line)
        signed = None if office else names_on(line, labels)
        of_name = signed and (signed.is_alone or signed.opens_line)
        if line.gap_before or not (is_joint(line.text) or of_name or office):
            break
        joined.append(line)
        if signed:
            authors += signed.byline.authors
            for each in joined:
                labels.keep(each, "byline")
            joined.clear()
    return Signed(first.line, replace(first.byline, authors=tuple(dict.fromkeys(authors))))


def with_joined(signed: Signed, labels: Labels) -> Signed:
    """Return the line with the names two lines below where only "and" is between; both are kept as byline."""
    below = labels.segments[signed.line.number + 1 : signed.line.number + 3]
    more = names_on(below[1], labels) if len(below) > 1 and is_joint(below[0].text) else None
    if more is None:
        return signed
    for line in below:
        labels.keep(line, "byline")
    return Signed(signed.line, replace(signed.byline, authors=(*signed.byline.authors, *more.byline.authors)))


def is_office(line: Segment) -> bool:
    """Return whether a short line is an author's office, newspaper or e-mail address."""
    short = not line.mark.kind and line.weight <= _OFFICE and not line.terminal
    return short and (has_role(line.text) or is_outlet(line.text) or "@" in line.text)


def _is_timed(line: Segment) -> bool:
    """Return whether a line has a time, a relative time or a reading time."""
    mark = line.mark
    return bool(
        mark.times
        or mark.kind in ("read time", "clock")
        or mark.relative
        or (line.weight <= _TIME and find_clock(line.text))
    )


def over_headline(above: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the names on a line above the headline, as columns print them, set off from a menu; or None."""
    for line in above[-_INTO:]:
        over = labels.segments[line.number - 1 : line.number]  # none at the head of the text
        signed = names_on(line, labels)
        apart = line.gap_after and line in above[-2:]
        timed = any(_is_timed(below) for below in above if 0 <= below.number - line.number < _INTO)
        of_another = any(title.weight > _SECTION for title in over)
        if signed and signed.is_alone and (apart or timed) and not of_another:
            return signed
    return None


def under_text(lines: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return who signs below the story: in a biography, which is cut, above an office, after a dash, last."""
    for number, line in enumerate(before_contact(lines)):
        if (names := of_biography(line.text)) and labels.is_open(line):
            labels.cut(line, "author bio")
            return Signed(line, Byline(0, len(names[0]), names, (), False))
        signed = names_on(line, labels)
        if signed is None:
            continue
        labelled = number > 0 and is_label(lines[number - 1])
        last = line is labels.segments[-1] and line.gap_after and is_person(line.text)
        parted = signed.is_alone and (last or labelled or line.strong or line.text[0] in DASHES)
        by_place = is_desk(line.text) or any(map(is_office, lines[number : number + 2]))
        if parted or (by_place and signed.opens_line):
            return signed
    return None


def before_contact(lines: Sequence[Segment]) -> Sequence[Segment]:
    """Return the lines above the one that names the contact for the press; all lines without one."""
    contact = (number for number, line in enumerate(lines) if _CONTACT.fullmatch(line.text))
    return lines[: next(contact, len(lines))]


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


def by_agency(lines: Sequence[Segment], labels: Labels) -> Signed | None:
    """Return the agencies on the first line that opens with one and has little else but a time, or None."""
    for line in lines:
        times = line.mark.times
        before, behind = (
            (line.text[: times[0].start], line.text[times[-1].end :]) if times else (line.text, "")
        )
        parts = _AFTER_AGENCY.split((before or behind).strip(_BESIDE_TIME))
        if is_agency(parts[0]) and len(parts) <= _PARTS and labels.is_open(line):
            agencies = tuple(filter(is_agency, parts))
            start, end = line.text.index(parts[0]), line.text.index(agencies[-1]) + len(agencies[-1])
            return Signed(line, Byline(start, end, agencies, (), False))
    return None
