"""Reads the rows of a CSV export by the names of its columns, in whatever order they stand."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping

from lib.capture.source_file import SourceFile
from lib.capture.text.decode import decoded
from lib.capture.unpack import opened, unreadable


def columns_of(head: bytes) -> frozenset[str]:
    """Return the column names in the first line of these bytes, in lower case."""
    lines = opened(head).removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()
    names = next(csv.reader([line.decode("latin-1") for line in lines[:1]]), [])
    return frozenset(name.strip().lower() for name in names)


def rows_of(source: SourceFile, *, advice: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield (cells by lower-case column name, origin) for each row below the first that is not empty.

    A missing cell reads as "". Raises UnreadableCapture with the advice if the file is damaged.
    """
    lines = csv.reader(io.StringIO(decoded(source.text(), origin=source.origin).content.lstrip(), newline=""))
    try:
        columns = [name.strip().lower() for name in next(lines, [])]
        for number, cells in enumerate(lines, 1):
            if any(cells):
                yield defaultdict(str, zip(columns, cells, strict=False)), f"{source.origin}#{number}"
    except csv.Error as error:
        raise unreadable(
            source.origin,
            f"is damaged in line {lines.line_num} ({error}); what stands before it was read. {advice}",
        ) from error
