"""Finds who signs a story in the lines around it, by the surest of several signs."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from lib.clean.fields.regions import Regions
from lib.clean.fields.signed import DASHES, Signed, is_office, is_timed, names_on
from lib.clean.fields.signed_by_neighbours import by_neighbours
from lib.clean.label.labels import Label
from lib.clean.says.bylines import is_joint, is_label, of_biography, reporters_in
from lib.clean.says.name_lists import read_names
from lib.clean.says.names import is_agency, is_desk, is_person
from lib.clean.segment import Byline, Segment
from lib.clean.words import pattern

_BYLINE_LINES = 3  # over a headline or of the text: they may hold the byline
_SECTION_WORDS = 3.0  # of a section's name
_LAST_LINES = 4  # of the text that may hold a labelled byline
_FOOT_LINES = 2  # of the text that may hold a name without a label
_UNDER_LINES = 3  # under the text that may
_AGENCY_PARTS = 3  # of a line that names an agency
_BESIDE_TIME = ": |•·,"  # signs between an agency and its time


def labelled_at_headline(regions: Regions) -> Signed | None:
    """Return the byline under the headline, at the beginning of the text or close over the headline."""
    parts = (regions.head, regions.text[:_BYLINE_LINES], regions.above[-_BYLINE_LINES:])
    signed = next(filter(None, map(_first_labelled, parts)), None)
    below = regions.labels.segments[signed.line.number + 1 : signed.line.number + 3] if signed else ()
    more = names_on(below[1], regions.labels) if len(below) > 1 and is_joint(below[0].text) else None
    return signed.joined_by(more.byline.authors, below) if signed and more else signed


def over_headline(regions: Regions) -> Signed | None:
    """Return the names on a line over the headline that holds nothing else.

    A gap or a time must stand between that line and the menu.
    """
    above = regions.above[-_BYLINE_LINES:]
    for at, line in enumerate(above):
        signed = names_on(line, regions.labels)
        apart = line.gap_after and line in above[-2:]
        timed = any(map(is_timed, above[at:]))
        title = regions.labels.segments[line.number - 1 : line.number]  # none at the head of the text
        of_another = any(over.weight > _SECTION_WORDS for over in title)
        if signed and signed.is_alone and (apart or timed) and not of_another:
            return signed
    return None


def labelled_under_text(regions: Regions) -> Signed | None:
    """Return the byline at the end of the text or under it."""
    return _first_labelled([*regions.text[-_LAST_LINES:], *regions.below])


def placed_under_text(regions: Regions) -> Signed | None:
    """Return who signs below the story: in a biography, above an office, behind a dash, or on its last line.

    A biography is cut.
    """
    lines = _foot(regions)
    for at, line in enumerate(lines):
        if (names := of_biography(line.text)) and regions.labels.is_open(line):
            byline = Byline(0, len(names[0]), names, (), False)
            return Signed(line, byline, ((line, Label(None, "author bio")),))
        signed = names_on(line, regions.labels)
        if signed is None:
            continue
        labelled = at > 0 and is_label(lines[at - 1])
        last = line is regions.labels.segments[-1] and line.gap_after and is_person(line.text)
        parted = signed.is_alone and (last or labelled or line.strong or line.text[0] in DASHES)
        by_place = is_desk(line.text) or any(map(is_office, lines[at : at + 2]))
        if parted or (by_place and signed.opens_line):
            return signed
    return None


def in_last_brackets(regions: Regions) -> Signed | None:
    """Return the names in brackets at the end of a Japanese or Chinese story."""
    for line in _foot(regions):
        found = pattern("authors", "in brackets").search(line.text)
        if found and (names := read_names(found["name"] or found["aside"])[0]):
            return Signed(line, Byline(found.start(), found.end(), names, (), False))
    return None


def in_first_brackets(regions: Regions) -> Signed | None:
    """Return the reporters in brackets at the start of a Korean or Chinese story."""
    found = ((line, reporters_in(line.text)) for line in regions.head)
    return next((Signed(line, byline) for line, byline in found if byline), None)


def by_agency(regions: Regions) -> Signed | None:
    """Return the agencies on a line at the story that opens with one and has little else but a time."""
    edited = (line for line in regions.below if pattern("authors", "agency and editor").fullmatch(line.text))
    for line in (*regions.head, *regions.text[-1:], *regions.below[:1], *edited):
        times = line.mark.times
        before = line.text[: times[0].start] if times else line.text
        behind = line.text[times[-1].end :] if times else ""
        parts = pattern("authors", "behind an agency").split((before or behind).strip(_BESIDE_TIME))
        if is_agency(parts[0]) and len(parts) <= _AGENCY_PARTS and regions.labels.is_open(line):
            agencies = tuple(filter(is_agency, parts))
            start, end = line.text.index(parts[0]), line.text.index(agencies[-1]) + len(agencies[-1])
            return Signed(line, Byline(start, end, agencies, (), False))
    return None


SIGNS: tuple[Callable[[Regions], Signed | None], ...] = (  # the surest first
    labelled_at_headline,
    by_neighbours,
    over_headline,
    labelled_under_text,
    placed_under_text,
    in_last_brackets,
    in_first_brackets,
    by_agency,
)


def find_signed(regions: Regions) -> Signed | None:
    """Return the line that signs a story, by the first of the signs that finds one, or None."""
    return next(filter(None, (sign(regions) for sign in SIGNS)), None)


def _first_labelled(lines: Sequence[Segment]) -> Signed | None:
    """Return the first line that begins like a byline; an editor's only if no other line does."""
    found = (Signed(line, byline) for line in lines if (byline := line.mark.byline))
    edited = pattern("authors", "looked after by")
    return min(found, key=lambda signed: bool(edited.match(signed.line.text)), default=None)


def _foot(regions: Regions) -> Sequence[Segment]:
    """Return the lines around the end of a text, down to other stories or a contact for the press."""
    ends = pattern("authors", "of a contact").fullmatch
    lines = (*regions.text[-_FOOT_LINES:], *regions.below[:_UNDER_LINES])
    return [*takewhile(lambda line: line.mark.rule_name != "related" and not ends(line.text), lines)]
