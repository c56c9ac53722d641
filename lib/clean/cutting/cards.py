"""Cards for other stories, as records."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from lib.clean.addresses import absolute, canonical, host_of
from lib.clean.cutting.rules import said
from lib.clean.fields.names import clean_names
from lib.clean.html.page import Page
from lib.clean.html.segments import Piece
from lib.model.article import Link, Related

RULES = frozenset({"related", "read more", "link", "outside", "box", "repeated", "unclassified"})
SHORTEST = 20  # characters of a card's headline
CARD = 6  # pieces of one card
SENTENCE_ENDS = '.!?…»”"。'

# What asks for something or belongs to something else ends a card.
_ENDS = frozenset(
    ("newsletter", "donation", "promotion", "advertisement", "consent", "control", "share", "comments",
     "note", "footer", "overlay", "author bio")
)  # fmt: skip

_HOLDERS = frozenset({"li", "article", "section", "figure"})


def cards(
    page: Page, rules: Sequence[str | None], marks: Sequence[frozenset[str]], own: str | None
) -> Iterator[tuple[range, Related]]:
    """Yield each card with the pieces it takes up.

    `rules` are those the pieces are cut by, None for kept ones.
    """
    number, last = 0, None
    while number < len(page.pieces):
        piece = page.pieces[number]
        if rules[number] in RULES and (url := _leads_away(piece, own)):
            taken = range(number, _end(page, rules, number))
            if last and last[0].stop == number and last[1].url == url and _reads_as_deck(piece):
                last = (
                    range(last[0].start, taken.stop),
                    _with_deck(last[1], piece, page.pieces[taken.stop - 1]),
                )
                number = taken.stop
                continue
            if last:
                yield last
            last = taken, _card(page, marks, taken, url, own)
            number = taken.stop
        else:
            number += 1
    if last:
        yield last


def _main_link(piece: Piece) -> Link:
    """Return the first link of a line that is long enough for a headline.

    One before it leads to the section.
    """
    if len(piece.links) == 1:
        return piece.links[0]
    longest = max(piece.links, key=lambda link: link.end - link.start)
    texts = ((link, piece.text[link.start : link.end]) for link in piece.links)
    return next((link for link, text in texts if _may_be_headline(text)), longest)


def _may_be_headline(text: str) -> bool:
    return len(text) >= SHORTEST and len(text.split()) >= 3


def _names_more(piece: Piece) -> bool:
    """Return whether a line holds more than its headline: words without a link, or a section's link."""
    link = _main_link(piece)
    sections = len(piece.links) > 1 and _may_be_headline(piece.text[link.start : link.end])
    return piece.linked < 0.95 or sections


def _reads_as_deck(piece: Piece) -> bool:
    """Return whether a line is one link and a sentence.

    What the card above it, with the same link, tells of.
    """
    return len(piece.links) == 1 and piece.text[-1] in SENTENCE_ENDS


def _with_deck(card: Related, piece: Piece, end: Piece) -> Related:
    """Return a card with one more line that is linked like its headline: what the story is about."""
    return replace(card, deck=card.deck or piece.text, end=end.end)


def _leads_away(piece: Piece, own: str | None) -> str | None:
    """Return the address a card's headline leads to."""
    if piece.linked < 0.6 or not _may_be_headline(piece.text):
        return None
    if said(piece.text) in _ENDS | {"related"}:  # "related" heads a list of cards
        return None
    url = absolute(_main_link(piece).url, own)
    return url if url and canonical(url) != own else None


def _end(page: Page, rules: Sequence[str | None], start: int) -> int:
    """Return the pieces after a card's headline that stand in the same small container and are no next
    headline.
    """
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
            and _main_link(piece).url != _main_link(page.pieces[start]).url
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
    link = _main_link(first)
    host = host_of(url)
    return Related(
        headline=first.text[link.start : link.end] if _names_more(first) else first.text,
        deck=deck,
        publisher=host if host and host != host_of(own) else None,
        authors=clean_names(names, frozenset()),
        url=url,
        at=first.at,
        end=page.pieces[taken.stop - 1].end,
    )
