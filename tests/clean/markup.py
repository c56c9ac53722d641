"""Small builders for the tests of cleaning: captures, pages and segments from a few words of markup."""

from datetime import UTC, datetime

from lib.clean.segments.page import Page, page_of
from lib.model.capture import Capture

SAVED = datetime(2024, 3, 12, 9, 0, tzinfo=UTC)
PROSE = (
    "The first three boats came in before seven, and the harbour master rang the bell that had been silent.",
    "Engineers replaced more than four hundred piles after the storm, for less than was feared.",
    "A crowd of several hundred people stood on the pier, and the school choir sang two songs about herring.",
    "The ferry to the islands will use the new landing from the first of April, the company announced.",
)


def capture(content: str, *, url: str | None = "https://harbourpost.example/city/quay") -> Capture:
    """Return a saved page with the given markup."""
    data = content.encode()
    return Capture(
        url=url,
        captured_at=SAVED,
        captured_assumed=None,
        media_type="text/html",
        content=content,
        origin="page.html",
        sha256="0" * 64,
        original=data,
    )


def story(inside: str = "", *, head: str = "", headline: str = "Old quay reopens") -> Capture:
    """Return a page with a story of four paragraphs and whatever else stands inside its article."""
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    return capture(
        f"<html lang=en><head><title>{headline}</title>{head}</head><body><nav><a href=/a>City</a></nav>"
        f"<article><h1>{headline}</h1>{paragraphs}{inside}</article></body></html>"
    )


def page(content: str) -> Page:
    """Return a parsed page with the given markup."""
    return page_of(capture(content))
