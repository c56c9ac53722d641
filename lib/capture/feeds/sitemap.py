"""Reads sitemaps, also for news: each entry is an address, with title and date in news sitemaps.

sitemaps.org/protocol.html (0.9) and developers.google.com/search/docs/crawling-indexing/
sitemaps/news-sitemap.
"""

import re
from collections.abc import Iterator

from lxml import etree

from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.source_file import SourceFile, web_address
from lib.capture.text.xml_text import in_utf8
from lib.capture.unpack import unpacked, unreadable
from lib.model.capture import Skipped
from lib.model.imported import Imported, SiteMap

SUFFIXES: tuple[str, ...] = ()
ALSO_SUFFIXES = (".xml",)

_ROOT = re.compile(
    rb"""(?:\xef\xbb\xbf)?
    (?>\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*>)*+  # declarations and comments
    <(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_CUT = re.compile(rb"<\w[^<>]*>[^<]*\Z")  # an element in whose text the file ends
_NEWS = {"title": "title", "publication_date": "date", "name": "name", "language": "language"}


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a sitemap or a sitemap index."""
    return bool(_ROOT.match(head))


def links(data: bytes, origin: str = "") -> SiteMap:
    """Return the pages and further sitemaps in a sitemap, gzipped or not, and a doubt if it is damaged.

    An address or title in which the file ends is left out.
    """
    entries: dict[str, Imported] = {}
    more: dict[str, None] = {}
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True)
    text = _CUT.sub(b"", in_utf8(unpacked(data, origin), origin).lstrip())
    try:  # at once, for in pieces libxml2 ends at the first stray sign
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        root = None
    for element in [] if root is None else root.iter(etree.Element):
        kind = _name(element)
        if kind not in ("url", "sitemap"):
            continue
        url = web_address(_loc(element))
        if url and kind == "sitemap":
            more[url] = None
        elif url and url not in entries:
            entries[url] = _entry(element, url, f"{origin}#{len(entries) + 1}")
    faults = (fault.message for fault in parser.error_log if fault.level == etree.ErrorLevels.FATAL)
    return SiteMap(entries=tuple(entries.values()), more=tuple(more), doubt=next(faults, None))


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each page and a skip for each further sitemap; one skip for all in an archive.

    Raises CaptureError, after what could be read, if the sitemap is damaged or lists nothing.
    """
    if source.depth:
        yield Skipped(origin=source.origin, reason="sitemap in an archive, to be followed by its address")
        return
    found = links(source.data, source.origin)
    yield from found.entries
    for address in found.more:
        yield Skipped(origin=address, reason="further sitemap, to be asked for by its address")
    if found.doubt or not (found.entries or found.more):
        fault = found.doubt or "it holds no address"
        raise unreadable(
            source.origin,
            f"is a damaged sitemap ({fault}); what could be read of it was. Fetch it once more.",
        )


def _loc(element: etree.ElementBase) -> str:
    """Return the entry's own address, not that of a picture or film in it; "" without one."""
    space = element.tag.rpartition("}")[0]
    own = (child for child in element.iterchildren(etree.Element) if _name(child) == "loc")
    return next((_text(child) for child in own if child.tag.rpartition("}")[0] == space), "")


def _entry(element: etree.ElementBase, url: str, origin: str) -> Imported:
    """Return a sitemap's address as imported, with the title, time, language and paper of its news tags."""
    news = {}
    for child in element:
        for inner in child.iter() if _name(child) == "news" else ():
            words = " ".join(_text(inner).split())
            if words and (name := _NEWS.get(_name(inner))):
                news[name] = words
    return Imported(
        url=url, origin=origin, title=news.get("title"), published_at=moment_of(news.get("date")),
        language=news.get("language"), publisher=news.get("name"),
    )  # fmt: skip


def _text(element: etree.ElementBase) -> str:
    """Return an element's own text, also behind comments in it; entities are left out."""
    behind = (child.tail for child in element if child.tag is etree.Comment)
    return "".join(filter(None, (element.text, *behind)))


def _name(element: etree.ElementBase) -> str:
    """Return an element's name in lower case without namespace or prefix; "" for a comment."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
