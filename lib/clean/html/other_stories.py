"""Other stories that a page prints whole under its own, as pages do that load on without an end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from lib.clean.html.body import Body
from lib.clean.html.page import Page
from lib.clean.html.pieces import Piece
from lib.clean.html.votes import main_element

LEVELS = 4  # elements around a story whose siblings are looked at
OWN = 200  # characters of text that an element around the headline must hold to be the story's
PARAGRAPH = 60  # and of one that shows that a story is told

_TITLES = frozenset({"h1", "h2"})
_SIGNS = frozenset({"byline", "time"})


def own_story(page: Page, body: Body, headline: int | None) -> Body:
    """Return the body without the stories that stand after it in elements like its own, each titled and
    signed.
    """
    own = _own_element(page.pieces, body.chosen, headline)
    if own is None or headline is None:
        return body
    others = list(_others(page, own, page.pieces[headline].element.tag))
    if not others:
        return body
    inner = {node for other in others for node in other.iter()}
    foreign = frozenset(number for number, piece in enumerate(page.pieces) if piece.element in inner)
    chosen = body.chosen - foreign
    return replace(body, chosen=chosen, main=main_element(page.pieces, chosen), others=foreign)


def _own_element(pieces: Sequence[Piece], chosen: frozenset[int], headline: int | None) -> HtmlElement | None:
    """Return the lowest element that holds the headline and some of the text."""
    if headline is None or pieces[headline].element.tag not in _TITLES:
        return None
    above = [node for node in pieces[headline].element.iterancestors() if node.tag != "body"]
    told = dict.fromkeys(above, 0)
    for number in chosen:
        for node in pieces[number].element.iterancestors():
            if node in told:
                told[node] += len(pieces[number].text)
    return next((node for node in above if told[node] >= OWN), None)


def _others(page: Page, own: HtmlElement, title: str) -> Iterator[HtmlElement]:
    """Yield the elements after a story's that are built like it, on the first level that has any."""
    for node, _ in zip((own, *own.iterancestors()), range(LEVELS), strict=False):
        alike = [
            each
            for each in node.itersiblings(node.tag)
            if each.get("class") == node.get("class") and _tells_a_story(page, each, title)
        ]
        if alike and _is_signed(page, node):
            yield from alike
            return


def _tells_a_story(page: Page, node: HtmlElement, title: str) -> bool:
    if next(node.iter(title), None) is None or not _is_signed(page, node):
        return False
    return any(len("".join(each.itertext())) >= PARAGRAPH for each in node.iter("p"))


def _is_signed(page: Page, node: HtmlElement) -> bool:
    return any(
        not _SIGNS.isdisjoint(page.marks.own(each)) for each in node.iter() if isinstance(each.tag, str)
    )
