"""Finds the printed byline and, where machines are told nothing, the authors in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trafilatura.metadata import extract_metadata

from lib.clean.body import RAISED
from lib.clean.byline import declared_outlet, opens_byline, outlets_of, told_authors
from lib.clean.layout import HEADINGS
from lib.clean.names import clean_names, is_desk, is_name_like, split_names
from lib.clean.page import Page
from lib.clean.publishers.rules import NO_RULES, Applied
from lib.clean.text_times import find_times

LONGEST = 220  # characters of a printed byline

_ELSEWHERE = frozenset({"comments", "caption", "credit", "figure", "related", "head", "menu", "footer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed a story, which source said so, and the byline as printed."""

    authors: tuple[str, ...]
    source: str
    printed: int | None  # number of the piece that prints the byline


@dataclass(frozen=True, kw_only=True)
class Signing:
    """A page with the places where a signature may stand."""

    page: Page
    marks: Sequence[frozenset[str]]
    head: range  # pieces around the headline
    tail: range  # pieces just after the story
    opening: int | None  # first piece of the story's text
    closing: int | None  # its last one
    publisher: str
    rules: Applied = NO_RULES

    def signature(self) -> Signature:
        """The authors of a story from the best source that names any."""
        outlets = outlets_of(self.page.data, self.publisher)
        authors, source = clean_names(self.rules.texts("authors"), outlets), self.rules.source
        if not authors:
            authors, source = told_authors(self.page.data, outlets, self.publisher)
        if not authors:
            authors, source = self._found(outlets)
        return Signature(authors=authors, source=source, printed=self._printed(authors))

    def _found(self, outlets: frozenset[str]) -> tuple[tuple[str, ...], str]:
        for texts, source, trusted in self._sources():
            names = clean_names(texts, outlets)
            single = names[:1] if trusted and names and not is_desk(names[0]) else ()
            found = tuple(filter(is_name_like, names)) or single
            if found:
                return found, source
        declared = declared_outlet(self.page.data)
        return declared, "json-ld, the outlet itself" if declared else "none"

    def _sources(self) -> Iterator[tuple[list[str], str, bool]]:
        """Texts that may name the authors, their source, and whether a single word of them is a name."""
        pieces = self.page.pieces
        for place in (self.head, self.tail):
            near = [number for number in place if self._is_marked(number)]
            yield (
                [pieces[number].text for number in near if self._is_author_link(number)][:4],
                "author link",
                True,
            )
            yield [pieces[number].text for number in near][:3], "byline markup", False
        yield [pieces[n].text for n in self.head if opens_byline(pieces[n].text)][:1], "byline rule", True
        yield self._name_line(self.opening), "name over the text", False
        yield self._by_trafilatura(), "trafilatura", False
        yield [pieces[n].text for n in self.tail if opens_byline(pieces[n].text)][:1], "byline rule", False
        yield list(self._beside_time())[:1], "name beside the time", False
        yield [line for line in self._name_line(self.closing) if is_desk(line)], "desk under the text", False

    def _is_marked(self, number: int) -> bool:
        marks = self.marks[number]
        return "byline" in marks and not marks & _ELSEWHERE and len(self.page.pieces[number].text) < LONGEST

    def _is_author_link(self, number: int) -> bool:
        piece = self.page.pieces[number]
        nodes = (piece.inner, piece.inner.getparent(), piece.element)
        return any(
            node is not None
            and (
                "author" in (node.get("rel") or "").split() or "name" in (node.get("itemprop") or "").split()
            )
            for node in nodes
        )

    def _name_line(self, number: int | None) -> list[str]:
        """The first or last line of the text when it is nothing but names."""
        if number is None:
            return []
        piece = self.page.pieces[number]
        text = "" if piece.element.tag in HEADINGS else piece.text
        alone = (
            0 < len(text) < 60 and "," not in text and text[-1] not in ".!?:" and (" " in text or "-" in text)
        )
        names = split_names(text.title() if text.isupper() else text) if alone else []
        return [text] if names and all(map(is_name_like, names)) else []

    def _beside_time(self) -> Iterator[str]:
        """What stands before a printed time in one short line near the headline."""
        for number in self.head:
            text = self.page.pieces[number].text
            if len(text) < 140 and not self.marks[number] & _ELSEWHERE and (times := find_times(text)):
                before = text[: times[0].start].rstrip(" |·•,-–—")
                if is_name_like(before):
                    yield before

    def _by_trafilatura(self) -> list[str]:
        try:
            found = extract_metadata(self.page.tree, default_url=self.page.capture.url, extensive=False)
        except RAISED:  # the next source is asked
            return []
        return [found.author] if found is not None and found.author else []

    def _printed(self, authors: tuple[str, ...]) -> int | None:
        """The piece near the headline that prints the byline."""
        if (ruled := self.rules.first("byline")) is not None:
            return ruled
        for number in self.head:
            text = self.page.pieces[number].text
            if len(text) >= LONGEST or self.marks[number] & _ELSEWHERE:
                continue
            named = any(author.casefold() in text.casefold() for author in authors if len(author) > 3)
            if named and ("byline" in self.marks[number] or len(text) < 60 or opens_byline(text)):
                return number
        return None
