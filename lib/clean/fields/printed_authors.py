"""Finds who signs a page's story in print: by links, marked bylines, names at the headline or text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.fields.declared_authors import Authors
from lib.clean.fields.profiles import in_card, linked_authors
from lib.clean.fields.signed import (
    DASHES,
    by_agency,
    by_label,
    by_neighbours,
    in_first_brackets,
    in_last_brackets,
    names_on,
)
from lib.clean.found import Found
from lib.clean.label.labels import Labels
from lib.clean.says.bylines import of_biography, opens_byline
from lib.clean.says.furniture import OVERRULES
from lib.clean.says.line import mark_lines
from lib.clean.says.name_lists import clean_names
from lib.clean.says.names import SmallWords, is_desk, is_name_like, is_outlet, is_uncased_name
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.elements import HEADINGS
from lib.clean.segments.page import Page

INTO = 4  # segments of text among which a byline may stand
MOSTLY = 0.5  # of a line that is hardly more than the links in it
MARKED = 3  # marked bylines at a headline that may be its own; further ones are of cards
UNDER_TEXT = 3  # lines under a story that may hold its author's name without a label
LINKED = 4  # authors who are linked at one story; a page that links more lists its staff

MARKUP, RULE, UNDER = "byline markup", "byline rule", "names under the text"  # sources

_ELSEWHERE = frozenset(
    {"comments", "caption", "credit", "figure", "related", "head", "menu", "footer", "embed"}
)
_JOINED = words.pattern("authors", "joined")
_CONTROLS = (OVERRULES - {"bio"}) | {"button", "gallery", "form"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Lines of a page that may name its authors."""

    lines: Sequence[str]
    source: str
    is_sure: bool = False  # the first name counts, even if it is one word or has no capital


@dataclass(frozen=True, kw_only=True)
class PrintedAuthors:
    """The places of a page at which its story may be signed."""

    page: Page
    marks: Sequence[frozenset[str]]
    title: int  # the segment of the headline, else the first around it
    head: range  # segments around the headline
    tail: range  # segments just after the story
    first: Sequence[int]  # segments with which the story's text begins
    last: Sequence[int]  # and ends, from the end
    publisher: str
    outlets: frozenset[str]  # names, folded, under which the page's own outlet signs

    def found(self) -> Iterator[Authors]:
        """Yield the authors printed at each place of the page with their source, best place first."""
        for place in self._places():
            names = clean_names(place.lines, self.outlets)
            found = tuple(name for name in names if is_name_like(name))
            if not found and place.source == MARKUP:
                found = tuple(name for name in names if " " in name and is_uncased_name(name))
            elif not found and place.is_sure and names and not is_outlet(names[0]):
                found = names[:1]
            if found:
                yield Found(found, place.source)

    def _places(self) -> Iterator[_Place]:
        """Yield the places that may name authors, the surest first."""
        segments = self.page.segments
        yield _Place(self.linked(self.head), "author link", is_sure=True)
        near = [number for number in self.in_head() if "byline" in self.marks[number]]
        yield _Place([line for number in near[:MARKED] for line in _lines_of(segments[number])], MARKUP)
        beside = (segments[number] for number in (self.title, *self._beside_headline()))
        signed = _head_authors([*beside], self._need_label)
        yield _Place(signed, "names beside the headline", is_sure=True)
        yield from self._labelled()
        yield _Place(self._signed_foot(), UNDER, is_sure=True)

    def _beside_headline(self) -> Iterator[int]:
        """Yield the numbers of the segments below the headline that may sign it."""
        stop = min(self.first, default=self.head.stop) + INTO
        for number in self.in_head():
            heads = self.page.segments[number].element.tag in HEADINGS
            if self.title < number < stop and not heads and not self.marks[number] & _CONTROLS:
                yield number

    def _labelled(self) -> Iterator[_Place]:
        """Yield the first line that opens like a byline; beside a time one word may be a name.

        A heading without a time signs nothing: "By Land and Sea".
        """
        own = (self.page.segments[number] for number in self.head if "related" not in self.marks[number])
        for line in own:
            timed = bool(find_times(line.text))
            if opens_byline(line.text) and (timed or line.element.tag not in HEADINGS):
                yield _Place([line.text], RULE, is_sure=timed)
                return

    def _signed_foot(self) -> tuple[str, ...]:
        """Return who signs in the last two lines of the text or just below it."""
        segments, last = self.page.segments, sorted(self.last[:2])
        under = (n for n in self.tail if not last or n > last[-1])
        own = (n for n in under if not self.marks[n] & _ELSEWHERE and not in_card(segments[n]))
        return _foot_authors([segments[n] for n in (*last, *own)])

    def linked(self, place: range) -> list[str]:
        """Return the texts that name up to four authors by links to their profiles."""
        found: dict[str, str] = {}
        for number in place:
            segment = self.page.segments[number]
            below = number > min(self.first, default=0)
            # A sentence links those whom it is about.
            about = segment.prose and segment.linked < MOSTLY
            if about or self.marks[number] & _ELSEWHERE or (below and in_card(segment, bare=True)):
                continue
            linked = linked_authors(segment, self.publisher)
            names = {url: text for url, text in linked.items() if url not in found}
            whole = clean_names([segment.text], self.outlets) if names else ()
            if set(clean_names(names.values(), self.outlets)) < set(whole) and all(map(is_name_like, whole)):
                names[next(iter(names))] = segment.text  # "By", a link and a name without one
            found |= names
        return list(found.values())[:LINKED]

    def in_head(self) -> Iterator[int]:
        """Yield the numbers of the segments around the headline that belong to the story."""
        return (number for number in self.head if not self.marks[number] & _ELSEWHERE)

    def _need_label(self, name: str) -> bool:
        """Return whether a name without label may be a heading: the page has its words in small letters."""
        return is_uncased_name(name) or self._small_words.hold(name)

    @cached_property
    def _small_words(self) -> SmallWords:
        return SmallWords(segment.text for segment in self.page.segments)


def _lines_of(segment: Segment) -> list[str]:
    """Return the lines of a byline as its markup breaks them; after "by" only what an "and" joins."""
    parts = (
        "\n" if isinstance(part, HtmlElement) else part for part in segment.element.xpath(".//text()|.//br")
    )
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    lines = [line for line in lines if line and line in segment.text]
    if " ".join(lines) != segment.text:
        return [segment.text]
    if not lines or not opens_byline(lines[0]):
        return lines
    return [" ".join([lines[0], *takewhile(_JOINED.match, lines[1:])])]


def _head_authors(segments: Sequence[Segment], need_label: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the authors who sign between a page's headline and the beginning of its text, or ().

    A label such as "By" marks them, bold type, or a time or the headline beside their names.
    """
    lines = _tight(segments)
    labels = Labels(lines)
    signed = (
        by_label(lines)
        or by_neighbours(lines, labels, need_label)
        or in_first_brackets(lines)
        or by_agency(lines)
    )
    return signed.byline.authors if signed else ()


def _foot_authors(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the authors who sign in the last two lines of a page's story or below it, or ().

    A label marks them, brackets, or their biography; just below the text a dash or bold type is enough, and
    to a desk its name.
    """
    lines = _tight(segments)
    last = lines[: UNDER_TEXT + 2]
    if signed := by_label(lines) or in_last_brackets(last):
        return signed.byline.authors
    for line in last[:3]:
        signed = names_on(line, Labels(lines))
        marked = line.strong or line.text[0] in DASHES or is_desk(line.text)
        if signed and signed.is_alone and marked:
            return signed.byline.authors
    return next((names for line in last if (names := of_biography(line.text))), ())


def _tight(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments as marked lines without gaps between them."""
    return mark_lines(
        replace(segment, number=number, gap_before=False, gap_after=False)
        for number, segment in enumerate(segments)
    )
