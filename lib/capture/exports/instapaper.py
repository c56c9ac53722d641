"""Reads Instapaper's CSV export: each line is an address."""

import json
from collections.abc import Iterator
from itertools import starmap

from lib.capture.exports.bookmark_entries import NO_ADDRESS, entry
from lib.capture.exports.csv_lines import begins, lines_of
from lib.capture.reading import Outcome
from lib.capture.source_file import SourceFile
from lib.capture.unpack import unreadable
from lib.model.controls import without_controls_in

SUFFIXES = (".csv",)

_COLUMNS = ("URL", "Title", "Selection", "Folder", "Timestamp", "Tags")
_STATES = ("Unread", "Archive", "Starred")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with Instapaper's first line."""
    return begins(head, "url,title,selection,folder")


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each line; report a line without address as skipped.

    Raises UnreadableCapture if the first line is not Instapaper's.
    """
    if not accepts(source.text()):
        raise unreadable(
            source.origin,
            "is no export of Instapaper: its first line is not URL,Title,Selection,Folder. "
            "Export once more, or save the pages as HTML.",
        )
    yield from starmap(_entry, lines_of(source, _COLUMNS, advice="Export once more."))


def _entry(cells: dict[str, str], origin: str) -> Outcome:
    """Return a row as an entry; its folder says whether it is read or starred, or is a tag."""
    folder = cells["Folder"].strip()
    state = {"Unread": False, "Archive": True}.get(folder)
    return entry(
        cells["URL"], origin, title=cells["Title"], tags=("" if folder in _STATES else folder, *_tags(cells)),
        added_at=cells["Timestamp"], otherwise=NO_ADDRESS, read=state, archived=state,
        starred=True if folder == "Starred" else None, note=cells["Selection"].strip() or None,
    )  # fmt: skip


def _tags(cells: dict[str, str]) -> list[str]:
    """Return the tags of a cell, a JSON list or words between commas."""
    try:
        tags = without_controls_in(json.loads(cells["Tags"] or "[]"))
    except (ValueError, RecursionError):
        return cells["Tags"].split(",")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
