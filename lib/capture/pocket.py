"""Pocket's last export as CSV, as it was handed out until the service ended in 2025: each line is an address.

Columns title, url, time_added (seconds since 1970), tags (with | between them), status (unread or archive),
as src/Import/PocketCsvImport.php in github.com/wallabag/wallabag reads them.
"""

import csv
import io
from collections.abc import Iterator

from lib.capture.arrival import Arrival
from lib.capture.decode import decoded
from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.record import web_address
from lib.capture.unpack import refuse_binary, unpacked
from lib.model.capture import Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported

SUFFIXES: tuple[str, ...] = ()
ALSO = (".csv",)

_STATES = {"unread": False, "archive": True}


def accepts(head: bytes) -> bool:
    """Whether the bytes begin with Pocket's first line."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b'"', b"").lower()
    return start.startswith(b"title,url,time_added,tags,status")


def read(arrival: Arrival) -> Iterator[Outcome]:
    """An entry for each address; a line that holds none is told."""
    data = unpacked(arrival.data, arrival.origin)
    refuse_binary(data, arrival.origin)
    lines = csv.DictReader(io.StringIO(decoded(data, origin=arrival.origin).content, newline=""), restval="")
    lines.fieldnames = ("title", "url", "time_added", "tags", "status")
    try:
        for number, cells in enumerate(lines):
            if number:
                yield _entry(cells, f"{arrival.origin}#{number}")
    except csv.Error as error:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is damaged in line {lines.line_num} ({error}); what stands before it was "
            "read. Copy the export once more.",
        ) from error


def _entry(cells: dict[str, str], origin: str) -> Outcome:
    url = web_address(cells["url"])
    if url is None:
        return Skipped(origin=origin, reason="line without an address of the web")
    title = " ".join(cells["title"].split())
    state = _STATES.get(cells["status"].strip())
    return Imported(
        url=url,
        origin=origin,
        title=None if title == url else title or None,  # it stands for a title that Pocket did not know
        tags=tuple(dict.fromkeys(tag.strip() for tag in cells["tags"].split("|") if tag.strip())),
        added_at=moment_of(cells["time_added"]),
        read=state,
        archived=state,
    )
