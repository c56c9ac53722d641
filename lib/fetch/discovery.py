"""Finding the feeds of a site from the address of one of its pages."""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from lib.fetch import urls
from lib.fetch.outcome import Fetched, Refusal, RefusalKind, Refused, permanent_address
from lib.fetch.polite_client import PoliteClient
from lib.model.errors import CaptureError, TooLarge
from lib.model.feed import Feed, ReadFeed
from lib.model.wording import count

LOOKED_AT = 1_000_000  # bytes of a page; links to feeds stand in its head
MOST = 50  # feeds of one page
LINKED = 3  # links of a page that are tried as feeds
USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
_TYPES = {
    "application/rss+xml": "RSS",
    "application/x-rss+xml": "RSS",
    "application/rdf+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/json": "JSON Feed",
    "text/xml": "feed",
    "application/xml": "feed",
}
_FEEDLIKE = re.compile(r"(?:^|[/._-])(?:rss|atom|feed|feeds)(?:\.xml|\.json|\.php)?/?$", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"^\s*feed:(?://(?=https?:))?", re.IGNORECASE)  # feed://a.example, feed:https://...
_NO_FEED = re.compile("oembed|wp-json|manifest")  # what else is offered as an alternate in JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that was found: its address, title and format."""

    url: str
    title: str  # as its page or itself says; "" when neither does
    kind: str  # "RSS", "Atom", "JSON Feed", "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The feeds found from an address, a sentence on them, and whether the address is a page to be stored."""

    feeds: tuple[FeedLink, ...]
    message: str
    page: bool = False  # what stands there is no feed itself, and can be taken in as a page


def discover(url: str, client: PoliteClient, read_feed: ReadFeed) -> Discovered:
    """Return all feeds of the page at an address, or the address itself if it is a feed, and a sentence.

    If the page names no feed, links that look like feeds and the usual addresses of its site are tried one by
    one until one is a feed. The address may lack https:// or begin with feed:.
    """
    outcome = client.visit(urls.completed(url), tries=2)
    if not isinstance(outcome, Fetched):
        message = outcome.message if isinstance(outcome, Refused) else f"{url} says that nothing has changed."
        return Discovered(feeds=(), message=message)
    try:
        itself = _feed_link_if_feed(outcome, read_feed)
    except Refusal as refusal:
        return Discovered(feeds=(), message=refusal.message)
    if itself:
        return Discovered(feeds=(itself,), message="1 feed found.")
    page, here = bool(outcome.body.strip()), urls.shown(outcome.address)
    exempt = client.http.dialer.has_exemptions
    found = links_of(outcome, exempt=exempt) or _first_feed(
        _likely_feeds(outcome, exempt=exempt), client, read_feed
    )
    if not found:
        words = f"{here} names no feed, and none is where they usually are."
        return Discovered(feeds=(), message=words, page=page)
    return Discovered(feeds=found, message=f"{count(len(found), 'feed')} found.", page=page)


def feed_in(fetched: Fetched, read_feed: ReadFeed) -> Feed | None:
    """Return the feed in a response; None if the response is no feed. Raises Refusal if it cannot be read."""
    try:
        return read_feed(fetched.body, fetched.address, fetched.media_type, fetched.charset)
    except CaptureError as error:
        kind: RefusalKind = "too large" if isinstance(error, TooLarge) else "protocol"
        raise Refusal(kind, str(error)) from error
    except Exception as error:  # whatever one answer does to its reader: the run of all others goes on
        words = f"What {fetched.address} answered cannot be read as a feed ({type(error).__name__})."
        raise Refusal("protocol", words) from error


def links_of(fetched: Fetched, *, exempt: bool = False) -> tuple[FeedLink, ...]:
    """Return the feeds that a page names in its head (link rel="alternate"), with titles; () if none.

    `exempt` allows addresses of a test's own server.
    """
    tree = _parsed_page(fetched)
    if tree is None:
        return ()
    base, links = _base_address(tree, fetched.address), dict[str, FeedLink]()
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = _TYPES.get((link.get("type") or "").split(";")[0].strip().lower())
        target = _resolved(base, link.get("href"), exempt)
        # With hreflang it is this page in another language, and a feed only of that.
        if not (kind and target) or not {"alternate", "feed"} & set(relations) or link.get("hreflang"):
            continue
        if kind == "JSON Feed" and _NO_FEED.search(urlsplit(target).path):
            continue
        title = " ".join((link.get("title") or "").split())
        links.setdefault(target, FeedLink(url=target, title=title, kind=kind))
    return tuple(links.values())[:MOST]


def _parsed_page(fetched: Fetched) -> html.HtmlElement | None:
    """Return the tree of a page's first megabyte, None if it cannot be parsed.

    It is read as UTF-16 if it begins with that mark, as UTF-8 if it can be, else in the encoding of the
    server or, if that is unknown, of the page.
    """
    start, encoding = fetched.body[:LOOKED_AT], None
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "replace").encode()
    has_nul, start = b"\0" in start, start.replace(b"\0", b"")  # of other UTF-16 its markup is left
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(start)  # the last letter may be cut
        encoding = "utf-8"
    if not encoding and fetched.charset and not has_nul:
        with suppress(LookupError, ValueError):  # Python knows names that the parser does not
            start, encoding = start.decode(fetched.charset, "replace").encode(), "utf-8"
    parser = html.HTMLParser(encoding=encoding, recover=True, remove_comments=True)
    try:
        return html.document_fromstring(start, parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _base_address(tree: html.HtmlElement, address: str) -> str:
    """Return what a page's links are relative to: its first <base>, else its own address."""
    for base in tree.iter("base"):
        return _resolved(address, base.get("href"), exempt=True) or address
    return address


def _resolved(base: str, href: str | None, exempt: bool) -> str | None:
    """Return the absolute address of a link; None for an empty link, or one that may not be requested."""
    if not href or not href.strip():
        return None
    try:
        return urls.target(_FEED_SCHEME.sub("", href), base=base, exempt=exempt).url
    except Refusal:
        return None


def _feed_link_if_feed(fetched: Fetched, read_feed: ReadFeed) -> FeedLink | None:
    """Return a link to the response if it is a feed, else None; raises Refusal if it cannot be read."""
    feed = feed_in(fetched, read_feed)
    if feed is None:
        return None
    url = fetched.address
    if not all(hop.permanent for hop in fetched.hops):  # the address before the first temporary redirect
        url = permanent_address(fetched.hops) or urls.target(fetched.url, exempt=True).url
    kind = "JSON Feed" if fetched.body.lstrip().startswith(b"{") else "feed"
    return FeedLink(url=url, title=feed.title, kind=kind)


def _likely_feeds(fetched: Fetched, *, exempt: bool) -> tuple[str, ...]:
    """Return addresses to try as feeds: a page's links that look like feeds, then those usual on sites."""
    links: list[str] = []
    if (tree := _parsed_page(fetched)) is not None:
        base = _base_address(tree, fetched.address)
        addresses = ((link.get("href") or "").strip() for link in tree.iter("a"))
        feeds = (each for each in addresses if _FEEDLIKE.search(each.split("?")[0].split("#")[0]))
        links += filter(None, (_resolved(base, each, exempt) for each in feeds))
    usual = (urljoin(fetched.address, path) for path in USUAL)
    return (*tuple(dict.fromkeys(links))[:LINKED], *usual)


def _first_feed(addresses: Iterable[str], client: PoliteClient, read_feed: ReadFeed) -> tuple[FeedLink, ...]:
    """Request the addresses until one is a feed; return this feed in a tuple, or () if none is."""
    for address in dict.fromkeys(addresses):
        outcome = client.visit(address, tries=1)
        with suppress(Refusal):  # of a feed that cannot be read: another one may be
            if isinstance(outcome, Fetched) and (found := _feed_link_if_feed(outcome, read_feed)):
                return (found,)
    return ()
