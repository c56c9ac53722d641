"""From an address to its bytes: politely, within limits, and to public sites only."""

from lib.fetch.client import HttpClient
from lib.fetch.discovery import Discovered, FeedLink, discover
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused, Unchanged, Validators
from lib.fetch.refreshing import FetchedPage, News, Refreshed, RefreshOptions, refresh
from lib.fetch.source import Source
from lib.fetch.visitor import Pace, Visitor

__all__ = [
    "Discovered",
    "FeedLink",
    "Fetched",
    "FetchedPage",
    "HttpClient",
    "Limits",
    "News",
    "Outcome",
    "Pace",
    "RefreshOptions",
    "Refreshed",
    "Refused",
    "Source",
    "Unchanged",
    "Validators",
    "Visitor",
    "discover",
    "fetch",
    "refresh",
]
