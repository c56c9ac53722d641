"""Finds further full stories below the first on a page, as pages with endless scrolling have them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from lxml.html import HtmlElement

from lib.clean.label.vote import Body, main_element
from lib.clean.says.bylines import opens_byline
from lib.clean.says.times import find_times
from lib.clean.segments.page import Page

LEVELS = 4  # elements around a story whose siblings are looked at
OWN = 200  # characters of text that an element around the headline must hold to be the story's
PARAGRAPH = 60  # and of one that shows a story
MOSTLY = 0.5  # of the text that an element must hold for cards like it to be none of the story's
SIGNED = 4  # segments of a story in which a byline or a time may stand
_TITLES = frozenset({"h1", "h2"})
_SIGNS = frozenset({"byline", "time"})


def own_story(page: Page, body: Body, headline: int | None) -> Body:
    """Return the body without later stories, or cards of stories, in elements beside and like its own."""
    own = _own_element(page, body.chosen, headline)
    if own is None or headline is None:
        return body
    held = page.letters(body.chosen.intersection(page.within(own)))
    with_cards = held > MOSTLY * page.letters(body.chosen)  # else they may be its own list
    others = list(_others(page, own, page.segments[headline].element.tag, with_cards=with_cards))
    if not others:
        return body
    foreign = frozenset(chain(*map(page.within, others)))
    chosen = body.chosen - foreign
    return replace(body, chosen=chosen, main=main_element(page, chosen), other_stories=foreign)


def _own_element(page: Page, chosen: frozenset[int], headline: int | None) -> HtmlElement | None:
    """Return the smallest element that has the headline and OWN letters of the chosen text.

    None if that is <body>, or if the headline is no h1 or h2.
    """
    if headline is None or page.segments[headline].element.tag not in _TITLES:
        return None
    for node in page.segments[headline].element.iterancestors():
        if page.letters(chosen.intersection(page.within(node))) >= OWN:
            return None if node.tag == "body" else node
    return None


def _others(page: Page, own: HtmlElement, title: str, *, with_cards: bool) -> Iterator[HtmlElement]:
    """Yield later elements built and signed like the story's, or cards, from the first level that has any."""
    for node, _ in zip((own, *own.iterancestors()), range(LEVELS), strict=False):
        kind = node.get("class")
        beside = [each for each in node.itersiblings(node.tag) if each.get("class") == kind]
        stories = [each for each in beside if _is_story(page, each, title)]
        found = stories if stories and _is_signed(page, node, title) else []
        found += [each for each in beside if with_cards and kind and _is_card(each)]
        if found:
            yield from found
            return


def _is_story(page: Page, node: HtmlElement, title: str) -> bool:
    """Return whether an element has a title, a paragraph and a signature."""
    if next(node.iter(title), None) is None or not _is_signed(page, node, title):
        return False
    return any(len("".join(text.itertext())) >= PARAGRAPH for text in node.iter("p"))


def _is_card(node: HtmlElement) -> bool:
    """Return whether the first heading of an element leads elsewhere, as the one of a card does."""
    for heading in islice(node.iter("h1", "h2", "h3", "h4"), 1):
        links = chain(heading.iter("a"), heading.iterancestors("a"))
        link = next((link for link in links if not (link.get("href") or "#").startswith("#")), None)
        return link is not None and "".join(link.itertext()).strip() == "".join(heading.itertext()).strip()
    return False


def _is_signed(page: Page, node: HtmlElement, title: str) -> bool:
    """Return whether an element has a byline or time, by its markup or, for an h1, in its first lines."""
    inner = [each for each in node.iter() if isinstance(each.tag, str)]
    if any(not _SIGNS.isdisjoint(page.marks.own(each)) for each in inner):
        return True
    lines = [page.segments[number].text for number in page.within(node)[:SIGNED]] if title == "h1" else []
    return any(len(line) < PARAGRAPH and (find_times(line) or opens_byline(line)) for line in lines)
