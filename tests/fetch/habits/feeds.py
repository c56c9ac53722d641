"""Feeds in good and bad order, and a front page that names some."""

from typing import TYPE_CHECKING

from tests.fetch.habits.answers import TAG, rss, send, send_rss

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def feed(visit: "Visit") -> None:
    """Twenty items; unchanged for whoever has its tag."""
    if visit.fields.get("if-none-match") == TAG:
        send(visit, status=304, extra=[f"ETag: {TAG}"], kind=None, keep=True)
    else:
        send_rss(visit, rss(20), f"ETag: {TAG}")


def untagged_feed(visit: "Visit") -> None:
    send_rss(visit, rss(20, ttl=90))


def summary_feed(visit: "Visit") -> None:
    send_rss(visit, rss(5, text="Only the first line."))


def feed_as_bytes(visit: "Visit") -> None:
    send(visit, rss(3), kind="application/octet-stream")


def feed_as_page(visit: "Visit") -> None:
    send(visit, rss(3))


def great_feed(visit: "Visit") -> None:
    send_rss(visit, rss(10_000, text="Short."))


def torn_feed(visit: "Visit") -> None:
    send_rss(visit, rss(9)[:-900])


def json_feed(visit: "Visit") -> None:
    items = ",".join(f'{{"id": {n}, "url": "/story/{n}", "content_text": "Line {n}."}}' for n in range(4))
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Ferry notes", "items": [{items}]}}'
    send(visit, body, kind="application/feed+json")


def atom(visit: "Visit") -> None:
    entry = (
        "<entry><id>tag:news.test,2026:1</id><title>One</title><link href='story/1'/>"
        "<updated>2026-11-24T10:00:00Z</updated></entry>"
    )
    head = "xmlns='http://www.w3.org/2005/Atom' xml:base='/atom/'"
    send(visit, f"<feed {head}><title>Ferry atom</title>{entry}</feed>", kind="application/atom+xml")


def twin_feed(visit: "Visit") -> None:
    """Return every item bears the same guid."""
    item = "<item><guid>home</guid><title>Twin {0}</title><link>/story/{0}</link></item>"
    items = "".join(item.format(n) for n in range(6))
    send_rss(visit, f"<rss version='2.0'><channel>{items}</channel></rss>")


def fleeting_feed(visit: "Visit") -> None:
    send_rss(visit, rss(2)) if visit.times == 1 else send(visit, status=410)


def bare_front(visit: "Visit") -> None:
    send(
        visit,
        "<html><head><title>Quay</title></head><body><p>Follow us.</p><a href='javascript:1'>x</a>"
        "<a href='/about'>About</a><a href='/news-feed-help'>Help</a><a href='/not/rss.xml'>Old</a>"
        "<a href='/atom'>RSS</a></body></html>",
    )


def front(visit: "Visit") -> None:
    links = (
        "<link rel='alternate' type='application/rss+xml' title='All &amp; sundry' href='feed'>"
        "<link rel='ALTERNATE home' type='application/atom+xml; charset=utf-8' title='Atom' href='/atom'>"
        "<link rel='alternate' type='application/feed+json' href='//{}/json-feed'>"
        "<link rel='alternate' hreflang='fr' type='text/html' href='/fr'>"
        "<link rel='alternate' type='application/json+oembed' href='/oembed'>"
        "<link rel='alternate' type='application/rss+xml' title='again' href='/feed'>"
        "<link rel='stylesheet' href='/x.css'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:1'>"
    ).format(visit.fields["host"])
    send(visit, f"<html><head><base href='/'>{links}</head><body>Front</body></html>")
