"""Signs on a page that its story is longer than what the page shows."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from lib.clean.doubts.text import AFTER, cut_doubt, doubts_of_an_ending
from lib.clean.fields.reading import Reading
from lib.clean.html.declared_text import declared_text
from lib.clean.html.structured import first_text, types
from lib.clean.text.lines import weight
from lib.model.article import TEXT_ZONES, Cleaned, Doubt

SHORT = 150  # words: many publishers mark whole stories as not free, so the mark counts for short ones only
LONGER = 1.3  # how much longer the told text must be
BEHIND = 0.15  # what updates that were not loaded take of the confidence
SHELL = 20  # characters of scripts for each character that is shown
SELECTOR = 200  # characters of a selector that is tried

_SECOND = re.compile(
    r"(?:[?&](?:page|p|pg|seite|pagina|page_no|pn)=2\b|[/,_-](?:page[/_-]?|p|s|seite-?)?2/?(?=(?:\.\w+)?$))"
)
# The links that may lead to a second page: few of a page's.
_FIGURES = etree.XPath("descendant-or-self::a[contains(@href, '2')]")
_NEXTS = etree.XPath("descendant-or-self::*[self::a or self::link][contains(@rel, 'next')]")


def doubts_of_a_cut(reading: Reading, found: Cleaned) -> Iterator[Doubt]:
    """Yield every sign that text of the story is missing."""
    if reading.layout.body.unprinted:
        return  # the page shows nothing, but its JSON-LD holds the text
    words = weight(found.article.text)
    yield from _told_longer(reading, found.article.text, words)
    yield from _paid(reading, words)
    yield from _shell(reading, found.article.text, words)
    yield from _goes_on(reading)
    yield from _ending(reading, found)


def _told_longer(reading: Reading, text: str, words: float) -> Iterator[Doubt]:
    if "LiveBlogPosting" in types(reading.page.data.article):
        if behind := len(reading.live.behind):
            yield Doubt(
                kind="updates behind the page",
                reason=f"The page fetches {behind:,} more updates than it prints. They are kept with the "
                "original; open the live blog, load all of it, and save it again to read them here.",
                weight=BEHIND,
            )
        return
    told = weight(declared_text(reading.page))
    if told > LONGER * words + 50:
        yield cut_doubt(
            f"The page tells machines a text of {told:,.0f} words and {words:,.0f} were found",
            0.5 * (1 - words / told),
        )
        return
    counted = _word_count(reading)
    if counted > LONGER * words + 50:
        yield cut_doubt(
            f"The publisher counts {counted:,} words and {words:,.0f} were found",
            0.3 * (1 - words / counted),
        )


def _word_count(reading: Reading) -> int:
    digits = re.sub(r"[\s,.]", "", first_text(reading.page.data.article.get("wordCount")) or "")
    return int(digits) if digits.isdecimal() and len(digits) < 7 else 0


def _paid(reading: Reading, words: float) -> Iterator[Doubt]:
    """Yield the publisher says that the story is not free, and little of it is here."""
    article = reading.page.data.article
    parts = article.get("hasPart")
    listed = [reading.page.data.resolve(each) for each in (parts if isinstance(parts, list) else [parts])]
    paid = [each for each in listed if isinstance(each, dict) and _is_paid(each)]
    if (_is_paid(article) or paid) and words < SHORT:
        yield cut_doubt("The publisher marks the story as not free to read, and little text was found", 0.3)
    elif paid and words < 2 * SHORT and not any(_holds_text(reading, each) for each in paid):
        yield cut_doubt("The part that the publisher marks as paid is not on the page", 0.3)


def _is_paid(node: object) -> bool:
    value = node.get("isAccessibleForFree") if isinstance(node, dict) else None
    return value is False or (
        isinstance(value, str) and value.strip().casefold().rsplit("/", 1)[-1] == "false"
    )


def _holds_text(reading: Reading, part: dict[str, object]) -> bool:
    """Return whether the paid part, by the selector that the publisher gives for it, stands on the page."""
    selector = first_text(part.get("cssSelector"))
    if not selector or len(selector) > SELECTOR:
        return True  # nothing can be said
    try:
        nodes = CSSSelector(selector, translator="html")(reading.page.tree)
    except SelectorError:  # no selector after all
        return True
    return any(isinstance(node, HtmlElement) and len(" ".join(node.itertext())) > 200 for node in nodes)


def _shell(reading: Reading, text: str, words: float) -> Iterator[Doubt]:
    """Yield scripts without end and hardly any text: the story is put there by them."""
    if words >= SHORT or reading.page.data.article:
        return
    scripts = sum(len(node.text or "") for node in reading.page.tree.iter("script"))
    if scripts > SHELL * len(reading.page.source.text) and scripts > 100_000:
        yield cut_doubt("The page is nearly all script, with little text that shows without it", 0.25)


def _goes_on(reading: Reading) -> Iterator[Doubt]:
    """Yield a link to the second page of this very story, in its head or as the figure 2 in the story's
    part.
    """
    address = reading.address or reading.page.capture.url
    if not address or _SECOND.search(address):
        return
    main = reading.layout.body.main
    holder = main.getparent() if main is not None and main.getparent() is not None else reading.page.tree
    figures = (node for node in _FIGURES(holder) if (node.text or "").strip() == "2")
    nexts = (node for node in _NEXTS(reading.page.tree) if "next" in node.get("rel", "").split())
    if any(_is_second(address, node.get("href") or "") for links in (figures, nexts) for node in links):
        yield cut_doubt("The page links to a second page of the story", 0.35)


def _is_second(address: str, href: str) -> bool:
    """Return whether a link leads to the address with a 2 for the page's number."""
    try:
        second = urldefrag(urljoin(address, href))[0] if len(href) < 500 else ""
    except ValueError:  # no address
        return False
    return bool(_SECOND.search(second)) and _bare(_SECOND.sub("", second)) == _bare(address)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|(?:\.\w{2,5})?/?(?:[?#].*)?$", "", address)


def _ending(reading: Reading, found: Cleaned) -> Iterator[Doubt]:
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES and block.end > block.at]
    if not blocks or found.article.form == "live blog":
        return
    last = blocks[-1]
    below = sorted((cut for cut in found.cuts if cut.at >= last.end), key=lambda cut: cut.at)
    running = last.text if last.zone in ("body", "quote") and not last.level else ""
    yield from doubts_of_an_ending(running, below[:AFTER], found.article.text)
