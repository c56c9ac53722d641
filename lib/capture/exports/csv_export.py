"""Exports as CSV, line by line: what programs that keep addresses for later hand out."""

import csv
import io
from collections.abc import Iterator, Sequence

from lib.capture.arrival import Arrival
from lib.capture.text.decode import decoded
from lib.capture.unpack import refuse_binary, unpacked
from lib.model.errors import UnreadableCapture


def begins(head: bytes, columns: str) -> bool:
    """Return whether the bytes begin with a line of these names of columns, in small letters."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:60].replace(b'"', b"").lower()
    return start.startswith(columns.encode())


def lines_of(
    arrival: Arrival, columns: Sequence[str], *, advice: str
) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the cells of each line behind the first by the names of their columns, and where the line stands.

    A cell that a line lacks is "". Raises UnreadableCapture with the advice where the file is damaged.
    """
    data = unpacked(arrival.data, arrival.origin)
    refuse_binary(data, arrival.origin)
    lines = csv.reader(io.StringIO(decoded(data, origin=arrival.origin).content, newline=""))
    lacking = dict.fromkeys(columns, "")
    try:
        for number, cells in enumerate(lines):
            if number and any(cells):
                yield lacking | dict(zip(columns, cells, strict=False)), f"{arrival.origin}#{number}"
    except csv.Error as error:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is damaged in line {lines.line_num} ({error}); what stands before it was "
            f"read. {advice}",
        ) from error
