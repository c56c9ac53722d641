"""Finds the printed byline and, where machines are told nothing, the authors in it."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json

from lib.clean.dates.printed import find_times
from lib.clean.fields.byline import declared_outlet, is_account, opens_byline, outlets_of, told_lists
from lib.clean.fields.cosigners import as_printed, linked_authors, with_cosigners
from lib.clean.fields.dateline import is_agency
from lib.clean.fields.names import clean_names, is_desk, is_name_like, is_outlet, split_names
from lib.clean.html.layout import HEADINGS
from lib.clean.html.page import Page
from lib.clean.html.segments import Piece
from lib.clean.html.structured import texts
from lib.clean.html.votes import RAISED
from lib.clean.publishers.rules import NO_RULES, Applied
from lib.model.folding import folded

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
    first: Sequence[int]  # pieces with which the story's text begins
    last: Sequence[int]  # and ends, from the end
    publisher: str
    rules: Applied = NO_RULES

    def signature(self) -> Signature:
        """Return the authors of a story from the best source that names any."""
        ruled = clean_names(self.rules.texts("authors"), self._outlets)
        authors, source = (ruled, self.rules.source) if ruled else self._told()
        if not authors:
            authors, source = self._found()
        authors = as_printed(authors, (piece.text for piece in self.page.pieces))
        return Signature(authors=authors, source=source, printed=self._printed(authors))

    @cached_property
    def _outlets(self) -> frozenset[str]:
        return outlets_of(self.page.data, self.publisher)

    def _told(self) -> tuple[tuple[str, ...], str]:
        """Return what machines are told, unless the page prints who stands behind the account that is
        named.
        """
        data = self.page.data
        lists = list(told_lists(data, self._outlets, self.publisher))
        if not lists:
            return (), "none"
        authors, source = lists[0]
        if all(is_account(name, data) for name in authors):
            known = {name.casefold() for name in authors}
            named, where = self._found(beyond=known)
            return (named, f"{where}, for the account {authors[0]}") if named else (authors, source)
        return self._completed(authors, source, lists[1:])

    def _completed(
        self, authors: tuple[str, ...], source: str, others: Sequence[tuple[tuple[str, ...], str]]
    ) -> tuple[tuple[str, ...], str]:
        """Return the authors with those that another source adds, where the page prints them beside the
        headline.
        """
        near = "\n".join(self.page.pieces[n].text for n in (*self.head, *self.tail)).casefold()
        for more, where in others:
            extra = [name for name in more if name not in authors]
            printed = all(is_name_like(name) and name.casefold() in near for name in extra)
            if printed and set(authors) < set(more):
                return more, f"{source}, {where}"
        for number in self.head:
            text = self.page.pieces[number].text
            if len(text) < LONGEST and authors[0] in text and not self.marks[number] & _ELSEWHERE:
                added = with_cosigners(authors, clean_names([text], self._outlets), text)
                if added != authors:
                    return added, f"{source}, byline"
        return authors, source

    def _found(self, beyond: Collection[str] = ()) -> tuple[tuple[str, ...], str]:
        for lines, source, trusted in self._sources():
            names = [name for name in clean_names(lines, self._outlets) if folded(name) not in self._sections]
            single = tuple(
                name for name in names[:1] if trusted and not is_desk(name) and not is_outlet(name)
            )
            found = tuple(filter(is_name_like, names)) or single
            if found and not {name.casefold() for name in found} & set(beyond):
                return found, source
        return ((), "none") if beyond else self._outlet()

    def _outlet(self) -> tuple[tuple[str, ...], str]:
        """Return the outlet itself, where nobody else signs.

        As machines are told, or as its profile is linked.
        """
        told = declared_outlet(self.page.data), "json-ld"
        linked = (
            clean_names(self._linked(self.head) or self._linked(self.tail), frozenset())[:1],
            "author link",
        )
        meta = clean_names(self.page.data.meta.get("author", ()), frozenset())[:1], "meta author"
        for names, source in (told, linked, meta):
            if names:
                return names, f"{source}, the outlet itself"
        return (), "none"

    @cached_property
    def _sections(self) -> frozenset[str]:
        """The folded names of sections: linked near the headline, not to a profile, and in a menu too."""
        linked = {
            folded(piece.text[link.start : link.end])
            for piece in (self.page.pieces[number] for number in (*self.head, *self.tail))
            for link in piece.links
            if link.url not in linked_authors(piece, self.publisher)
        }
        pairs = zip(self.page.folds, self.marks, strict=True)
        menus = {fold for fold, marks in pairs if "menu" in marks} if linked else set()
        return frozenset(linked & menus) | frozenset(
            map(folded, texts(self.page.data.article.get("articleSection")))
        )

    def _sources(self) -> Iterator[tuple[list[str], str, bool]]:
        """Yield texts that may name the authors, their source, and whether a single word of them is a
        name.
        """
        pieces = self.page.pieces
        for place in (self.head, self.tail):
            near = [number for number in place if self._is_marked(number)]
            yield self._linked(place), "author link", True
            yield (
                [pieces[number].text for number in near if self._is_named(number)][:4],
                "author markup",
                True,
            )
            yield [pieces[number].text for number in near][:3], "byline markup", False
        yield [pieces[n].text for n in self.head if opens_byline(pieces[n].text)][:1], "byline rule", True
        yield self._name_line(self.first[0] if self.first else None), "name over the text", False
        yield (
            [line for n in self.first[1:] for line in self._name_line(n, strong=True)],
            "name over the text",
            False,
        )
        yield self._by_trafilatura(), "trafilatura", False
        yield [pieces[n].text for n in self.tail if opens_byline(pieces[n].text)][:1], "byline rule", False
        yield list(self._beside_time())[:1], "name beside the time", False
        yield self._wire_line(), "agency over the text", True
        closing = [line for number in self.last for line in self._name_line(number)]
        yield [line for line in closing if is_desk(line)], "desk under the text", False

    def _linked(self, place: range) -> list[str]:
        """Return the authors whose profiles are linked; with the others of one line where it names more."""
        found: dict[str, str] = {}
        for number in place:
            piece = self.page.pieces[number]
            elsewhere = self.marks[number] & _ELSEWHERE or (
                number > min(self.first, default=0) and _in_card(piece)
            )
            linked = {} if elsewhere else linked_authors(piece, self.publisher)
            names = {url: text for url, text in linked.items() if url not in found}
            whole = clean_names([piece.text], self._outlets) if names else ()
            if set(clean_names(names.values(), self._outlets)) < set(whole) and all(map(is_name_like, whole)):
                names[next(iter(names))] = piece.text
            found |= names
        return list(found.values())[:4]

    def _wire_line(self) -> list[str]:
        """Return a line beside the headline that is an agency's name, with a place or another agency at
        most.
        """
        for number in self.head:
            parts = re.split(r"\s*[,/+|–-]\s*", self.page.pieces[number].text)
            if len(parts) <= 3 and is_agency(parts[0]) and not self.marks[number] & _ELSEWHERE:
                return [" / ".join(filter(is_agency, parts))]
        return []

    def _is_marked(self, number: int) -> bool:
        marks = self.marks[number]
        return "byline" in marks and not marks & _ELSEWHERE and len(self.page.pieces[number].text) < LONGEST

    def _is_named(self, number: int) -> bool:
        """Return whether the markup says that a piece is an author's name and nothing else."""
        piece = self.page.pieces[number]
        nodes = (piece.inner, piece.inner.getparent(), piece.element)
        return any(node is not None and "name" in (node.get("itemprop") or "").split() for node in nodes)

    def _name_line(self, number: int | None, *, strong: bool = False) -> list[str]:
        """Return a line of the text when it is nothing but names; a later one only when all of it is bold."""
        if number is None or (strong and not self.page.pieces[number].strong):
            return []
        piece = self.page.pieces[number]
        text = "" if piece.element.tag in HEADINGS else piece.text
        alone = (
            0 < len(text) < 60 and "," not in text and text[-1] not in ".!?:" and (" " in text or "-" in text)
        )
        names = split_names(text.title() if text.isupper() else text) if alone else []
        return [text] if names and all(map(is_name_like, names)) else []

    def _beside_time(self) -> Iterator[str]:
        """Yield what stands before a printed time in one short line near the headline."""
        for number in self.head:
            text = self.page.pieces[number].text
            if len(text) < 140 and not self.marks[number] & _ELSEWHERE and (times := find_times(text)):
                before = text[: times[0].start].rstrip(" |·•,-–—")
                if is_name_like(before):
                    yield before

    def _by_trafilatura(self) -> list[str]:
        if self.page.is_big:
            return []
        try:
            author = _author_by_trafilatura(self.page.tree)
        except RAISED:  # the next source is asked
            return []
        return [author] if author else []

    def _printed(self, authors: tuple[str, ...]) -> int | None:
        """Return the piece near the headline that prints the byline."""
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


def _author_by_trafilatura(tree: HtmlElement) -> str | None:
    """Return the author as extract_metadata finds it.

    Its other fields, unread here, take most of its time.
    """
    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with suppress(*RAISED):  # it says itself that its reading of JSON-LD has faults
        found = extract_meta_json(tree, found)
    found.author = found.author or extract_author(tree)
    found.clean_and_trim()
    return str(found.author) if found.author else None


def _in_card(piece: Piece) -> bool:
    """Return whether a piece stands in a card whose heading leads to another story."""
    above = [piece.element, *piece.element.iterancestors()][:3]
    return any(
        next(node.iterfind(f".//{tag}//a"), None) is not None for node in above for tag in ("h2", "h3", "h4")
    )
