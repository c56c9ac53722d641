"""Reads a fetched file: its captures by their web addresses, and which page belongs to a feed's summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lib import capture
from lib.ingest.fetched_file import in_ascii, records_of
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Imported

Found = Capture | Rejected | Skipped | Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """A feed item with only a summary, whose full page is in the same fetched file."""

    capture: Capture
    page: str  # the page's hash


def read_fetched(path: Path) -> Iterator[Found | ItemSummary]:
    """Yield a fetched file's captures, skips and rejections, then those feed items that are only summaries.

    Origins and messages name web addresses in place of the file and the numbers of its records.
    """
    answers = dict(enumerate(records_of(path), 1))
    numbered = re.compile(re.escape(str(path)) + r"#(\d+)")

    def with_address(place: re.Match[str]) -> str:
        """Return the address of the record whose number was matched; the matched text if there is none."""
        answer = answers.get(int(place[1]))
        return answer.address if answer else place[0]

    pages: dict[str, str] = {}  # address in ASCII -> hash
    summaries = list[Capture]()
    others = list[Found]()
    for found in capture.read(path):
        named = replace(found, origin=numbered.sub(with_address, found.origin))
        if isinstance(named, Rejected):
            named = replace(named, message=numbered.sub(with_address, named.message))
        whole = numbered.fullmatch(found.origin)  # else it is an item of a feed
        answer = answers.get(int(whole[1])) if whole else None
        if isinstance(named, Capture) and answer:
            pages |= dict.fromkeys((*answer.led_here, in_ascii(answer.address)), named.sha256)
            named = replace(named, led_here=answer.led_here)
        if isinstance(named, Capture) and named.is_summary:
            summaries.append(named)
        else:
            others.append(named)
    yield from others
    for summary in summaries:
        page = pages.get(in_ascii(summary.url or ""))
        yield ItemSummary(capture=summary, page=page) if page else summary
