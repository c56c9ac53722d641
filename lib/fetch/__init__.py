"""From an address to its bytes: politely, within limits, and to public sites only."""

from lib.fetch.client import HttpClient
from lib.fetch.discovery import FeedLink, discover
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused
from lib.fetch.refreshing import Refreshed, RefreshOptions, refresh
from lib.fetch.source import Source
from lib.fetch.visitor import Pace, Visitor

__all__ = [
    "FeedLink",
    "Fetched",
    "HttpClient",
    "Limits",
    "Outcome",
    "Pace",
    "RefreshOptions",
    "Refreshed",
    "Refused",
    "Source",
    "Visitor",
    "discover",
    "refresh",
]
