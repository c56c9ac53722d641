"""Exports as CSV, line by line: what programs that keep addresses for later hand out."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import starmap

from lib.capture.arrival import Arrival, web_address
from lib.capture.moments import moment_of
from lib.capture.reading import Outcome
from lib.capture.text.decode import decoded
from lib.capture.unpack import unreadable
from lib.model.capture import Skipped
from lib.model.controls import without_controls_in
from lib.model.imported import Imported


def begins(head: bytes, columns: str) -> bool:
    """Return whether the bytes begin with a line of these names of columns, in small letters."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b'"', b"").lower()
    return start.startswith(columns.encode())


def lines_of(
    arrival: Arrival, columns: Sequence[str], *, advice: str
) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the cells of each line after the first by the names of their columns, and the line's origin.

    A cell that a line lacks is "". Raises UnreadableCapture with the advice where the file is damaged.
    """
    lines = csv.reader(io.StringIO(decoded(arrival.text(), origin=arrival.origin).content, newline=""))
    lacking = dict.fromkeys(columns, "")
    try:
        for number, cells in enumerate(lines):
            if number and any(cells):
                yield lacking | dict(zip(columns, cells, strict=False)), f"{arrival.origin}#{number}"
    except csv.Error as error:
        raise unreadable(
            arrival.origin,
            f"is damaged in line {lines.line_num} ({error}); what stands before it was read. {advice}",
        ) from error


SUFFIXES = (".csv",)

_COLUMNS = ("URL", "Title", "Selection", "Folder", "Timestamp", "Tags")
_STATES = ("Unread", "Archive", "Starred")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with Instapaper's first line."""
    return begins(head, "url,title,selection,folder")


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield an entry for each address; a line without one is reported."""
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
