"""Finds the headline of a page: its h1, else the title in its metadata."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from lib.clean.label.bare_title import LONG, STROKE, bare_title, is_site, without_site
from lib.clean.label.kicker import bare_heading
from lib.clean.says.titles import alike, words_of
from lib.clean.segment import Segment
from lib.clean.segments.metadata import first_text, types
from lib.clean.segments.microdata import ARTICLES
from lib.clean.segments.page import Page
from lib.clean.words import pattern
from lib.model.folding import folded
from lib.model.length import word_count

_MOST_LETTERS = 600  # of a declared title; an attribute that is never closed holds half a page
_LETTERS = 12  # of the shortest title that is known behind a label
_OVER = 2  # segments from a headline to the h1 that is its second line
_LINKED = 0.9  # of an h1's text: one that leads to the front page is the site's name
_HALF = 0.5  # of a declared title that a line must hold to be its headline

_DASH, _COLON = " - ", ": "
_SUB_HEADINGS = ("h2", "h3", "h4")
_DECLARED = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_NEWS = frozenset(name for name in ARTICLES if "News" in name or name == "LiveBlogPosting")


class Title(NamedTuple):
    """A headline, "" without one, its source, and the number of the segment that prints it, or None."""

    text: str
    source: str
    number: int | None


class Declared(NamedTuple):
    """A title that a page declares, the title without the site's name or a section, and its source."""

    text: str
    bare: str
    source: str


def headline(page: Page) -> Title:
    """Return the headline of a page.

    Of h1, JSON-LD and og:title, two agreeing ones outvote the third. On news pages og:title, written to stand
    alone, beats an unconfirmed h1; on other pages it is written for search engines.
    """
    found, data = _Titles(page).best(), page.data
    printed = without_site(found.text, data)
    found = found._replace(text=printed)
    shared = bare_title(data.named("og:title") or "", data)
    if not (printed and shared) or found.number is None or not _NEWS & set(types(data.article)):
        return found
    declared = first_text(data.article.get("headline") or data.article.get("name")) or ""
    short = pattern("headlines", "cut off").sub("", declared)
    begins = short != declared and folded(printed).startswith(folded(short))
    confirmed = begins or folded(declared) == folded(printed)
    if confirmed or not (alike(shared, printed) or alike(shared, declared)):
        return found
    return Title(shared, "og:title" if folded(shared) != folded(printed) else found.source, found.number)


def declared_titles(page: Page) -> Iterator[Declared]:
    """Yield the declared titles of a page, best first, but none of over 600 letters."""
    data, items = page.data, page.data.items.get("headline", ())
    printed = (segment.text for segment in page.segments if segment.element.tag == "title" and segment.text)
    found = (
        (first_text(data.article.get("headline") or data.article.get("name")), "json-ld"),
        *((data.named(name), name) for name in _DECLARED),
        (items[0] if len(items) == 1 else None, "microdata"),
        (next(printed, None), "title"),
    )
    for title, source in found:
        if title and len(title) <= _MOST_LETTERS:
            yield Declared(title, bare_title(title, data), source)


@dataclass(frozen=True)
class _Titles:
    """What a page prints as h1, declares as title, and prints of what it declares."""

    page: Page

    def best(self) -> Title:
        """Return the h1 that a declared title confirms, else a line that prints one, else any title."""
        return (
            self._confirmed()
            or self._under_another_tag()
            or self._only_long()
            or self._as_page_title()
            or self._declared_first()
            or next(iter(self.heads), Title("", "none", None))
        )

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """The declared titles, best first."""
        return tuple(declared_titles(self.page))

    @cached_property
    def heads(self) -> list[Title]:
        """The h1 segments that may be the headline, with their text as a headline."""
        titles = [title.bare for title in self.declared]
        return [
            Title(_heading(segment, titles), "h1", number)
            for number, segment in enumerate(self.page.segments)
            if "h1"
            in (segment.element.tag, *(node.tag for node in islice(segment.element.iterancestors(), 2)))
            and folded(segment.text) not in self._site
            and (segment.linked < _LINKED or not _is_front_page(segment.links[0].url))
        ]

    @cached_property
    def _site(self) -> frozenset[str]:
        """The site's names, folded; some blogs print them as h1 and the story's title as h2."""
        names = {folded(self.page.data.named("og:site_name", "application-name") or "")}
        title = next((segment.text for segment in self.page.segments if segment.element.tag == "title"), "")
        strokes = list(STROKE.finditer(title))[-1:]
        parts = [part for at in strokes for part in (title[: at.start()], title[at.end() :])]
        headed = (segment for segment in self.page.segments if segment.element.tag in ("h2", "h3"))
        headings = {folded(segment.text) for segment in headed}
        folds = set(map(folded, parts))
        one_is_heading = len(folds) == 2 and len(headings & folds) == 1
        if one_is_heading and not any(is_site(part, self.page.data) for part in parts):
            names |= folds - headings
        return frozenset(names - {""})

    def _confirmed(self) -> Title | None:
        """Return the h1 that shares most words with a declared title; None if none fits.

        A text only in <title> may be the site's name, if better sources declare another title.
        """
        strong = [title.text for title in self.declared if title.source != "title"]
        strong = strong or [title.text for title in self.declared]
        likely = [head for head in self.heads if any(alike(head.text, title) for title in strong)]
        return max(
            likely,
            key=lambda head: max(len(words_of(head.text) & words_of(title)) for title in strong),
            default=None,
        )

    def _under_another_tag(self) -> Title | None:
        """Return a declared title that the page prints in another heading, just over the h1 or in bold."""
        for title, bare, source in self.declared if self.heads else self.declared[:1]:
            number = self._printed_as(bare) if self.heads else None
            if number is not None:
                segment, over = self.page.segments[number], (self.heads[0].number or 0) - number
                second_line = 0 < over <= _OVER and word_count(segment.text) >= LONG
                if segment.element.tag in _SUB_HEADINGS or second_line:
                    return Title(bare, source, number)
            if (number := self._printed_in(title)) is not None:
                return Title(self.page.segments[number].text, source, number)
        return None

    def _only_long(self) -> Title | None:
        """Return the only h1 that is long enough to be nothing but a headline; None if there are several."""
        long = [head for head in self.heads if word_count(head.text) >= LONG]
        return long[0] if len(long) == 1 else None

    def _as_page_title(self) -> Title | None:
        """Return the h1 that <title> repeats, if the page prints none of the other declared titles.

        Such titles are of the whole site, or describe the subject as encyclopedias do.
        """
        titles = {folded(title.bare) for title in self.declared if title.source == "title"}
        return next((head for head in self.heads if folded(head.text) in titles), None)

    def _declared_first(self) -> Title | None:
        """Return the best declared title, or the part before a stroke if the page prints just that."""
        for _, bare, source in self.declared[:1]:
            strokes = reversed([*STROKE.finditer(bare)])
            for head, rest in ((bare, ""), *((bare[: at.start()], bare[at.end() :]) for at in strokes)):
                headed = word_count(head) > 1 and self._is_heading(head) and not self._is_heading(rest)
                number = self._printed_as(head) if headed or word_count(head) >= LONG else None
                if number is not None:
                    return Title(head, source, number)
            return Title(bare, source, self._printed_as(bare))
        return None

    def _printed_in(self, title: str) -> int | None:
        """Return the number of a heading or bold line with which the title begins or ends, or None."""
        whole = folded(title)
        for number, segment in enumerate(self.page.segments):
            line = folded(segment.text)
            stands_out = segment.element.tag in _SUB_HEADINGS or segment.strong
            long = word_count(segment.text) >= LONG and _HALF * len(whole) < len(line) < len(whole)
            if stands_out and long and (whole.endswith(line) or whole.startswith(line)):
                return number
        return None

    def _printed_as(self, title: str) -> int | None:
        """Return the number of the segment that prints a title, else of a heading that ends with it.

        None if the page has neither.
        """
        own = folded(title)
        labelled = None
        for number, segment in enumerate(self.page.segments):
            line = folded(segment.text)
            if line == own and segment.element.tag != "title":
                return number
            is_behind = line.endswith(own) and len(own) >= max(_LETTERS, len(line) / 2)
            if labelled is None and is_behind and segment.element.tag in ("h1", *_SUB_HEADINGS):
                labelled = number
        return labelled

    def _is_heading(self, title: str) -> bool:
        """Return whether the page prints a title as heading or in bold."""
        number = self._printed_as(title) if title else None
        segment = None if number is None else self.page.segments[number]
        return segment is not None and (segment.strong or segment.element.tag in _SUB_HEADINGS)


def _is_front_page(url: str) -> bool:
    """Return whether a URL is a site's front page."""
    bare = re.split(r"[?#]", url)[0].rstrip("/")
    return bare.count("/") <= (2 if "//" in bare else 0)


def _heading(segment: Segment, titles: Sequence[str]) -> str:
    """Return the text of an h1: as the page declares it, else without its kicker and second line.

    If a declared title lacks the words before a dash or a colon, these are a kicker. If the h1 runs words
    together or begins with a symbol, the declared spelling is used.
    """
    bare = bare_heading(segment)
    alone = next((title for title in titles if folded(title) == folded(bare)), None)
    if alone is not None and bare != segment.text:
        return alone
    whole = next((title for title in titles if folded(title) == folded(segment.text)), None)
    parted = whole is not None and (_DASH in whole or (_COLON in whole and _COLON not in segment.text))
    if whole is not None and not (parted and segment.text.endswith(bare)):
        glued = len(segment.text.split()) < len(whole.split())
        return whole if glued or segment.text.endswith(whole) else segment.text
    return bare
