"""A file of the inbox as its captures, named by the addresses at which they were found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lib import capture
from lib.ingest.inbox import Answered, records_of
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.feed import SUMMARY
from lib.model.imported import Imported

Outcome = Capture | Rejected | Skipped | Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An item of a feed that is only a summary, where a page from its address lies in the same file."""

    capture: Capture
    page: str  # the page's hash


def read(path: Path) -> Iterator[Outcome | Summary]:
    """Yield what the file holds; the summaries last whose pages are in it."""
    told = records_of(path)
    pages: dict[str, str] = {}  # address -> hash
    summaries: list[Capture] = []
    others: list[Outcome] = []
    for each in capture.read(path):
        record = _record(each, path)
        if isinstance(each, Capture) and record:
            found = told[record - 1]
            pages |= dict.fromkeys((*found.led_here, found.address), each.sha256)
            each = replace(each, led_here=found.led_here)
        named = _named(each, path, told)
        if isinstance(named, Capture) and named.partial == SUMMARY:
            summaries.append(named)
        else:
            others.append(named)
    yield from others
    for summary in summaries:
        page = pages.get(summary.url or "")
        yield Summary(capture=summary, page=page) if page else summary


def _record(each: Outcome, path: Path) -> int | None:
    """Return the number of the record that a capture is the whole of; None for an item of a feed."""
    found = re.fullmatch(r"#(\d+)", each.origin.removeprefix(str(path)))
    return int(found[1]) if found else None


def _named(each: Outcome, path: Path, told: Sequence[Answered]) -> Outcome:
    """Return the outcome with addresses in the place of the file's name and the record's number."""

    def address(found: re.Match[str]) -> str:
        number = int(found[1])
        return told[number - 1].address if 0 < number <= len(told) else found[0]

    place = re.compile(re.escape(str(path)) + r"#(\d+)")
    named = replace(each, origin=place.sub(address, each.origin))
    return replace(named, message=place.sub(address, named.message)) if isinstance(named, Rejected) else named
