"""Answers of the web as the inbox is given them."""

from datetime import UTC, datetime
from typing import Any

from lib.fetch.outcome import Fetched
from tests.ingest.conftest import page

NOON = datetime(2024, 4, 9, 12, 0, 0, 250_000, tzinfo=UTC)


def answer(address: str = "https://harbourpost.example/ferry", **fields: Any) -> Fetched:
    """Return a page that was fetched; any field of Fetched may be given."""
    body = fields.pop("body", page("ferry", 1).encode())
    given: dict[str, Any] = {
        "url": address, "address": address, "status": 200, "body": body, "media_type": "text/html",
        "charset": "utf-8", "fetched_at": NOON, "weight": len(body),
    }  # fmt: skip
    return Fetched(**{**given, **fields})
