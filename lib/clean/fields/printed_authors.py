"""Finds who signs a page's story in print: by links, marked bylines, names at the headline or text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from lxml.html import HtmlElement

from lib.clean.fields.declared_authors import Authors
from lib.clean.fields.profiles import in_card, linked_authors, without_mail
from lib.clean.fields.regions import Regions
from lib.clean.fields.signers import find_signed, in_last_brackets, labelled_under_text, placed_under_text
from lib.clean.found import Found
from lib.clean.label.labels import Labels
from lib.clean.label.layout import Layout
from lib.clean.label.marks import OVERRULES
from lib.clean.says.bylines import opens_byline
from lib.clean.says.line import mark_lines
from lib.clean.says.name_lists import clean_names
from lib.clean.says.names import (
    SmallWords,
    is_agency,
    is_button,
    is_desk,
    is_name_like,
    is_outlet,
    is_uncased_name,
)
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.elements import HEADINGS
from lib.clean.words import pattern
from lib.model.folding import folded

LONGEST = 220  # characters of a printed byline
INTO = 4  # segments of text among which a byline may stand
MOSTLY = 0.5  # of a line that is hardly more than the links in it
MARKED = 3  # marked bylines at a headline that may be its own; further ones are of cards
LINKED = 4  # authors whose links may stand line by line; more lines list the staff

MARKUP, RULE, UNDER = "byline markup", "byline rule", "names under the text"  # sources

_ELSEWHERE = frozenset(
    {"comments", "caption", "credit", "figure", "related", "head", "menu", "footer", "embed"}
)
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

    layout: Layout
    head: range  # segments around the headline
    tail: range  # segments just after the story
    first: Sequence[int]  # segments with which the story's text begins
    last: Sequence[int]  # and ends, from the end
    publisher: str
    outlets: frozenset[str]  # names, folded, under which the page's own outlet signs

    def found(self) -> Iterator[Authors]:
        """Yield the authors printed at each place of the page with their source, best place first."""
        for place in self._places():
            names = [*clean_names(place.lines, self.outlets)]
            found = [name for name in names if is_name_like(name)]
            if not found and (place.is_sure or place.source == MARKUP):
                found = [name for name in names if " " in name and is_uncased_name(name)]
            if not found and place.is_sure and names and not (is_desk(names[0]) or is_outlet(names[0])):
                found = names[:1]
            if found:
                yield Found(tuple(found), place.source)

    def _places(self) -> Iterator[_Place]:
        """Yield the places that may name authors, the surest first."""
        segments = self.layout.segments
        yield _Place(self.linked(self.head), "author link", is_sure=True)
        near = [n for n in self.head if self._is_marked(n) and (n <= self._text or not in_card(segments[n]))]
        yield _Place([line for number in near[:MARKED] for line in _lines_of(segments[number])], MARKUP)
        title = segments[self.title : self.title + 1]  # none on a page without text of its own
        lines = _tight([*title, *(segments[number] for number in self._beside_headline())])
        signed = find_signed(Regions(labels=Labels(lines), needs_label=self._needs_label, head=lines))
        authors = signed.byline.authors if signed else ()
        yield _Place(authors, "names beside the headline", is_sure=True)
        yield from self._labelled()
        yield _Place(self._signed_foot(), UNDER, is_sure=True)

    @cached_property
    def _text(self) -> int:
        """The number of the last segment with which the text begins."""
        return max(self.first, default=self.head.stop)

    @property
    def title(self) -> int:
        """The number of the headline's segment, else of the first around it."""
        number = self.layout.headline_number
        return self.layout.head.start if number is None else number

    def _beside_headline(self) -> Iterator[int]:
        """Yield the numbers of the segments below the headline that may sign it."""
        stop = min(self.first, default=self.head.stop) + INTO
        for number in self.in_head():
            heads = self.layout.segments[number].element.tag in HEADINGS and not self._is_marked(number)
            if self.title < number < stop and not heads and not self.layout.marks[number] & _CONTROLS:
                yield number

    def _labelled(self) -> Iterator[_Place]:
        """Yield the first line that opens like a byline, if there is one.

        Unless a time stands beside it, a heading does not count, nor does one word: "By Land and Sea", "By
        Friday".
        """
        segments, marks = self.layout.segments, self.layout.marks
        own = (n for n in self.head if "related" not in marks[n] and opens_byline(segments[n].text))
        for number in own:
            line = segments[number]
            timed = bool(find_times(line.text))
            if (number <= self._text or not in_card(line)) and (timed or line.element.tag not in HEADINGS):
                yield _Place([line.text], RULE, is_sure=timed)
                return

    def _signed_foot(self) -> tuple[str, ...]:
        """Return who signs in the last two lines of the text or just below it.

        Where no label or brackets mark them, a name that needs a label does not count.
        """
        segments, last = self.layout.segments, sorted(self.last[:2])
        under = (n for n in self.tail if not last or n > last[-1])
        own = [n for n in under if not self.layout.marks[n] & _ELSEWHERE and not in_card(segments[n])]
        shown = ((segments[n], self._is_marked(n)) for n in (*last, *own))
        lines = _tight(replace(line, strong=line.strong or is_marked) for line, is_marked in shown)
        text, below = lines[: len(last)], lines[len(last) :]
        foot = Regions(labels=Labels(lines), needs_label=self._needs_label, text=text, below=below)
        if signed := labelled_under_text(foot) or in_last_brackets(foot):
            return signed.byline.authors
        signed = placed_under_text(foot)
        return tuple(name for name in signed.byline.authors if not self._needs_label(name)) if signed else ()

    def linked(self, place: range) -> list[str]:
        """Return the texts that link authors to their profiles, line by line until LINKED names are found."""
        found: dict[str, str] = {}
        for number in place:
            if len(found) >= LINKED:
                break
            segment = self.layout.segments[number]
            below = number > min(self.first, default=0)
            # A sentence links those whom it is about.
            about = segment.prose and segment.linked < MOSTLY and not opens_byline(segment.text)
            if about or self.layout.marks[number] & _ELSEWHERE or (below and in_card(segment, bare=True)):
                continue
            linked = linked_authors(segment, self.publisher)
            names = {url: text for url, text in linked.items() if url not in found}
            whole = clean_names([segment.text], self.outlets) if names else ()
            named = all(is_name_like(name) or is_agency(name) for name in whole)
            if set(clean_names(names.values(), self.outlets)) < set(whole) and named:
                names[next(iter(names))] = segment.text
            found |= names
        return list(found.values())

    def in_head(self) -> Iterator[int]:
        """Yield the numbers of the segments around the headline that belong to the story."""
        return (number for number in self.head if not self.layout.marks[number] & _ELSEWHERE)

    def _is_marked(self, number: int) -> bool:
        marks, text = self.layout.marks[number], self.layout.segments[number].text
        return "byline" in marks and not marks & _ELSEWHERE and len(text) < LONGEST

    def _needs_label(self, name: str) -> bool:
        """Return whether a name without label may be a button, a heading, or whom the story is about."""
        first = (number for number in self.first if self.layout.segments[number].prose)
        is_subject = any(folded(name) in self.layout.folds[number] for number in first)
        return is_subject or is_uncased_name(name) or self.is_of_words(name)

    def is_of_words(self, name: str) -> bool:
        """Return whether a name is only words: of a button, or such as the page has in lower case."""
        return is_button(name) or self._small_words.hold(name)

    @cached_property
    def _small_words(self) -> SmallWords:
        return SmallWords(segment.text for segment in self.layout.segments)


def _lines_of(segment: Segment) -> list[str]:
    """Return the lines of a byline as its markup separates them; behind "by" only an "and" joins the next."""
    nodes = segment.element.xpath(".//text()|.//br")
    parts = ("\n" if isinstance(node, HtmlElement) else node for node in nodes)
    apart = pattern("authors", "glued elements").sub("\n", "\0".join(parts)).replace("\0", "")
    lines = [" ".join(line.split()) for line in apart.split("\n")]
    lines = [line for line in lines if line and line in segment.text]
    if len(lines) < 2 or " ".join(lines) != segment.text:
        return [without_mail(segment)]
    if not opens_byline(lines[0]):
        return lines
    return [" ".join([lines[0], *takewhile(pattern("authors", "joined").match, lines[1:])])]


def _tight(segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments as marked lines with no gap between one and the next."""
    return mark_lines(
        replace(segment, number=number, gap_before=False, gap_after=False)
        for number, segment in enumerate(segments)
    )
