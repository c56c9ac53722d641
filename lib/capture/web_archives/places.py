"""Places in a web archive: where records begin and end, found without trusting what they say of themselves.

All reading of an archive goes through a Ration: however its bytes lie, they are read so many times and then
given up.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from lib.capture.unpack import AS_GZIP, GZIP, LIMIT

HEADERS = 64_000  # bytes a record's headers may take
ROUNDS = 4  # times that all of an archive may be read; a sound one is read once
FREELY = 2_000_000_000  # bytes that may be read on top: many faults lie in one buffer

START = re.compile(rb"WARC/[01]\.\d{1,3}\r?\n[A-Za-z-]{1,40}:")
_BLANK = re.compile(rb"\r?\n\r?\n")
_OVERLAP = 64  # bytes; longer than any start
_MEMBER = GZIP + b"\x08"
_FIRST_STEP = 1 << 14
_STEP = 1 << 20


class RationSpent(Exception):
    """An archive was read as often as it may be."""


@dataclass(slots=True)
class Ration:
    """A file, and how many bytes may still be read from it."""

    file: BinaryIO
    left: int

    def read(self, size: int = -1) -> bytes:
        """Read raises RationSpent once too much was read before."""
        if self.left < 0:
            raise RationSpent
        data = self.file.read(size)
        self.left -= len(data)
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to the place."""
        return self.file.seek(place, whence)

    def tell(self) -> int:
        """Return the place."""
        return self.file.tell()


def rationed(file: BinaryIO) -> Ration:
    """Return the archive with what its size allows."""
    return Ration(file, ROUNDS * file.seek(0, 2) + FREELY)


def next_start(file: Ration, at: int) -> int | None:
    """Return the next place from `at` on that begins like a record, packed or not."""
    packed = is_packed(file, 0)
    file.seek(at)
    size = _FIRST_STEP
    before, step = b"", file.read(size)
    while step:
        text = before + step
        for place in _places(text, packed=packed):
            if not packed or _is_member(file, at - len(before) + place):
                return at - len(before) + place
        at += len(step)
        before, size = text[-_OVERLAP:], min(2 * size, _STEP)
        file.seek(at)
        step = file.read(size)
    return None


def _places(text: bytes, *, packed: bool) -> Iterator[int]:
    if packed:
        place = text.find(_MEMBER)
        while place >= 0:
            yield place
            place = text.find(_MEMBER, place + 1)
    else:
        yield from (found.start() for found in START.finditer(text))


def is_packed(file: Ration, at: int) -> bool:
    """Return whether a gzip member begins here."""
    file.seek(at)
    return file.read(2) == GZIP


def _is_member(file: Ration, at: int) -> bool:
    """Return whether a packed record begins here."""
    file.seek(at)
    try:
        return zlib.decompressobj(AS_GZIP).decompress(file.read(2_000), 5) == b"WARC/"
    except zlib.error:
        return False


def heads_end(file: Ration, at: int) -> bool:
    """Return whether the headers of the record that begins here end where headers do."""
    file.seek(at)
    head = file.read(HEADERS)
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(AS_GZIP).decompress(head, HEADERS)
        except zlib.error:
            return False
    return bool(_BLANK.search(head))


def is_left(file: Ration, at: int) -> bool:
    """Return whether something that is no record stands behind the one that begins here, or it is not
    whole.
    """
    if is_packed(file, at):
        return not _ends_with_member(file, at)
    end = _declared_end(file, at)
    file.seek(at if end is None else end)
    return bool(file.read(HEADERS).strip())


def ends_well(file: Ration, at: int) -> bool:
    """Return whether the record that begins here is followed by its two empty lines, where its length
    says.
    """
    place: Ration | BytesIO = file
    if is_packed(file, at):
        try:
            place, at = BytesIO(_member(file, at)), 0
        except zlib.error:
            return False
    end = _declared_end(place, at)
    place.seek(end or 0)
    return end is not None and place.read(4) == b"\r\n\r\n"


def _member(file: Ration, at: int) -> bytes:
    """Return what the gzip member that begins here holds, up to the limit of a page."""
    file.seek(at)
    stream, step, room = zlib.decompressobj(AS_GZIP), file.read(HEADERS), LIMIT
    parts: list[bytes] = []
    while step and not stream.eof and room > 0:
        parts.append(stream.decompress(step, room))
        room -= len(parts[-1])
        step = stream.unconsumed_tail or file.read(HEADERS)
    file.left -= LIMIT - room
    return b"".join(parts)


def _declared_end(file: Ration | BytesIO, at: int) -> int | None:
    file.seek(at)
    head = file.read(HEADERS)
    end = _BLANK.search(head)
    length = re.search(
        rb"\ncontent-length:\s*(\d{1,15})\b", head[: end.start()] if end else b"", re.IGNORECASE
    )
    return at + end.end() + int(length[1]) if end and length else None


def _ends_with_member(file: Ration, at: int) -> bool:
    """Return whether the file ends with the gzip member that begins here."""
    file.seek(at)
    stream, step = zlib.decompressobj(AS_GZIP), file.read(_STEP)
    try:
        while step and not stream.eof:
            stream.decompress(step, _STEP)
            step = stream.unused_data or stream.unconsumed_tail or file.read(_STEP)
    except zlib.error:
        return False
    return stream.eof and not step.strip(b"\0")
