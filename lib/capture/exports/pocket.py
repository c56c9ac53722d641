"""Reads Pocket's CSV export, offered until the service ended in 2025: each line is an address.

Columns title, url, time_added (seconds since 1970), tags (separated by |), status (unread or archive), as
src/Import/PocketCsvImport.php in github.com/wallabag/wallabag reads them.
"""

from collections.abc import Iterator
from itertools import starmap

from lib.capture.arrival import SourceFile, web_address
from lib.capture.exports.csv_lines import begins, lines_of
from lib.capture.moments import moment_of
from lib.capture.reading import Outcome
from lib.model.capture import Skipped
from lib.model.imported import Imported

SUFFIXES: tuple[str, ...] = ()
ALSO = (".csv",)

_COLUMNS = ("title", "url", "time_added", "tags", "status")
_STATES = {"unread": False, "archive": True}


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with the column names of Pocket's export."""
    return begins(head, ",".join(_COLUMNS))


def read(arrival: SourceFile) -> Iterator[Outcome]:
    """Yield the address, title, tags and state of each line; a line without an address as skipped."""
    yield from starmap(_entry, lines_of(arrival, _COLUMNS, advice="Copy the export once more."))


def _entry(cells: dict[str, str], origin: str) -> Outcome:
    url = web_address(cells["url"])
    if url is None:
        return Skipped(origin=origin, reason="line without an address of the web")
    title = " ".join(cells["title"].split())
    state = _STATES.get(cells["status"].strip())
    tags = dict.fromkeys(tag.strip() for tag in cells["tags"].split("|") if tag.strip())
    named = None if title == url else title or None  # Pocket writes the address where it knows no title
    return Imported(
        url=url, origin=origin, title=named, tags=tuple(tags), added_at=moment_of(cells["time_added"]),
        read=state, archived=state,
    )  # fmt: skip
