"""Reads the rows of a CSV export by column name."""

import csv
import io
from collections.abc import Iterator, Sequence

from lib.capture.source_file import SourceFile
from lib.capture.text.decode import decoded
from lib.capture.unpack import unreadable


def begins(head: bytes, columns: str) -> bool:
    """Return whether the first line starts with these column names, ignoring case and quotes."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b'"', b"").lower()
    return start.startswith(columns.encode())


def lines_of(
    source: SourceFile, columns: Sequence[str], *, advice: str
) -> Iterator[tuple[dict[str, str], str]]:
    """Yield each filled row below the first as cells by column name, with its origin.

    A missing cell is "". Raises UnreadableCapture with the advice if the file is damaged.
    """
    lines = csv.reader(io.StringIO(decoded(source.text(), origin=source.origin).content, newline=""))
    lacking = dict.fromkeys(columns, "")
    try:
        for number, cells in enumerate(lines):
            if number and any(cells):
                yield lacking | dict(zip(columns, cells, strict=False)), f"{source.origin}#{number}"
    except csv.Error as error:
        raise unreadable(
            source.origin,
            f"is damaged in line {lines.line_num} ({error}); what stands before it was read. {advice}",
        ) from error
