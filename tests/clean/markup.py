"""Small builders for the tests of cleaning: pages from a few words of markup, and copied text."""

import json
from datetime import UTC, datetime

from bench.cleaning import coverage_violations
from bench.cleaning.coverage import source_text
from lib.clean.clean import clean
from lib.clean.segments.page import Page, page_of
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from tests import builders

SAVED = datetime(2024, 3, 12, 9, 0, tzinfo=UTC)
COPIED = datetime(2025, 10, 4, 9, 0, tzinfo=UTC)
PROSE = (
    "The first three boats came in before seven, and the harbour master rang the bell that had been silent.",
    "Engineers replaced more than four hundred piles after the storm, for less than was feared.",
    "A crowd of several hundred people stood on the pier, and the school choir sang two songs about herring.",
    "The ferry to the islands will use the new landing from the first of April, the company announced.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)
LAST = "<p>The crowd went home at noon, when the rain began to fall.</p>"
HEAD = "Ferry line opens again before the winter"
SENTENCE = "The ferry left the northern quay at noon and came back before dark. "


def capture(content: str, *, url: str | None = "https://harbourpost.example/city/quay") -> Capture:
    """Return a saved page with the given markup."""
    return builders.capture(
        content, url=url, captured_at=SAVED, captured_assumed=None, media_type="text/html", origin="page.html"
    )


def text_capture(content: str, *, captured_assumed: str | None = "the file's time") -> Capture:
    """Return a copied text in a file whose time may not be that of the capture."""
    return builders.capture(content, captured_at=COPIED, captured_assumed=captured_assumed, origin="page.txt")


def story(inside: str = "", *, head: str = "", headline: str = "Old quay reopens", over: str = "") -> Capture:
    """Return a page with a story of four paragraphs, what stands between them and its headline, and below."""
    return capture(
        f"<html lang=en><head><title>{headline}</title>{head}</head><body><nav><a href=/a>City</a></nav>"
        f"<article><h1>{headline}</h1>{over}{PARAGRAPHS}{inside}</article></body></html>"
    )


def page(content: str) -> Page:
    """Return a parsed page with the given markup."""
    return page_of(capture(content))


def scripts(*nodes: object) -> str:
    """Return a JSON-LD script for each node."""
    return "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)


def news(**fields: object) -> str:
    """Return the JSON-LD script of the story with these fields."""
    return scripts({"@type": "NewsArticle", "headline": "Old quay reopens", **fields})


def cleaned_whole(page: Capture) -> Cleaned:
    """Return what cleaning gives of a capture, all of whose text is kept or cut once."""
    found = clean(page)
    assert coverage_violations(source_text(page), found) == []
    return found
