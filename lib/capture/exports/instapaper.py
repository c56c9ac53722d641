"""Reads Instapaper's CSV export: each line is an address."""

import json
from collections.abc import Iterator
from itertools import starmap

from lib.capture.arrival import SourceFile, web_address
from lib.capture.exports.csv_lines import begins, lines_of
from lib.capture.moments import moment_of
from lib.capture.reading import Outcome
from lib.capture.unpack import unreadable
from lib.model.capture import Skipped
from lib.model.controls import without_controls_in
from lib.model.imported import Imported

SUFFIXES = (".csv",)

_COLUMNS = ("URL", "Title", "Selection", "Folder", "Timestamp", "Tags")
_STATES = ("Unread", "Archive", "Starred")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with Instapaper's first line."""
    return begins(head, "url,title,selection,folder")


def read(arrival: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each line; report a line without address as skipped.

    Raises UnreadableCapture if the first line is not Instapaper's.
    """
    if not accepts(arrival.text()):
        raise unreadable(
            arrival.origin,
            "is no export of Instapaper: its first line is not URL,Title,Selection,Folder. "
            "Export once more, or save the pages as HTML.",
        )
    yield from starmap(_entry, lines_of(arrival, _COLUMNS, advice="Export once more."))


def _entry(cells: dict[str, str], origin: str) -> Outcome:
    url = web_address(cells["URL"])
    if url is None:
        return Skipped(origin=origin, reason="line without an address of the web")
    folder = cells["Folder"].strip()
    state = {"Unread": False, "Archive": True}.get(folder)
    tags = ("" if folder in _STATES else folder, *_tags(cells))
    return Imported(
        url=url, origin=origin, title=" ".join(cells["Title"].split()) or None,
        tags=tuple(dict.fromkeys(filter(None, tags))), added_at=moment_of(cells["Timestamp"]), read=state,
        archived=state, starred=True if folder == "Starred" else None,
        note=cells["Selection"].strip() or None,
    )  # fmt: skip


def _tags(cells: dict[str, str]) -> list[str]:
    try:
        tags = without_controls_in(json.loads(cells["Tags"] or "[]"))
    except (ValueError, RecursionError):
        return [tag.strip() for tag in cells["Tags"].split(",")]
    return [tag.strip() for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
