"""The feed in an answer, by whatever reads feeds; what it refuses is a refusal like any other."""

from lib.fetch.outcome import Fetched, Kind, Refusal
from lib.model.errors import CaptureError, TooLarge
from lib.model.feed import Feed, ReadFeed


def feed_in(fetched: Fetched, read_feed: ReadFeed) -> Feed | None:
    """Return the feed; None when the answer holds none."""
    try:
        return read_feed(fetched.body, fetched.address, fetched.media_type, fetched.charset)
    except CaptureError as error:
        kind: Kind = "too large" if isinstance(error, TooLarge) else "protocol"
        raise Refusal(kind, str(error)) from error
