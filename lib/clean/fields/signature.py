"""Finds the byline, times and reading time around the story in a copied text."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.clean import words
from lib.clean.fields.text_dates import Timing, find_timing
from lib.clean.found import Found
from lib.clean.label.labels import Label, Labels
from lib.clean.says.bylines import bare_byline, is_joint, is_label, of_biography, reporters_in
from lib.clean.says.line import mark_lines
from lib.clean.says.names import (
    SmallWords,
    has_role,
    is_agency,
    is_desk,
    is_outlet,
    is_person,
    is_wire,
    read_names,
)
from lib.clean.says.times import find_clock, says_updated
from lib.clean.segment import Byline, Segment
from lib.model.folding import folded_words

_ABOVE = 8  # lines over a headline that may hold its time
_BELOW = 14  # lines under a story that may repeat byline and time
_DEPTH = 120  # lines from a headline on that are looked through for names without a label
_BRACKETS = words.pattern("authors", "in brackets")
_EDITED = words.pattern("authors", "looked after by")
_AFTER_AGENCY = words.pattern("authors", "behind an agency")
_COLOPHON = words.pattern("authors", "in a colophon")
_CONTACT = words.pattern("authors", "of a contact")
_NAME = words.pattern("letters", "word between strokes")
_BUTTONS = frozenset({"share", "control", "comments"})
_LISTS = frozenset({"related", "comments"})  # what other stories and their readers stand under
_DASHES = "—–- "
_SECTION = 3.0  # words of a section's name
_PARTS = 3  # of a line that names an agency
_DEEP = 5  # segments of text that may come before a name: a deck, captions
_UNDER = 3  # lines under a story that may hold its author's name without a label
_OFFICE = 8.0  # words of a line with an author's office
_LABELLED, _TIMED = 4, 3  # the support of a line under a label alone, and of one beside a time
_INTO = 3  # segments of text that may come before the time
_TOLD = (
    4  # lines of the text in which a name that does not sign is looked for: who or where the story is about
)


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
    head = lines[headline : first + 1]
    text = lines[first + 1 : last + 1]
    below, listed = _parted(lines[last + 1 : last + 1 + _BELOW])
    into = text[:_INTO]
    labelled = (_labelled(part) for part in (head, into, above[-3:]))
    menu = frozenset(line.key for line in lines[:headline])
    small = SmallWords(line.text for line in lines)
    told = " ".join(line.key for line in lines[first : first + _TOLD] if line.prose)
    signed = (
        next(filter(None, labelled), None)
        or _bare(
            [*head, *text[:_DEEP]],
            labels,
            menu,
            text=first,
            need_label=lambda name: small.hold(name) or folded_words(name) in told,
        )
        or _over(above, labels)
        or _labelled([*text[-4:], *below])
        or _under([*text[-2:], *_before_heading(below[:_UNDER])], labels)
        or _closing(text[-1:])
        or _opening(lines[first : first + 1])
        or _agency([*head, *text[-1:], *below[:1]], labels)
    )
    closing = [*text[-4:], *below, *(line for line in listed if line.terminal)]  # as a theme closes a page
    timed = find_timing((head, into, above[::-1], closing), (head[1:], above[-3:], into))
    if timed.clock_line:
        labels.cut(timed.clock_line, "field: time")
    chosen = {found.line.number for found in (signed, timed) if found and found.line}
    chosen.update(line.number for line in head)
    for line in (*above, *head, *text, *below, *listed):
        if line.number in chosen or line.mark.byline or timed.is_of(line):
            _place(line, signed, timed, labels)
    source = "" if signed is None else "byline rule" if signed.byline.labelled else "names beside the time"
    read = next((line.mark.read_time for line in (*head, *into, *above) if line.mark.read_time), None)
    return SignatureBlock(
        authors=Found(signed.byline.authors if signed else (), source),
        outlets=signed.byline.outlets if signed else (),
        byline=(signed.line.text[signed.byline.start : signed.byline.end] or None) if signed else None,
        timing=timed,
        read_minutes=read.minutes if read else None,
    )


def head_authors(segments: Sequence[Segment], need_label: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the authors who sign between a page's headline and the beginning of its text, or ().

    A label such as "By" marks them, bold type, or a time, an office or the headline beside their names.
    """
    lines = _tight(segments)
    labels = Labels(lines)
    signed = (
        _labelled(lines)
        or _bare(lines, labels, frozenset(), text=len(lines), need_label=need_label)
        or _opening(lines)
        or _agency(lines, labels)
    )
    return signed.byline.authors if signed else ()


def foot_authors(segments: Sequence[Segment], need_label: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the authors who sign in the last two lines of a page's story or below it, or ().

    A label marks them, brackets, or their biography; just below the text a dash or bold type is enough, and
    to a desk its name.
    """
    lines = _tight(segments)
    last = _before_contact(lines)[: _UNDER + 2]
    if signed := _labelled(lines) or _closing(last):
        return signed.byline.authors
    for line in last[:3]:
        signed = _names_on(line, Labels(lines))
        marked = line.strong or line.text[0] in _DASHES or is_desk(line.text)
        if signed and signed.is_alone and marked:
            return tuple(name for name in signed.byline.authors if not need_label(name))
    return next((names for line in last if (names := of_biography(line.text))), ())


def _tight(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments as marked lines without gaps between them."""
    return mark_lines(
        replace(segment, number=number, gap_before=False, gap_after=False)
        for number, segment in enumerate(segments)
    )


def _parted(below: Sequence[Segment]) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """Return the lines below a story with its colophon, and apart a list of other stories or comments."""
    rules = [line.mark.rule for line in below]
    lists = (place for place, rule in enumerate(rules) if rule and rule.name in _LISTS)
    first = next(lists, len(below))
    listed = below[first:]
    colophon = [
        line
        for place, line in enumerate(listed)
        if any(_COLOPHON.match(near.text) for near in listed[max(0, place - 1) : place + 2])
    ]
    return [*below[:first], *colophon], [line for line in listed if line not in colophon]


def _before_contact(lines: Sequence[Segment]) -> Sequence[Segment]:
    """Return the lines over those that name whom the press may ask."""
    contact = (number for number, line in enumerate(lines) if _CONTACT.fullmatch(line.text))
    return lines[: next(contact, len(lines))]


def _before_heading(below: Sequence[Segment]) -> Sequence[Segment]:
    """Return the lines below a story, without those under a heading of other stories, which others sign."""
    rules = [line.mark.rule for line in below]
    return below[: next((place for place, rule in enumerate(rules) if rule and rule.name == "related"), None)]


@dataclass(frozen=True, slots=True)
class _Signed:
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
        return len(_NAME.findall(self.line.text.lstrip(_DASHES))) == count


def _labelled(lines: Sequence[Segment]) -> _Signed | None:
    """Return the first line that begins like a byline, an editor's only if it is the only kind; or None."""
    found = [_Signed(line, byline) for line in lines if (byline := line.mark.byline)]
    wrote = (signed for signed in found if not _EDITED.match(signed.line.text))
    return next(wrote, found[0] if found else None)


def _bare(
    lines: Sequence[Segment],
    labels: Labels,
    menu: Collection[str],
    *,
    text: int,
    need_label: Callable[[str], bool],
) -> _Signed | None:
    """Return the line of names without label that its neighbours support best, or None.

    The best support is a line "By" above, then a time or an office beside them, and gaps around. Names
    repeated over the headline are sections, and `need_label` knows others that only a label makes a byline.
    Within the text, after a long deck, only a label or a time counts.
    """
    shown = [line for line in lines[:_DEPTH] if line.mark.rule is None or line.mark.rule.name not in _BUTTONS]
    best, most = None, 0
    for at in range(1, len(shown)):
        signed = _names_on(shown[at], labels, under_headline=at == 1)
        support = _support(signed, shown, at) if signed else 0
        weak = support < _TIMED and (shown[at].key in menu or shown[at].number > text)
        weak = weak or (
            support < _LABELLED and signed is not None and any(map(need_label, signed.byline.authors))
        )
        if support > most and not weak:
            best, most = at, support
    if best is None:
        return None
    if most == _LABELLED:
        labels.keep(shown[best - 1], "byline")
    while best > 1 and not shown[best].gap_before:
        above = _names_on(shown[best - 1], labels)
        if above is None or not above.is_alone:
            break
        best -= 1
    return _with_followers(shown[best:], labels)


def _names_on(line: Segment, labels: Labels, *, under_headline: bool = False) -> _Signed | None:
    """Return the names on a line with at most a time beside them, or None; above a credit it is a caption."""
    mark, after = line.mark, labels.segments[line.number + 1 : line.number + 2]
    captioned = any(below.mark.kind == "credit" for below in after) and not (
        under_headline and not line.gap_before
    )
    # "Ada Obi (AP)" and "Ada Obi (with AP)" read as a caption and its credit.
    house = line.text.rpartition("(")[2].rstrip(")")
    employed = mark.kind == "caption" and (is_wire(house) or is_wire(house.partition(" ")[2]))
    if not labels.is_open(line) or captioned or not (employed or mark.kind in ("", "time", "read time")):
        return None
    byline = bare_byline(line, mark.times)
    return _Signed(line, byline) if byline else None


def _support(signed: _Signed, shown: Sequence[Segment], at: int) -> int:
    """Return how much the neighbouring lines support a line of names: 4 (a label), 3 (a time) to 0."""
    above, below = shown[at - 1], shown[at + 1] if at + 1 < len(shown) else None
    if is_label(above):
        return _LABELLED
    if any(_is_timed(line) for line in shown[at - 1 : at + 2]):
        return _TIMED
    if (below and _is_office(below)) or any(_is_timed(line) for line in shown[max(0, at - 2) : at + 3]):
        return 2
    line = signed.line
    alone = signed.is_alone and (at == 1 or line.strong or (line.gap_before and line.gap_after))
    return 1 if alone else 0


def _is_office(line: Segment) -> bool:
    """Return whether a short line is an author's office, newspaper or e-mail address."""
    short = not line.mark.kind and line.weight <= _OFFICE and not line.terminal
    return short and (has_role(line.text) or is_outlet(line.text) or "@" in line.text)


def _over(above: Sequence[Segment], labels: Labels) -> _Signed | None:
    """Return the names above the headline, apart from the menu, as columns print them; or None."""
    for title, line in pairwise(above[-_INTO - 1 :]):
        signed = _names_on(line, labels)
        apart = line.gap_after and line in above[-2:]
        timed = any(_is_timed(below) for below in above if 0 <= below.number - line.number < _INTO)
        if signed and signed.is_alone and (apart or timed) and title.weight <= _SECTION:  # not another's
            return signed
    return None


def _under(lines: Sequence[Segment], labels: Labels) -> _Signed | None:
    """Return the names below the story: in a biography, above an office, after a dash, last; or None."""
    for number, line in enumerate(_before_contact(lines)):
        if (names := of_biography(line.text)) and labels.is_open(line):
            labels.cut(line, "author bio")
            return _Signed(line, Byline(0, len(names[0]), names, (), False))
        signed = _names_on(line, labels)
        if signed is None:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else None
        last = below is None and is_person(line.text)
        parted = signed.is_alone and (last or is_label(lines[number - 1]) or line.text[0] in _DASHES)
        by_place = below is not None and (not signed.is_alone or is_desk(line.text) or _is_office(below))
        if parted or (by_place and signed.opens_line):
            return signed
    return None


def _closing(last: Sequence[Segment]) -> _Signed | None:
    """Return the names in brackets at the end of a Japanese or Chinese story, or None."""
    for line in last:
        if (found := _BRACKETS.search(line.text)) and (
            names := read_names(found["name"] or found["aside"])[0]
        ):
            return _Signed(line, Byline(found.start(), found.end(), names, (), False))
    return None


def _opening(first: Sequence[Segment]) -> _Signed | None:
    """Return the reporters in brackets at the start of a Korean or Chinese story, or None."""
    found = ((line, reporters_in(line.text)) for line in first)
    return next((_Signed(line, byline) for line, byline in found if byline), None)


def _agency(lines: Sequence[Segment], labels: Labels) -> _Signed | None:
    """Return the agencies on the first line that opens with one and has little else but a time, or None."""
    for line in lines:
        untimed = line.text[: line.mark.times[0].start] if line.mark.times else line.text
        parts = _AFTER_AGENCY.split(untimed.strip(": "))
        if is_agency(parts[0]) and len(parts) <= _PARTS and labels.is_open(line):
            agencies = tuple(filter(is_agency, parts))
            end = line.text.index(agencies[-1]) + len(agencies[-1])
            return _Signed(line, Byline(0, end, agencies, (), False))
    return None


def _with_followers(lines: Sequence[Segment], labels: Labels) -> _Signed | None:
    """Return the names on the first line with those on the next, perhaps below an "and"; None without."""
    first = _names_on(lines[0], labels, under_headline=True)
    if first is None:
        return None
    authors, joined = list(first.byline.authors), list[Segment]()
    for line in lines[1:]:
        office = _is_office(line)
        signed = None if office else _names_on(line, labels)
        of_name = signed and (signed.is_alone or signed.opens_line)
        if line.gap_before or not (is_joint(line.text) or of_name or office):
            break
        joined.append(line)
        if signed:
            authors += signed.byline.authors
            for each in joined:
                labels.keep(each, "byline")
            joined.clear()
    return _Signed(first.line, replace(first.byline, authors=tuple(dict.fromkeys(authors))))


def _is_timed(line: Segment) -> bool:
    """Return whether a line has a time, a relative time or a reading time."""
    mark = line.mark
    return bool(
        mark.times
        or mark.kind in ("read time", "clock")
        or mark.relative
        or (line.weight <= 7 and find_clock(line.text))
    )


def _place(line: Segment, signed: _Signed | None, timed: Timing, labels: Labels) -> None:
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
    elif (
        byline
        and signed
        and {*map(str.casefold, byline.authors)} & {*map(str.casefold, signed.byline.authors)}
    ):
        parts.append(Label(None, "field: byline", start=byline.start, end=byline.end))
    elif byline:
        return
    labels.place(line, *parts)


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
