"""Fetching web pages and feeds: politely, within limits of size and time, and from public sites only."""

from lib.fetch.client import HttpClient
from lib.fetch.discovery import FeedLink, discover
from lib.fetch.outcome import Fetched, Limits, Outcome, Refused
from lib.fetch.polite_client import Pace, PoliteClient
from lib.fetch.refreshing import Refreshed, RefreshOptions, refresh
from lib.fetch.source import Source

__all__ = [
    "FeedLink",
    "Fetched",
    "HttpClient",
    "Limits",
    "Outcome",
    "Pace",
    "PoliteClient",
    "RefreshOptions",
    "Refreshed",
    "Refused",
    "Source",
    "discover",
    "refresh",
]
