"""A saved page, feed item or letter as it arrived, and the files that were refused or skipped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lib.model.feed import SUMMARY

MediaType = Literal["text/html", "text/plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One saved copy of a web page or text: decoded and as original bytes, with address, time and doubts."""

    url: str | None  # as captured; plain-text captures may not say
    captured_at: datetime  # UTC
    captured_assumed: str | None  # None: the capture says so itself; else where the time was taken from
    media_type: MediaType
    content: str  # decoded, NUL and lone surrogates removed
    origin: str  # the file, then #record where a file holds several
    sha256: str  # of the bytes as captured: the key of the kept original
    original: bytes  # the bytes as captured (unpacked where the file was gzip)
    doubt: str | None = None  # why the decoded text may be damaged; None: no reason to think so
    partial: str | None = None  # why the capture may not hold the whole story; None: no reason to think so
    led_here: tuple[str, ...] = ()  # addresses that redirects led from to `url`
    kept_as: str | None = None  # suffix of the format that reads the original again; None: the origin's own

    @property
    def is_summary(self) -> bool:
        """Whether the capture holds only a feed's summary of its story, and not the whole story."""
        return self.partial == SUMMARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file or record that could not be read as a capture: origin, hash, error and its message."""

    origin: str
    sha256: str | None  # None when the bytes could not be read
    kind: str  # name of the error class, e.g. "TooLarge"
    message: str  # a sentence: what happened, to what, what to do
    for_now: bool = False  # for want of memory or time: another run may have more of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or record that never is a capture, such as a hidden file or a redirect, with the reason."""

    origin: str
    reason: str  # "hidden file", "part of a saved page", "link loop", "item without text", "redirect"
