"""Instapaper's export as CSV: each line is an address.

Columns URL, Title, Selection, Folder; since 2018 Timestamp (seconds since 1970), since November 2025 Tags (a
JSON array): instapaper.com/user, "Export", and src/Import/InstapaperImport.php of wallabag for the dates.
The folders Unread, Archive and Starred are states; Selection is the note under a title
(instapaper.com/api/simple).
"""

import json
from collections.abc import Iterator

from lib.capture.arrival import Arrival
from lib.capture.exports.csv_export import begins, lines_of
from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.record import web_address
from lib.capture.unpack import refuse_binary, unpacked
from lib.model.capture import Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported

SUFFIXES = (".csv",)

_COLUMNS = ("URL", "Title", "Selection", "Folder", "Timestamp", "Tags")
_STATES = ("Unread", "Archive", "Starred")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with Instapaper's first line."""
    return begins(head, "url,title,selection,folder")


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield an entry for each address; a line that holds none is told."""
    data = unpacked(arrival.data, arrival.origin)
    refuse_binary(data, arrival.origin)
    if not accepts(data):
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is no export of Instapaper: its first line is not URL,Title,Selection,Folder. "
            "Export once more, or save the pages as HTML.",
        )
    for cells, origin in lines_of(arrival, _COLUMNS, advice="Export once more."):
        yield _entry(cells, origin)


def _entry(cells: dict[str, str], origin: str) -> Outcome:
    url = web_address(cells.get("URL"))
    if url is None:
        return Skipped(origin=origin, reason="line without an address of the web")
    folder = cells.get("Folder", "").strip()
    states = {"Unread": False, "Archive": True}
    return Imported(
        url=url,
        origin=origin,
        title=" ".join(cells.get("Title", "").split()) or None,
        tags=tuple(dict.fromkeys(filter(None, ("" if folder in _STATES else folder, *_tags(cells))))),
        added_at=moment_of(cells.get("Timestamp")),
        read=states.get(folder),
        archived=states.get(folder),
        starred=True if folder == "Starred" else None,
        note=cells.get("Selection", "").strip() or None,
    )


def _tags(cells: dict[str, str]) -> list[str]:
    try:
        told = json.loads(cells.get("Tags") or "[]")
    except (ValueError, RecursionError):
        return [each.strip() for each in cells["Tags"].split(",")]
    return [each.strip() for each in told if isinstance(each, str)] if isinstance(told, list) else []
