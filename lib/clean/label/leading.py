"""Recognises, by shape, what leads to other stories: labelled links, lists of links, lines over them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from lib.clean.addresses import host_of, path_of
from lib.clean.label.labels import Label
from lib.clean.links import absolute
from lib.clean.measure import ends_a_sentence, weight
from lib.clean.segment import Segment
from lib.clean.segments.elements import heading_level
from lib.clean.segments.page import Page
from lib.clean.words import pattern
from lib.model.length import word_count
from lib.model.rules import RULES

LEAD_IN = 14.0  # words of a line that only announces what is below
LEAD_LABEL = 6  # words before the headline in "See this too: A headline"
HEADLINE = 4  # words of the shortest linked headline
HEADING, LINE = 5.0, 7.0  # and of one that a box of them holds, where it is a heading and where it is none
MOSTLY = 0.5  # of an item's text that stands in its link, in a list of links
LINKED = 0.9  # and of a line that is nothing but one
MUCH = 0.5  # of the text: a page of which this much leads away is about its links
_QUOTE = pattern("letters", "quotation mark")
_NO_LINE = frozenset({"td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


def links_away(page: Page, chosen: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the chosen segments that lead to other stories: linked headlines, lists of links.

    A linked headline counts if it leads to the same site or ends the story. If such segments make up much of
    the text, the page is about its links: then no number is returned.
    """
    segments, own = page.segments, page.url
    linked = ((number, _url_of_headline(segments[number])) for number in chosen)
    found = {number for number, url in linked if url and (number == chosen[-1] or _is_own(url, own))}
    found.update(_link_lists(segments, chosen, own))
    return frozenset() if page.letters(found) > MUCH * page.letters(chosen) else frozenset(found)


def lead_ins(segments: Sequence[Segment], labels: Sequence[Label]) -> Iterator[int]:
    """Yield the numbers of short lines that only announce what was cut right below: "Also in the news:".

    A line in bold type does so if a heading follows at once.
    """
    kept = [number for number, label in enumerate(labels) if label.zone]
    for number, below in pairwise([*kept, len(segments)]):
        label, line, behind = labels[number], segments[number], labels[number + 1 : below + 1]
        is_short = label.zone == "body" and line.weight <= LEAD_IN
        if is_short and behind and (rule := behind[0].rule) and RULES[rule].announced:
            headed = line.strong and not (label.level or line.prose) and behind[-1].level > 0
            quoted = any(_QUOTE.match(each.text) for each in segments[below : below + 1])
            announces = line.text.endswith((":", "：")) and behind[-1].zone in (None, "body") and not quoted
            if headed or announces:
                yield number


def _url_of_headline(segment: Segment) -> str | None:
    """Return the URL of a segment that is a linked headline, perhaps with a label; None otherwise."""
    if segment.element.tag in _NO_LINE or len(segment.links) != 1:
        return None
    link = segment.links[0]
    label, headline = segment.text[: link.start], segment.text[link.start : link.end]
    labelled = pattern("closing", "end of a label").search(label) and word_count(label) <= LEAD_LABEL
    alone = not label.strip() and not ends_a_sentence(headline)
    ends = not segment.text[link.end :].strip(" .]»")
    return link.url if (labelled or alone) and ends and word_count(headline) >= HEADLINE else None


def _link_lists(segments: Sequence[Segment], chosen: Sequence[int], own: str | None) -> Iterator[int]:
    """Yield the numbers of the segments in lists of which every item is a link to another page."""
    items: dict[HtmlElement, list[int]] = {}
    for number in chosen:
        whole = next(segments[number].element.iterancestors("ul", "ol"), None)
        if whole is not None:
            items.setdefault(whole, []).append(number)
    for numbers in items.values():
        whole = [segments[number] for number in numbers]
        links = (link for item in whole for link in item.links)
        if len(whole) > 1 and all(item.linked > MOSTLY for item in whole):
            yield from numbers if all(_is_own(link.url, own) for link in links) else ()


def is_headline_of_other(segment: Segment, own: str | None) -> bool:
    """Return whether a segment is only a link, worded as a headline, to another page of the site `own`."""
    if len(segment.links) != 1 or segment.linked < LINKED:
        return False
    url = segment.links[0].url
    leads = _is_own(url, own) and path_of(absolute(url, own) or "") != path_of(own or "")
    return leads and weight(segment.text) >= (HEADING if heading_level(segment.element) else LINE)


def _is_own(url: str, own: str | None) -> bool:
    """Return whether a link leads to another page of the same site; `own` is the address of the page.

    "/news/storm" does, "#comments" does not: that is a place on the page itself.
    """
    base = own or "https://unknown.invalid"
    return not url.startswith("#") and host_of(absolute(url, base)) == host_of(base)
