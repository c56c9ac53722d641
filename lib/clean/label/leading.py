"""Recognises, by shape, what leads to other stories: labelled links, lists of links, small boxes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from lxml.html import HtmlElement

from lib.clean import words
from lib.clean.addresses import host_of, path_of
from lib.clean.label.labels import Label
from lib.clean.links import absolute
from lib.clean.measure import weight
from lib.clean.says.bylines import opens_byline
from lib.clean.segment import Segment
from lib.clean.segments.elements import heading_level
from lib.clean.segments.page import Page
from lib.model.length import word_count

LEAD_IN = 14.0  # words of a line that only announces what is below
LEAD_LABEL = 6  # words before the headline in "See this too: A headline"
HEADLINE = 4  # words of the shortest linked headline
HEADING, LINE = 5.0, 7.0  # and of one that a box of them holds, where it is a heading and where it is none
MOSTLY = 0.5  # of an item's text that stands in its link, in a list of links
LINKED = 0.9  # and of a line that is nothing but one
CARD = 4  # segments of the largest card of another story
TEASER = 200  # characters of the longest text on one
NEAR = 20  # boxes on each side among which others of its kind are sought
MUCH = 0.5  # of the text: a page of which this much leads away is about its links
_SENTENCE_ENDS = tuple(".!?…。！？")
_LABEL_ENDS = words.pattern("closing", "end of a label")
_QUOTE = words.pattern("letters", "quotation mark")
_ANNOUNCED = frozenset({"related", "read more", "link", "menu", "player", "repeated"})
_NO_LINE = frozenset({"td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})


def links_away(page: Page, chosen: Sequence[int], own: str | None) -> Mapping[int, str]:
    """Return the numbers of segments that lead to other stories, each with the rule that cuts it.

    A label with a linked headline counts if it leads to the same site or ends the story. If such segments
    make up much of the text, the page is about its links, and none is cut.
    """
    segments = page.segments
    found = {
        number
        for number in chosen
        if (url := _url_of_headline(segments[number])) and (number == chosen[-1] or _is_own(url, own))
    }
    found.update(_link_lists(segments, chosen, own))
    found.update(number for number in chosen if number and _is_of_card(page, number, own))
    if page.letters(found) > MUCH * page.letters(chosen):
        return {}
    return dict.fromkeys(found, "read more")


def headings_over(segments: Sequence[Segment], chosen: Sequence[int], away: Collection[int]) -> Iterator[int]:
    """Yield the numbers of headings with only links below, up to the next heading of the same level."""
    kept = [number for number in chosen if number not in away]
    for number, below in pairwise(kept):
        level, section = heading_level(segments[number].element), segments[number + 1 : below]
        ends = 0 < heading_level(segments[below].element) <= level
        links = bool(section) and all(each.number in away or each.linked > LINKED for each in section)
        if ends and links and not segments[number].prose:
            yield number


def lead_ins(segments: Sequence[Segment], labels: Sequence[Label]) -> Iterator[int]:
    """Yield the numbers of short lines of the text that only announce what was cut right below them.

    A line in bold type does so if a heading follows at once.
    """
    kept = [number for number, label in enumerate(labels) if label.zone]
    for number, below in pairwise([*kept, len(segments)]):
        label, line, behind = labels[number], segments[number], labels[number + 1 : below + 1]
        is_short = label.zone == "body" and line.weight <= LEAD_IN
        if is_short and behind and behind[0].rule in _ANNOUNCED:
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
    labelled = _LABEL_ENDS.search(label) and word_count(label) <= LEAD_LABEL
    alone = not label.strip() and not headline.rstrip().endswith(_SENTENCE_ENDS)
    leads = (
        (labelled or alone)
        and word_count(headline) >= HEADLINE
        and not segment.text[link.end :].strip(" .]»" if labelled else " ]»")
    )
    return link.url if leads else None


def _is_of_card(page: Page, number: int, own: str | None) -> bool:
    """Return whether a segment is the short text below a linked headline in a small box of its own."""
    segments = page.segments
    box = segments[number].element.getparent()
    if box is None or not (kind := box.get("class")) or len(segments[number].text) > TEASER:
        return False
    around = page.within(box)
    kicker = range(around.start, number - 1)
    if around.start == number or len(around) > CARD or len(kicker) > 1:
        return False
    if any(weight(segments[each].text) > LEAD_LABEL for each in kicker):
        return False
    url = _url_of_headline(segments[number - 1])
    if not url or not _is_own(url, own):
        return False
    near = chain(*(islice(box.itersiblings(preceding=before), NEAR) for before in (False, True)))
    return all(each.get("class") != kind for each in near)


def _link_lists(segments: Sequence[Segment], chosen: Sequence[int], own: str | None) -> Iterator[int]:
    """Yield the numbers of the items of lists in which every item leads to another page."""
    items: dict[HtmlElement, list[int]] = {}
    for number in chosen:
        whole = next(segments[number].element.iterancestors("ul", "ol"), None)
        if whole is not None:
            items.setdefault(whole, []).append(number)
    for numbers in items.values():
        if len(numbers) > 1 and all(_leads_on(segments[number], own) for number in numbers):
            yield from numbers


def is_headline_of_other(segment: Segment, own: str | None) -> bool:
    """Return whether a segment is nothing but a link to another page of the site, worded as a headline."""
    if len(segment.links) != 1 or segment.linked < LINKED or opens_byline(segment.text):
        return False
    url = segment.links[0].url
    leads = _is_own(url, own) and path_of(absolute(url, own) or "") != path_of(own or "")
    return leads and weight(segment.text) >= (HEADING if heading_level(segment.element) else LINE)


def _leads_on(segment: Segment, own: str | None) -> bool:
    """Return whether an item is mostly links to the same site, or begins with a linked headline."""
    if not segment.links:
        return False
    first = segment.links[0]
    headed = first.start == 0 and word_count(segment.text[: first.end]) >= HEADLINE
    linked = segment.linked > MOSTLY and all(_is_own(link.url, own) for link in segment.links)
    return linked or (headed and _is_own(first.url, own))


def _is_own(url: str, own: str | None) -> bool:
    """Return whether a link leads to a page of the site of `own`, the page's address, not to a part of it."""
    base = own or "https://unknown.invalid"
    return bool(url) and not url.startswith("#") and host_of(absolute(url, base)) == host_of(base)
