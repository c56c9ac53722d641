"""The records of a web archive one after another, with what is damaged between them named and passed over.

FastWARC stops at the first fault and gives a record that was cut short without a word. So the length of each
record is checked here, and after a fault the reading goes on at the next place that begins like a record.
Layout: WARC 1.0 and 1.1 (ISO 28500); compressed by record as its annex D says, or as one piece.
"""

import re
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord

from lib.capture.unpack import AS_GZIP, GZIP, LIMIT, unpacked_to

HEADERS = 64_000  # bytes a record's headers may take

_START = re.compile(rb"WARC/[01]\.\d{1,3}\r?\n[A-Za-z-]{1,40}:")
_OVERLAP = 64  # bytes; longer than any start
_SWALLOWED = "its length is wrong, another record lies in it"
_MEMBER = GZIP + b"\x08"
_STEP = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One record as it lies in the archive."""

    number: int  # 1, 2, ... in the order of the file; gaps count too
    kind: str  # "response", "resource", "revisit", "request" ...
    block: bytes  # at most LIMIT + 1 bytes of it
    url: str | None
    content_type: str
    made_at: datetime | None
    truncated: str | None  # why its maker cut it, as it says itself
    fault: str | None = None  # why it cannot be trusted
    shaky: bool = False  # what follows it is no record: its end may be missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of the file in which no record can be read."""

    number: int
    after: int  # byte of the file where the last record that could be read begins


def records_of(file: BinaryIO, origin: str) -> Iterator[Found | Gap]:
    """Every record, and every place where one should be and cannot be read; raises TooLarge."""
    with _by_record(file, origin) as (archive, whole):
        walk = _Walk(archive)
        yield from walk.records()
        if not whole and walk.sound:
            yield Gap(number=walk.number + 1, after=walk.reached)


@contextmanager
def _by_record(file: BinaryIO, origin: str) -> Iterator[tuple[BinaryIO, bool]]:
    """The archive in a form in which each record can be found, and whether all of it could be unpacked."""
    if not _is_one_piece(file):
        yield file, True
        return
    with tempfile.TemporaryFile() as plain:
        file.seek(0)
        whole = unpacked_to(plain, file, origin)
        yield plain, whole


@dataclass(slots=True)
class _Walk:
    file: BinaryIO
    number: int = 0
    reached: int = 0  # where the newest record begins
    sound: bool = True  # whether the newest record was

    def records(self) -> Iterator[Found | Gap]:
        """Walks from fault to fault."""
        at: int | None = 0
        while at is not None:
            ended = yield from self._stretch(at)
            if ended:
                return
            told = not self.sound
            at = _next_start(self.file, self.reached + 1)
            if told or (at is None and not _is_left(self.file, self.reached)):
                continue
            # Where the next place is damaged as well, it is the fault, and is told there.
            if at is None or _begins_well(self.file, at):
                yield self._gap()

    def _ends_well(self) -> bool:
        """Whether the newest record does, while the reading goes on behind it."""
        place = self.file.tell()
        ends_well = _ends_well(self.file, self.reached)
        self.file.seek(place)
        return ends_well

    def _gap(self) -> Gap:
        self.number, self.sound = self.number + 1, False
        return Gap(number=self.number, after=self.reached)

    def _stretch(self, at: int) -> Generator[Found | Gap, None, bool]:
        """The records from a place up to the first fault; gives whether the file ended without one."""
        held: Found | None = None
        self.reached, self.sound = at, True
        archive = _opened(self.file, at)
        while True:
            try:
                record = next(archive, None)
            except OSError:
                if held:
                    yield replace(held, shaky=not _ends_well(self.file, self.reached))
                return False
            if held:
                yield held
            if record is None:
                if _is_left(self.file, self.reached):
                    yield self._gap()
                return True
            self.reached, self.number = at + record.stream_pos, self.number + 1
            held = _found(record, self.number)
            if held.fault == _SWALLOWED and self._ends_well():
                held = replace(held, fault=None)  # a page about archives
            if held.fault:
                self.sound = False
                yield held
                return False


def _opened(file: BinaryIO, at: int) -> Iterator[WarcRecord]:
    file.seek(at)
    return iter(ArchiveIterator(file, parse_http=False))


def _found(record: WarcRecord, number: int) -> Found:
    block, fault = _block(record)
    headers = record.headers
    return Found(
        number=number, kind=str(record.record_type), block=block, fault=fault,
        url=(headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        truncated=headers.get("WARC-Truncated"), content_type=headers.get("Content-Type") or "",
        made_at=record.record_date,
    )  # fmt: skip


def _block(record: WarcRecord) -> tuple[bytes, str | None]:
    """The record's content up to the limit, and what is wrong with it."""
    try:
        block = record.reader.read(LIMIT + 1)
    except OSError as error:
        return b"", f"its packing is damaged ({error})"
    length = record.content_length
    if not (record.headers.get("Content-Length") or "").strip().isdigit():
        return block, "the file breaks off in its headers"
    if len(block) < min(length, LIMIT + 1):
        return block, f"{len(block):,} of its {length:,} bytes are there"
    return block, _SWALLOWED if _START.search(block) else None


def _begins_well(file: BinaryIO, at: int) -> bool:
    try:
        record = next(_opened(file, at), None)
    except OSError:
        return False
    return record is not None and _found(record, 0).fault is None


def _next_start(file: BinaryIO, at: int) -> int | None:
    """The next place from `at` on that begins like a record, packed or not."""
    file.seek(0)
    packed = file.read(2) == GZIP
    file.seek(at)
    before, step = b"", file.read(_STEP)
    while step:
        text = before + step
        for place in _places(text, packed=packed):
            if not packed or _is_member(file, at - len(before) + place):
                return at - len(before) + place
        at += len(step)
        before = text[-_OVERLAP:]
        file.seek(at)
        step = file.read(_STEP)
    return None


def _places(text: bytes, *, packed: bool) -> Iterator[int]:
    if packed:
        place = text.find(_MEMBER)
        while place >= 0:
            yield place
            place = text.find(_MEMBER, place + 1)
    else:
        yield from (found.start() for found in _START.finditer(text))


def _is_member(file: BinaryIO, at: int) -> bool:
    """Whether a packed record begins here."""
    file.seek(at)
    try:
        return zlib.decompressobj(AS_GZIP).decompress(file.read(2_000), 5) == b"WARC/"
    except zlib.error:
        return False


def _is_one_piece(file: BinaryIO) -> bool:
    """Whether the whole file is one gzip member, in which no single record can be found."""
    file.seek(0)
    step = file.read(_STEP)
    if not step.startswith(GZIP):
        return False
    stream = zlib.decompressobj(AS_GZIP)
    try:
        while step and not stream.eof:
            stream.decompress(step)
            step = stream.unused_data or file.read(_STEP)
    except zlib.error:
        return False
    return not step


def _is_left(file: BinaryIO, at: int) -> bool:
    """Whether something that is no record stands behind the one that begins here, or it is not whole."""
    file.seek(at)
    if file.read(2) == GZIP:
        return not _ends_with_member(file, at)
    end = _declared_end(file, at)
    file.seek(at if end is None else end)
    return bool(file.read(HEADERS).strip())


def _ends_well(file: BinaryIO, at: int) -> bool:
    """Whether the record that begins here is followed by its two empty lines, where its length says."""
    file.seek(at)
    if file.read(2) == GZIP:
        file.seek(at)
        stream = zlib.decompressobj(AS_GZIP)
        try:
            file = BytesIO(stream.decompress(file.read(LIMIT), LIMIT))
        except zlib.error:
            return False
        at = 0
    end = _declared_end(file, at)
    file.seek(end or 0)
    return end is not None and file.read(4) == b"\r\n\r\n"


def _declared_end(file: BinaryIO, at: int) -> int | None:
    file.seek(at)
    head = file.read(HEADERS)
    end = re.search(rb"\r?\n\r?\n", head)
    length = re.search(rb"\ncontent-length:\s*(\d+)", head[: end.start()] if end else b"", re.IGNORECASE)
    return at + end.end() + int(length[1]) if end and length else None


def _ends_with_member(file: BinaryIO, at: int) -> bool:
    """Whether the file ends with the gzip member that begins here."""
    file.seek(at)
    stream, step = zlib.decompressobj(AS_GZIP), file.read(_STEP)
    try:
        while step and not stream.eof:
            stream.decompress(step)
            step = stream.unused_data or file.read(_STEP)
    except zlib.error:
        return False
    return stream.eof and not step.strip(b"\0")
