"""Sitemaps, those of news among them: each entry is an address, with the title and time that news adds.

sitemaps.org/protocol.html (0.9) and developers.google.com/search/docs/crawling-indexing/
sitemaps/news-sitemap.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from lib.capture.arrival import Arrival
from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.record import web_address
from lib.capture.unpack import unpacked
from lib.model.capture import Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported, SiteMap

SUFFIXES: tuple[str, ...] = ()
ALSO = (".xml",)

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s|<\?.*?\?>|<!--.*?-->)*+<(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_NEWS = {"title": "title", "publication_date": "date", "name": "name", "language": "language"}


def accepts(head: bytes) -> bool:
    """Whether the bytes begin like a sitemap or a list of sitemaps."""
    return bool(_ROOT.match(head))


def links(data: bytes, origin: str = "") -> SiteMap:
    """The addresses in a sitemap, packed or not; a damaged one is read as far as it goes."""
    entries: dict[str, Imported] = {}
    more: list[str] = []
    parser = etree.iterparse(
        BytesIO(unpacked(data, origin)),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
    )
    for _, element in parser:
        kind = _name(element)
        url = web_address(_told(element).get("loc")) if kind in ("url", "sitemap") else None
        if url and kind == "sitemap":
            more.append(url)
        elif url:
            entries.setdefault(url, _entry(element, url, f"{origin}#{len(entries) + 1}"))
        if kind in ("url", "sitemap"):
            element.clear()
    faults = [each.message for each in parser.error_log if each.level_name == "FATAL"]
    return SiteMap(
        entries=tuple(entries.values()), more=tuple(dict.fromkeys(more)), doubt=faults[0] if faults else None
    )


def read(arrival: Arrival) -> Iterator[Outcome]:
    """An entry for each page; a list of further sitemaps is told."""
    if arrival.depth:
        yield Skipped(origin=arrival.origin, reason="sitemap inside an archive")
        return
    found = links(arrival.data, arrival.origin)
    yield from found.entries
    for address in found.more:
        yield Skipped(origin=address, reason="further sitemap, to be asked for by its address")
    if found.doubt or not (found.entries or found.more):
        fault = found.doubt or "it holds no address"
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is a damaged sitemap ({fault}); what could be read of it was. Fetch it "
            "once more.",
        )


def _entry(element: etree._Element, url: str, origin: str) -> Imported:
    news = _news(element)
    return Imported(
        url=url,
        origin=origin,
        title=news.get("title"),
        published_at=moment_of(news.get("date")),
        language=news.get("language"),
        publisher=news.get("name"),
    )


def _told(element: etree._Element) -> dict[str, str]:
    """The sitemap's own fields; pictures and films have a loc of theirs further in."""
    return {_name(child): child.text or "" for child in element}


def _news(element: etree._Element) -> dict[str, str]:
    told = {}
    for child in element:
        for inner in child.iter() if _name(child) == "news" else ():
            words = " ".join((inner.text or "").split())
            if words and _name(inner) in _NEWS:
                told[_NEWS[_name(inner)]] = words
    return told


def _name(element: etree._Element) -> str:
    """The local name; comments have none. Where a prefix stands for nothing, it is part of the tag."""
    return re.split("[}:]", element.tag)[-1].lower() if isinstance(element.tag, str) else ""
