"""From an address to its bytes: politely, within limits, and to public sites only."""

from lib.fetch.discovery import Discovered, FeedLink, discover
from lib.fetch.fetching import fetch
from lib.fetch.news import News
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused, Unchanged, Validators
from lib.fetch.refreshing import Page, Refreshed, Terms, refresh
from lib.fetch.source import Source
from lib.fetch.visitor import Pace, Visitor
from lib.fetch.wire import Wire

__all__ = [
    "Discovered",
    "FeedLink",
    "Fetched",
    "Limits",
    "News",
    "Outcome",
    "Pace",
    "Page",
    "Refreshed",
    "Refused",
    "Source",
    "Terms",
    "Unchanged",
    "Validators",
    "Visitor",
    "Wire",
    "discover",
    "fetch",
    "refresh",
]
