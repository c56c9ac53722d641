"""Where records begin and end in the bytes of a web archive, found without reading more than a budget allows.

A ReadBudget bounds how often the bytes of a hostile file are read.
"""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from lib.capture.unpack import AS_GZIP, GZIP, LIMIT

HEADERS = 64_000  # bytes a record's headers may take
ROUNDS = 4  # times that all of an archive may be read; a sound one is read once
FREELY = 2_000_000_000  # bytes that may be read on top: many faults lie in one buffer

START = re.compile(rb"WARC/[01]\.\d{1,3}\r?\n[A-Za-z-]{1,40}:")
_BLANK = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length:\s*(\d{1,15})\b", re.IGNORECASE)
_OVERLAP = 64  # bytes; longer than any start
_MEMBER = re.compile(re.escape(GZIP + b"\x08"))
_FIRST_STEP = 1 << 14
_STEP = 1 << 20


class BudgetSpent(Exception):
    """Raised when no more bytes of an archive may be read, or it has too many faults."""


@dataclass(slots=True)
class ReadBudget:
    """A file, and the number of bytes that may still be read from it; the last read may take more."""

    file: BinaryIO
    left: int

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes, all if negative; BudgetSpent if earlier reads took more than `left`."""
        if self.left < 0:
            raise BudgetSpent
        data = self.file.read(size)
        self.left -= len(data)
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        """Move to a position and return it."""
        return self.file.seek(place, whence)

    def tell(self) -> int:
        """Return the position."""
        return self.file.tell()


def within_budget(file: BinaryIO) -> ReadBudget:
    """Return the archive as a file of which, in all, four times its size and 2 GB may be read."""
    return ReadBudget(file, ROUNDS * file.seek(0, 2) + FREELY)


def next_start(file: ReadBudget, at: int) -> int | None:
    """Return the first position from byte `at` on that looks like a record's start; None if there is none."""
    packed = is_packed(file, 0)
    starts = _MEMBER if packed else START
    file.seek(at)
    size = _FIRST_STEP
    before, step = b"", file.read(size)
    while step:
        text = before + step
        for found in starts.finditer(text):
            place = at - len(before) + found.start()
            if not packed or _is_member(file, place):
                return place
        at += len(step)
        before, size = text[-_OVERLAP:], min(2 * size, _STEP)
        file.seek(at)
        step = file.read(size)
    return None


def is_packed(file: ReadBudget, at: int) -> bool:
    """Return whether the bytes at `at` begin like gzip."""
    file.seek(at)
    return file.read(2) == GZIP


def _is_member(file: ReadBudget, at: int) -> bool:
    """Return whether a gzipped record begins at `at`."""
    file.seek(at)
    try:
        return zlib.decompressobj(AS_GZIP).decompress(file.read(2_000), 5) == b"WARC/"
    except zlib.error:
        return False


def has_whole_headers(file: ReadBudget, at: int) -> bool:
    """Return whether the headers of the record at byte `at` end with an empty line, within 64 kB."""
    file.seek(at)
    head = file.read(HEADERS)
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(AS_GZIP).decompress(head, HEADERS)
        except zlib.error:
            return False
    return bool(_BLANK.search(head))


def is_incomplete_or_followed(file: ReadBudget, at: int) -> bool:
    """Return whether the record at byte `at` is incomplete or followed by something.

    A packed one is neither if it ends the file whole; a plain one is followed if more than blanks comes after
    its declared length, and counts as neither if it is cut short.
    """
    if is_packed(file, at):
        return not _ends_with_member(file, at)
    end = _declared_end(file, at)
    file.seek(at if end is None else end)
    return bool(file.read(HEADERS).strip())


def has_declared_length(file: ReadBudget, at: int) -> bool:
    """Return whether the record at byte `at` is as long as it declares: two line ends follow it there."""
    place, at = _unpacked(file, at)
    end = _declared_end(place, at)
    place.seek(end or 0)
    return end is not None and place.read(4) == b"\r\n\r\n"


def with_plain_length(file: ReadBudget, at: int) -> BytesIO:
    """Return the record at byte `at`, up to the page limit, its length under the name "Content-Length"."""
    place, at = _unpacked(file, at)
    end = _declared_end(place, at) or at
    place.seek(at)
    return BytesIO(_LENGTH.sub(rb"\nContent-Length: \1", place.read(min(end - at, LIMIT)), count=1))


def _unpacked(file: ReadBudget, at: int) -> tuple[ReadBudget | BytesIO, int]:
    """Return a file with the record at byte `at`, unpacked if it is gzip, and the record's place there.

    The file is empty if the packing is damaged.
    """
    if not is_packed(file, at):
        return file, at
    file.seek(at)
    stream, step, room = zlib.decompressobj(AS_GZIP), file.read(HEADERS), LIMIT  # of one page
    parts: list[bytes] = []
    try:
        while step and not stream.eof and room > 0:
            parts.append(stream.decompress(step, room))
            room -= len(parts[-1])
            step = stream.unconsumed_tail or file.read(HEADERS)
    except zlib.error:
        return BytesIO(), 0
    file.left -= LIMIT - room
    return BytesIO(b"".join(parts)), 0


def _declared_end(file: ReadBudget | BytesIO, at: int) -> int | None:
    """Return the byte where the record at `at` ends by its Content-Length; None if its headers lack it."""
    file.seek(at)
    head = file.read(HEADERS)
    end = _BLANK.search(head)
    length = _LENGTH.search(head, 0, end.start()) if end else None
    return at + end.end() + int(length[1]) if end and length else None


def _ends_with_member(file: ReadBudget, at: int) -> bool:
    """Return whether the gzip member at `at` is whole and the last thing in the file."""
    file.seek(at)
    stream, step = zlib.decompressobj(AS_GZIP), file.read(_STEP)
    try:
        while step and not stream.eof:
            stream.decompress(step, _STEP)
            step = stream.unused_data or stream.unconsumed_tail or file.read(_STEP)
    except zlib.error:
        return False
    return stream.eof and not step.strip(b"\0")
