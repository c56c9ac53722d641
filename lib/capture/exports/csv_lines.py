"""The lines of an export as CSV, by the names of their columns."""

import csv
import io
from collections.abc import Iterator, Sequence

from lib.capture.arrival import SourceFile
from lib.capture.text.decode import decoded
from lib.capture.unpack import unreadable


def begins(head: bytes, columns: str) -> bool:
    """Return whether the bytes begin with a line of these names of columns, in small letters."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b'"', b"").lower()
    return start.startswith(columns.encode())


def lines_of(
    arrival: SourceFile, columns: Sequence[str], *, advice: str
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
