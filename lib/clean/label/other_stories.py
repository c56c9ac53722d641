"""Finds further full stories below the first on a page, as pages with endless scrolling have them."""

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
SIGNED = 4  # segments of a story in which a byline or a time may stand
_TITLES = frozenset({"h1", "h2"})
_SIGNS = frozenset({"byline", "time"})


def own_story(page: Page, body: Body, headline: int | None) -> Body:
    """Return the body without further stories, whose elements are built like that of the first."""
    own = _own_element(page, body.chosen, headline)
    title = page.segments[headline or 0].element.tag if own is not None else ""
    if own is None or not (others := _others(page, own, title)):
        return body
    foreign = frozenset(chain(*map(page.within, others)))
    chosen = body.chosen - foreign
    return replace(body, chosen=chosen, main=main_element(page, chosen), other_stories=foreign)


def _own_element(page: Page, chosen: frozenset[int], headline: int | None) -> HtmlElement | None:
    """Return the smallest element that has the headline and at least OWN letters of the chosen text.

    None if that is <body>, or if the headline is no h1 or h2.
    """
    if headline is None or page.segments[headline].element.tag not in _TITLES:
        return None
    for node in page.segments[headline].element.iterancestors():
        if page.letters(chosen.intersection(page.within(node))) >= OWN:
            return None if node.tag == "body" else node
    return None


def _others(page: Page, own: HtmlElement, title: str) -> list[HtmlElement]:
    """Return further elements behind `own` that are built and signed like it, of the nearest level."""
    for node in islice((own, *own.iterancestors()), LEVELS):
        beside = [each for each in node.itersiblings(node.tag) if each.get("class") == node.get("class")]
        stories = [each for each in beside if _is_story(page, each, title)]
        if stories and _is_signed(page, node, title):
            return stories
    return []


def _is_story(page: Page, node: HtmlElement, title: str) -> bool:
    """Return whether an element has a title, a paragraph and a signature."""
    if next(node.iter(title), None) is None or not _is_signed(page, node, title):
        return False
    return any(len("".join(text.itertext())) >= PARAGRAPH for text in node.iter("p"))


def _is_signed(page: Page, node: HtmlElement, title: str) -> bool:
    """Return whether an element has a byline or time, by its markup or, for an h1, in its first lines."""
    inner = [each for each in node.iter() if isinstance(each.tag, str)]
    if any(not _SIGNS.isdisjoint(page.marks.own(each)) for each in inner):
        return True
    lines = [page.segments[number].text for number in page.within(node)[:SIGNED]] if title == "h1" else []
    return any(len(line) < PARAGRAPH and (find_times(line) or opens_byline(line)) for line in lines)
