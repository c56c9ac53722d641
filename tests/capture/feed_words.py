"""Feeds of our own writing, for the tests of the feed modules."""

from collections.abc import Iterable

SENTENCE = "The ferry of the harbour town left on Tuesday with more than a hundred guests on board. "


def rss(items: Iterable[str], *, head: str = "", end: str = "</channel></rss>") -> bytes:
    """Return an RSS feed of these items' contents."""
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>The Harbour\n Post</title><link>https://post.example/</link>{head}{body}{end}"
    ).encode()


def atom(entries: str) -> bytes:
    """Return an Atom feed of these entries."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entries}</feed>'.encode()
