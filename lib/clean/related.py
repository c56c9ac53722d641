"""Cards for other stories, as records."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from lib.clean.address import canonical, host_of
from lib.clean.cuts import said
from lib.clean.links import absolute
from lib.clean.names import clean_names
from lib.clean.page import Page
from lib.clean.pieces import Piece
from lib.model.article import Related

RULES = frozenset({"related", "read more", "link", "outside", "box", "repeated", "unclassified"})
SHORTEST = 20  # characters of a card's headline
CARD = 6  # pieces of one card

# What asks for something or belongs to something else ends a card.
_ENDS = frozenset(
    ("newsletter", "donation", "promo", "ad", "consent", "form", "share", "comments", "note", "footer",
     "layer", "author bio")
)  # fmt: skip

_HOLDERS = frozenset({"li", "article", "section", "figure"})


def cards(
    page: Page, rules: Sequence[str | None], marks: Sequence[frozenset[str]], own: str | None
) -> Iterator[tuple[range, Related]]:
    """Each card with the pieces it takes up; `rules` are those the pieces are cut by, None for kept ones."""
    number = 0
    while number < len(page.pieces):
        piece = page.pieces[number]
        if rules[number] in RULES and (url := _leads_away(piece, own)):
            taken = range(number, _end(page, rules, number))
            yield taken, _card(page, marks, taken, url, own)
            number = taken.stop
        else:
            number += 1


def _leads_away(piece: Piece, own: str | None) -> str | None:
    """The address a card's headline leads to."""
    if piece.linked < 0.6 or len(piece.text) < SHORTEST or len(piece.text.split()) < 3:
        return None
    if said(piece.text) in _ENDS:
        return None
    url = absolute(piece.links[0].url, own)
    return url if url and canonical(url) != own else None


def _end(page: Page, rules: Sequence[str | None], start: int) -> int:
    """The pieces after a card's headline that stand in the same small container and are no next headline."""
    holder = _holder(page.pieces[start].element)
    end = start + 1
    while holder is not None and end < min(len(page.pieces), start + CARD):
        piece = page.pieces[end]
        if (
            rules[end] is None
            or {rules[end], said(piece.text)} & _ENDS
            or holder not in (piece.element, *piece.element.iterancestors())
        ):
            break
        if (
            piece.linked > 0.6
            and len(piece.text) >= SHORTEST
            and piece.links[0].url != page.pieces[start].links[0].url
        ):
            break
        end += 1
    return end


def _holder(element: HtmlElement) -> HtmlElement | None:
    return next((node for node in (element, *element.iterancestors()) if node.tag in _HOLDERS), None)


def _card(page: Page, marks: Sequence[frozenset[str]], taken: range, url: str, own: str | None) -> Related:
    first = page.pieces[taken.start]
    rest = [(page.pieces[number], marks[number]) for number in taken[1:]]
    deck = next((piece.text for piece, _ in rest if len(piece.text) > 40), None)
    names = [piece.text for piece, mark in rest if "byline" in mark and len(piece.text) < 80]
    link = first.links[0]
    host = host_of(url)
    return Related(
        headline=first.text[link.start : link.end] if first.linked < 0.95 else first.text,
        deck=deck,
        publisher=host if host and host != host_of(own) else None,
        authors=clean_names(names, frozenset()),
        url=url,
        at=first.at,
        end=page.pieces[taken.stop - 1].end,
    )
