"""Reads Pocket's CSV export, offered until the service ended in 2025: each line is an address.

Columns title, url, time_added (seconds since 1970), tags (separated by |), status (unread or archive), as
src/Import/PocketCsvImport.php in github.com/wallabag/wallabag reads them.
"""

from collections.abc import Iterator, Mapping
from itertools import starmap

from lib.capture.exports.bookmark_entries import NO_ADDRESS, entry
from lib.capture.exports.csv_lines import columns_of, rows_of
from lib.capture.formats import Outcome
from lib.capture.source_file import SourceFile

SUFFIXES: tuple[str, ...] = ()
ALSO_SUFFIXES = (".csv",)

_COLUMNS = frozenset(("title", "url", "time_added", "status"))
_STATES = {"unread": False, "archive": True}


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with the column names of Pocket's export."""
    return columns_of(head) >= _COLUMNS


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each line, a skip for a line without address; raises UnreadableCapture."""
    yield from starmap(_entry, rows_of(source, advice="Copy the export once more."))


def _entry(cells: Mapping[str, str], origin: str) -> Outcome:
    state, address = _STATES.get(cells["status"].strip()), cells["url"].strip()
    titled = cells["title"].strip() != address  # Pocket writes the address where it knows no title
    return entry(
        address, origin, title=cells["title"] if titled else None, tags=cells["tags"].split("|"),
        added_at=cells["time_added"], otherwise=NO_ADDRESS, read=state, archived=state,
    )  # fmt: skip
