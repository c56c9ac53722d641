"""Reads Instapaper's CSV export: each line is an address."""

import json
from collections.abc import Iterator, Mapping
from itertools import starmap

from lib.capture.exports.bookmark_entries import NO_ADDRESS, entry
from lib.capture.exports.csv_lines import columns_of, rows_of
from lib.capture.formats import Outcome
from lib.capture.source_file import SourceFile
from lib.capture.unpack import unreadable
from lib.model.controls import without_controls_in

SUFFIXES = (".csv",)

_COLUMNS = frozenset(("url", "title", "selection", "folder"))  # newer exports have timestamp and tags too
_MARKS: Mapping[str, Mapping[str, bool]] = {  # by the folder, where that is none of the reader's own
    "Unread": {"read": False, "archived": False},
    "Archive": {"read": True, "archived": True},
    "Starred": {"starred": True},
}


def accepts(head: bytes) -> bool:
    """Return whether the first line of the bytes has the column names of Instapaper's export."""
    return columns_of(head) >= _COLUMNS


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each line, a skip for a line without address.

    Raises UnreadableCapture if the first line is not Instapaper's.
    """
    if not accepts(source.text()):
        raise unreadable(
            source.origin,
            "is no export of Instapaper: its first line is not URL,Title,Selection,Folder. "
            "Export once more, or save the pages as HTML.",
        )
    yield from starmap(_entry, rows_of(source, advice="Export once more."))


def _entry(cells: Mapping[str, str], origin: str) -> Outcome:
    """Return a row as an entry; the folders Unread, Archive and Starred become marks, others a tag."""
    folder = cells["folder"].strip()
    marks, tags = _MARKS.get(folder, {}), _tags(cells)
    return entry(
        cells["url"], origin, title=cells["title"], tags=tags if marks else (folder, *tags),
        added_at=cells["timestamp"], otherwise=NO_ADDRESS, note=cells["selection"].strip() or None, **marks,
    )  # fmt: skip


def _tags(cells: Mapping[str, str]) -> list[str]:
    """Return the tags of a row, which are a JSON list or words between commas such as "2024, harbour"."""
    try:
        tags = without_controls_in(json.loads(cells["tags"] or "[]"))
    except (ValueError, RecursionError):
        tags = None
    return (
        [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else cells["tags"].split(",")
    )
