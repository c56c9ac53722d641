"""The headline: the page's own h1, else what it tells machines."""

import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from lib.clean.pieces import Piece
from lib.clean.structured import ARTICLES, Structured, first_text, types
from lib.clean.votes import folded

_SITE_SUFFIX = re.compile(r"\s+[|–—»·•:-]\s+")
_LONGEST_H1 = 300
_NEWS = frozenset(name for name in ARTICLES if "News" in name or name == "LiveBlogPosting")


def headline(pieces: Sequence[Piece], data: Structured) -> tuple[str | None, str, int | None]:
    """The headline, its source, and the number of the piece that prints it.

    Two of h1, JSON-LD and og:title outvote the third. On news pages og:title, which is written to stand
    alone, beats an h1 that nothing else confirms; on other pages it is written for search engines.
    """
    printed, source, number = _printed_headline(pieces, data)
    shared = data.named("og:title")
    if printed is None or not shared or number is None or not _NEWS & set(types(data.article)):
        return printed, source, number
    shared = bare_title(shared, data)
    told = first_text(data.article.get("headline") or data.article.get("name"))
    confirmed = told is not None and folded(told) == folded(printed)
    if (
        confirmed
        or _with_site(shared, printed)
        or len(shared.split()) < 3
        or not alike_or_told(shared, printed, told)
    ):
        return printed, source, number
    return shared, "og:title" if folded(shared) != folded(printed) else source, number


def alike_or_told(shared: str, printed: str, told: str | None) -> bool:
    """Whether a shared title is of the printed headline's story."""
    return alike(shared, printed) or (told is not None and alike(shared, told))


def _with_site(shared: str, printed: str) -> bool:
    """Whether the shared title is the printed one with something appended after a dash or bar."""
    rest = shared.removeprefix(printed)
    return rest != shared and bool(_SITE_SUFFIX.match(rest))


def _printed_headline(pieces: Sequence[Piece], data: Structured) -> tuple[str | None, str, int | None]:
    told = tuple(machine_titles(data, pieces))
    heads = [
        (number, piece) for number, piece in enumerate(pieces) if piece.element.tag == "h1" or _in_h1(piece)
    ]
    heads = [
        (number, piece) for number, piece in heads if 8 < len(piece.text) < _LONGEST_H1 or len(heads) == 1
    ]
    site = _site_name(pieces, data)
    heads = [(number, piece) for number, piece in heads if folded(piece.text) not in site]
    for number, piece in heads:
        if any(alike(piece.text, title) for title, _ in told):
            return piece.text, "h1", number
    if len(heads) == 1 and not told:
        return heads[0][1].text, "h1", heads[0][0]
    for title, source in told:
        bare = bare_title(title, data) if source != "json-ld" else title
        return bare, source, _printed_as(bare, pieces)
    return (heads[0][1].text, "h1", heads[0][0]) if heads else (None, "none", None)


def _site_name(pieces: Sequence[Piece], data: Structured) -> frozenset[str]:
    """The folded names of the site: some blogs print it as their h1 and the story as an h2."""
    names = {folded(data.named("og:site_name", "application-name") or "")}
    title = next((piece.text for piece in pieces if piece.element.tag == "title"), "")
    parts = [folded(part) for part in _SITE_SUFFIX.split(title)]
    heads = {folded(piece.text) for piece in pieces if piece.element.tag in ("h2", "h3")}
    if len(parts) == 2 and len(heads & set(parts)) == 1:
        names |= set(parts) - heads
    return frozenset(names - {""})


def machine_titles(data: Structured, pieces: Iterable[Piece]) -> Iterable[tuple[str, str]]:
    """The titles a page gives to machines, best first, with their sources."""
    if title := first_text(data.article.get("headline") or data.article.get("name")):
        yield title, "json-ld"
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        if title := data.named(name):
            yield title, name
    for piece in pieces:
        if piece.element.tag == "title" and piece.text:
            yield piece.text, "title"
            return


def alike(one: str, other: str) -> bool:
    """Whether two titles are of one story: one holds the other, or most words are shared."""
    left, right = folded(one), folded(other)
    if not left or not right:
        return False
    if (left in right or right in left) and min(len(left), len(right)) >= 8:
        return True
    words, others = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(words & others) >= 0.6 * min(len(words), len(others)) and len(words & others) >= 3


def bare_title(title: str, data: Structured) -> str:
    """A title without the site's name at either end."""
    site = data.named("og:site_name") or first_text(data.article.get("publisher")) or ""
    parts = _SITE_SUFFIX.split(title)
    if len(parts) < 2:
        return title
    if site and folded(parts[-1]) in (folded(site), folded(site) + "com"):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-")
    if site and folded(parts[0]) == folded(site):
        return title[len(parts[0]) :].lstrip(" |–—»·•:-")
    short = len(parts[-1].split()) <= 4 and "|" in title[len(parts[0]) :]
    return title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-") if short else title


def _in_h1(piece: Piece) -> bool:
    return any(node.tag == "h1" for node in _near(piece))


def _near(piece: Piece) -> Iterable[HtmlElement]:
    parent = piece.element.getparent()
    return (
        (parent, parent.getparent()) if parent is not None and parent.getparent() is not None else (parent,)
    )


def _printed_as(title: str, pieces: Iterable[Piece]) -> int | None:
    wanted = folded(title)
    same = [
        n for n, piece in enumerate(pieces) if folded(piece.text) == wanted and piece.element.tag != "title"
    ]
    return same[0] if same else None
