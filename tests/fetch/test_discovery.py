"""From a page to the feeds of its site."""

from dataclasses import replace

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch import Fetched, PoliteClient, discover
from lib.fetch.discovery import MOST, links_of
from lib.model.errors import UnreadableCapture
from lib.model.feed import Feed
from tests.cases import every_case
from tests.fetch.server import Server
from tests.fetch.test_refreshing import came

HERE = "https://post.example/news/"
LINKS = [  # a link in a page's head -> the address, or none
    ('rel="alternate" type="application/rss+xml" href="feed"', "https://post.example/news/feed"),
    ('rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="/a"', "https://post.example/a"),
    ('rel="feed" type="text/xml" href="//other.example/f"', "https://other.example/f"),
    ('rel="alternate" type="application/feed+json" href="/f.json"', "https://post.example/f.json"),
    ('rel="alternate" type="application/json+oembed" href="/o"', None),
    ('rel="alternate" type="application/json" href="/wp-json/x"', None),
    ('rel="alternate" type="application/rss+xml" href="/manifesto"', "https://post.example/manifesto"),
    ('rel="alternate" type="application/json" href="//oembed.example/f"', "https://oembed.example/f"),
    ('rel="alternate" hreflang="fr" type="application/rss+xml" href="/fr"', None),
    ('rel="stylesheet" type="application/rss+xml" href="/x"', None),
    ('rel="alternate" type="application/rss+xml" href="javascript:1"', None),
    ('rel="alternate" type="application/rss+xml" href=" "', None),
    ('rel="alternate" type="text/html" href="/amp"', None),
    ('rel="feed" type="application/rss+xml" href="feed:https://post.example/f"', "https://post.example/f"),
    ('rel="alternate" type="application/rss+xml" href="feed://post.example/f"', "https://post.example/f"),
]


def page(head: str) -> Fetched:
    return replace(came(f"<html><head>{head}</head><body>x</body></html>"), address=HERE)


@every_case(("link", "address"), LINKS)
def test_a_link_to_a_feed_is_known(link: str, address: str | None) -> None:
    assert [each.url for each in links_of(page(f"<link {link}>"))] == ([address] if address else [])


def test_links_come_in_the_order_of_the_page_each_once_and_not_without_end() -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/{0}">'
    found = links_of(page("".join(link.format(n % 80) for n in range(160))))
    assert [each.title for each in found] == [str(n) for n in range(MOST)]


def test_a_base_is_heeded() -> None:
    head = '<base href="https://cdn.example/x/"><link rel=alternate type=application/rss+xml href=f>'
    assert links_of(page(head))[0].url == "https://cdn.example/x/f"


@every_case(
    ("encoding", "charset", "title"),
    [
        ("utf-16", None, "Häfen"),
        ("utf-16", "utf-16", "Гавань"),
        ("utf-16-le", "utf-16le", "Port"),
        ("euc-kr", "ks_c_5601-1987", "항구"),
        ("cp1251", "windows-1251", "Гавань"),
        ("latin-1", "x-unknown", "Häfen"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, charset: str | None, title: str) -> None:
    link = f'<link rel=alternate type=application/rss+xml href=f title="{title}">'
    found = links_of(replace(page(""), body=f"<html>{link}".encode(encoding), charset=charset))
    assert [each.title for each in found] == [title]


@every_case("body", ["", "\0\0", "words"])
def test_what_is_no_page_names_none(body: str) -> None:
    assert links_of(came(body)) == ()


def test_the_feeds_of_a_page_are_found(server: Server, visitor: PoliteClient) -> None:
    found = discover(server.url("front"), visitor, parse)
    assert [each.url.rsplit("/", 1)[1] for each in found.feeds] == ["feed", "atom", "json-feed"]
    assert (found.feeds[0].title, found.message) == ("All & sundry", "3 feeds found.")


def test_a_feed_is_its_own(server: Server, visitor: PoliteClient) -> None:
    (found,) = discover(server.url("desk/2"), visitor, parse).feeds
    assert (found.url, found.title) == (server.url("desk/2"), "The Post of news.test")
    (found,) = discover(server.url("json-feed"), visitor, parse).feeds
    assert found.kind == "JSON Feed"


def test_a_page_that_names_none_is_asked_where_feeds_usually_are(
    server: Server, visitor: PoliteClient
) -> None:
    (found,) = discover(server.url("page"), visitor, parse).feeds
    assert found.url == server.url("feed")


def test_a_link_that_looks_like_a_feed_is_tried_where_a_page_names_none(
    server: Server, visitor: PoliteClient
) -> None:
    (found,) = discover(server.url("bare-front"), visitor, parse).feeds
    assert found.url == server.url("atom")
    paths = [each["path"] for each in server.requests]
    assert paths == ["/robots.txt", "/bare-front", "/not/rss.xml", "/atom"]


@every_case("href", ["http://10.0.0.1/feed", "http://127.0.0.1/f", "//localhost/f", "http://a.test:22/f"])
def test_a_feed_that_may_not_be_asked_is_not_offered(href: str) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" href="{href}">'
    assert links_of(page(link)) == ()


LASTING = [
    ("moved-feed", "untagged-feed"),
    ("lent-feed", "lent-feed"),
    ("moved-and-lent-feed", "lent-feed"),
]


@pytest.mark.parametrize(("asked", "followed"), LASTING)
def test_a_feed_is_followed_where_it_will_be(
    asked: str, followed: str, server: Server, visitor: PoliteClient
) -> None:
    (found,) = discover(server.url(asked), visitor, parse).feeds
    assert found.url == server.url(followed)


@pytest.mark.parametrize(
    ("path", "page"), [("page", True), ("front", True), ("feed", False), ("empty", False), ("gone", False)]
)
def test_whether_there_is_a_page_is_told_apart_from_the_words(
    path: str, page: bool, server: Server, visitor: PoliteClient
) -> None:
    assert discover(server.url(path, f"{path}.test"), visitor, parse).page is page


def test_a_feed_scheme_is_understood_and_why_there_is_none_told(
    server: Server, visitor: PoliteClient
) -> None:
    assert len(discover(f"feed:{server.url('feed')}", visitor, parse).feeds) == 1
    assert "is not there" in discover(server.url("not-there"), visitor, parse).message


TITLES = [  # the title of a feed, the encoding of its page, and what server and page say of it
    ("Новости дня", "windows-1251", "windows-1251", ""),
    ("Новости дня", "windows-1251", None, "<meta charset=windows-1251>"),
    ("Новости дня", "windows-1251", "x-unknown", "<meta charset=windows-1251>"),
    ("Новости дня", "utf-8", "iso-8859-1", ""),
    ("Actualités à la une", "iso-8859-1", None, ""),
]


@every_case(("title", "encoding", "charset", "said"), TITLES)
def test_titles_are_read_in_the_encoding_of_the_page(
    title: str, encoding: str, charset: str | None, said: str
) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" title="{title}" href="/f">'
    body = f"<html><head>{said}{link}</head><body>x</body></html>".encode(encoding)
    assert [each.title for each in links_of(replace(page(""), body=body, charset=charset))] == [title]


def test_a_feed_that_cannot_be_read_is_told_as_one(server: Server, visitor: PoliteClient) -> None:
    def unreadable(*_: object) -> Feed | None:
        raise UnreadableCapture("feed", "The feed has a tag of too many attributes.")

    found = discover(server.url("feed"), visitor, unreadable)
    assert (found.page, found.message) == (False, "The feed has a tag of too many attributes.")
    assert [each["path"] for each in server.requests] == ["/robots.txt", "/feed"]
