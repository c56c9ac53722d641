"""Applies a publisher's own rules to a page on which the story was found in the general way."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from functools import cache

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from lib.clean import publishers
from lib.clean.addresses import host_of
from lib.clean.label.layout import Layout
from lib.clean.label.vote import main_element
from lib.clean.publishers import AppliedRules, Field, Rules
from lib.clean.segments.declared_times import first_known, in_address, published_times
from lib.clean.segments.html import SILENT
from lib.clean.segments.page import Page
from lib.model.article import Zone

MOST_CUT = 0.5  # of the words that the general way keeps: a rule that takes more no longer fits the layout

_WHY = "the layout has changed; compare the article with the original"
_WORD = re.compile(r"""(?<=[.#])[\w-]+|(?<==['"])[\w-]+(?=['"]\])""")  # a class, an id, a value


def with_rules(layout: Layout) -> Layout:
    """Return the layout with its publisher's rules; with a doubt instead if they cut over half the story.

    Of several rows in use the one that matches most is applied, of equals the first in the file.
    """
    page = layout.page
    domain, rules = publishers.known((host_of(page.capture.url), host_of(page.address[0])))
    found = [_applied(page, each, f"rule for {domain}") for each in rules if _in_use(page, each)]
    applied = max(found, key=lambda each: len(each.cut) + len(each.keep) + len(each.read), default=None)
    if applied is None:
        return layout
    if _words(page, layout.kept & applied.cut.keys()) > MOST_CUT * _words(page, layout.kept):
        doubt = f"the {applied.source} would cut more than half of the story, so it was set aside: {_WHY}"
        return replace(layout, rules=AppliedRules(doubt=doubt))
    return _with(layout, applied)


def _in_use(page: Page, rules: Rules) -> bool:
    """Return whether the rules' period fits a page: its day of capture or, if assumed, of publication.

    A page is captured on its day of publication or later; one without that day fits any rules.
    """
    if not page.capture.captured_assumed:
        return rules.holds(page.capture.captured_at.date())
    dated = first_known((*published_times(page.data), *in_address(page.address[0])))
    return dated is None or rules.may_hold_after(dated.moment.date())


def _with(layout: Layout, applied: AppliedRules) -> Layout:
    """Return the layout with the text and the headline that the rules keep, without what they cut."""
    chosen = (layout.body.chosen - applied.cut.keys()) | applied.text
    changed = applied.text - layout.kept or layout.kept & applied.cut.keys()
    body = replace(
        layout.body,
        chosen=chosen,
        main=main_element(layout.page, chosen) if chosen != layout.body.chosen else layout.body.main,
        source=f"{layout.body.source}, {applied.source}" if changed else layout.body.source,
    )
    headline = applied.first("headline")
    if headline is None:
        return replace(layout, body=body, rules=applied)
    title = layout.segments[headline].text
    return replace(layout, body=body, rules=applied, headline=title, headline_number=headline)


def _applied(page: Page, rules: Rules, source: str) -> AppliedRules:
    """Return the segments and texts of a page that the rules match; of several headlines the first.

    The matched element nearest to a segment decides; an element that is both to keep and to cut is kept.
    """
    cuts = {node: rule for selector, rule in rules.cut.items() for node in _nodes(page, selector)}
    keeps = {node: zone for selector, zone in rules.keep.items() for node in _nodes(page, selector)}
    cut: dict[int, str] = {}
    keep: dict[int, Zone] = {}
    for number, segment in enumerate(page.segments) if cuts or keeps else ():
        for node in (segment.inner, *segment.inner.iterancestors()):
            if node in keeps:
                keep[number] = keeps[node]
                break
            if node in cuts:
                cut[number] = cuts[node]
                break
    headlines = [number for number, zone in keep.items() if zone == "headline"]
    keep = {number: zone for number, zone in keep.items() if number not in headlines[1:]}
    read: dict[Field, tuple[str, ...]] = {}
    for name, selector in rules.read.items():
        if texts := tuple(dict.fromkeys(filter(None, map(_printed, _nodes(page, selector))))):
            read[name] = texts
    return AppliedRules(source=source, cut=cut, keep=keep, read=read, clock=rules.clock)


def _printed(node: HtmlElement) -> str:
    """Return what an element says of a field: an attribute for machines, else its text; "" if blank."""
    if stated := node.get("content") or node.get("datetime"):
        return " ".join(stated.split())
    shown = deepcopy(node)  # programs part the pieces of a line by comments: "7<!-- -->:45"
    etree.strip_elements(shown, etree.Comment, *SILENT, with_tail=False)
    return " ".join(" ".join(shown.itertext()).split())


def _nodes(page: Page, selector: str) -> list[HtmlElement]:
    """Return the elements that a selector finds; () at once if the page lacks the names in it."""
    needed, find = _compiled(selector)
    if not any(all(word in page.capture.content for word in words) for words in needed):
        return []
    return [node for node in find(page.tree) if isinstance(node, etree.ElementBase)]


@cache
def _compiled(selector: str) -> tuple[tuple[list[str], ...], etree.XPath]:
    """Return (class and id names, XPath) for each part of a selector; a page without the names lacks it."""
    if selector.startswith("/"):
        return ([],), etree.XPath(selector)
    plain = ":" not in selector and "\\" not in selector
    needed = tuple(_WORD.findall(part) for part in selector.split(",")) if plain else ([],)
    return needed, CSSSelector(selector, translator="html")


def _words(page: Page, numbers: Iterable[int]) -> int:
    return sum(page.words[number] for number in numbers)
