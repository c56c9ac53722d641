"""Finds the printed byline and, where machines are told nothing, the authors in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trafilatura.metadata import extract_metadata

from lib.clean.body import RAISED
from lib.clean.byline import clean_names, is_name_like, opens_byline, outlets_of, told_authors
from lib.clean.page import Page

LONGEST = 220  # characters of a printed byline


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed a story, which source said so, and the byline as printed."""

    authors: tuple[str, ...]
    source: str
    printed: int | None  # number of the piece that prints the byline


def signature(
    page: Page, marks: Sequence[frozenset[str]], head: range, tail: range, publisher: str
) -> Signature:
    """The authors of a story from the best source that names any."""
    outlets = outlets_of(page.data, publisher)
    authors, source = told_authors(page.data, outlets)
    if not authors or source == "json-ld organisation":
        for names, other in _printed_sources(page, marks, head, tail):
            found = tuple(name for name in clean_names(names, outlets) if is_name_like(name))
            if found:
                authors, source = found, other
                break
    return Signature(authors=authors, source=source, printed=_printed(page, marks, head, authors))


def _printed_sources(
    page: Page, marks: Sequence[frozenset[str]], head: range, tail: range
) -> Iterator[tuple[list[str], str]]:
    texts = [piece.text for piece in page.pieces]
    near = [
        number for number in (*head, *tail) if "byline" in marks[number] and "comments" not in marks[number]
    ]
    yield [page.pieces[number].text for number in near if _is_author_link(page, number)], "author link"
    yield [line for number in near if (line := texts[number]) and len(line) < LONGEST][:3], "byline markup"
    yield [texts[number] for number in head if opens_byline(texts[number])][:1], "byline rule"
    yield list(_by_trafilatura(page)), "trafilatura"
    yield [texts[number] for number in tail if opens_byline(texts[number])][:1], "byline rule"


def _is_author_link(page: Page, number: int) -> bool:
    piece = page.pieces[number]
    nodes = (piece.inner, piece.inner.getparent(), piece.element)
    return len(piece.text) < LONGEST and any(
        node is not None
        and ("author" in (node.get("rel") or "").split() or "name" in (node.get("itemprop") or "").split())
        for node in nodes
    )


def _by_trafilatura(page: Page) -> list[str]:
    try:
        found = extract_metadata(page.tree, default_url=page.capture.url, extensive=False)
    except RAISED:  # the next source is asked
        return []
    return [found.author] if found is not None and found.author else []


def _printed(
    page: Page, marks: Sequence[frozenset[str]], head: range, authors: tuple[str, ...]
) -> int | None:
    """The piece near the headline that prints the byline."""
    for number in head:
        text = page.pieces[number].text
        if len(text) >= LONGEST or marks[number] & {"caption", "credit", "figure", "related", "head"}:
            continue
        if any(author.casefold() in text.casefold() for author in authors) and (
            "byline" in marks[number] or len(text) < 60 or opens_byline(text)
        ):
            return number
    return None
