"""Reads the records of a web archive (WARC); damaged stretches are reported and skipped.

FastWARC stops at the first error and returns truncated records without notice. So each record's length is
checked here, and after an error reading continues at the next bytes that look like a record. A ReadBudget
bounds how often the bytes of a hostile file are read. Layout: WARC 1.0 and 1.1 (ISO 28500); compressed per
record as in its annex D, as one piece, or with Zstandard.
"""

import re
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord

from lib.capture.unpack import AS_GZIP, GZIP, LIMIT, STEP, ZSTD, is_zstd, unpacked_frames_to, unpacked_to

HEADERS = 64_000  # bytes a record's headers may take
ROUNDS = 4  # times that all of an archive may be read; a sound one is read once
FREELY = 2_000_000_000  # bytes that may be read on top: many faults lie in one buffer
KIND = 40  # letters of a record's type
FAULTS = 1_000  # an archive with more of them is given up where they outnumber its records

START = re.compile(rb"WARC/[01]\.\d{1,3}\r?\n[A-Za-z-]{1,40}:")
_BLANK = re.compile(rb"\r?\n\r?\n")
_OVERLAP = 64  # bytes; longer than any start
_MEMBER = GZIP + b"\x08"
_FIRST_STEP = 1 << 14
_STEP = 1 << 20
_SWALLOWED = "its length is wrong, another record lies in it"


class BudgetSpent(Exception):
    """Raised when as many bytes of an archive were read as may be, or it has too many faults."""


@dataclass(slots=True)
class ReadBudget:
    """A file, and the number of bytes that may still be read from it."""

    file: BinaryIO
    left: int

    def read(self, size: int = -1) -> bytes:
        """Read and return up to `size` bytes; raises BudgetSpent once the budget is used up."""
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
    """Return the archive as a file of which four times its size and 2 GB may be read."""
    return ReadBudget(file, ROUNDS * file.seek(0, 2) + FREELY)


def next_start(file: ReadBudget, at: int) -> int | None:
    """Return the next position from `at` on that looks like a record's start; None if there is none."""
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


def heads_end(file: ReadBudget, at: int) -> bool:
    """Return whether the headers of the record at `at` end with an empty line."""
    file.seek(at)
    head = file.read(HEADERS)
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(AS_GZIP).decompress(head, HEADERS)
        except zlib.error:
            return False
    return bool(_BLANK.search(head))


def is_left(file: ReadBudget, at: int) -> bool:
    """Return whether the record at `at` is incomplete, or something other than blanks follows it."""
    if is_packed(file, at):
        return not _ends_with_member(file, at)
    end = _declared_end(file, at)
    file.seek(at if end is None else end)
    return bool(file.read(HEADERS).strip())


def ends_well(file: ReadBudget, at: int) -> bool:
    """Return whether the record at `at` ends after its declared length as records do, in empty lines."""
    place: ReadBudget | BytesIO = file
    if is_packed(file, at):
        try:
            place, at = BytesIO(_member(file, at)), 0
        except zlib.error:
            return False
    end = _declared_end(place, at)
    place.seek(end or 0)
    return end is not None and place.read(4) == b"\r\n\r\n"


def _member(file: ReadBudget, at: int) -> bytes:
    """Return the content of the gzip member at `at`, up to the page limit."""
    file.seek(at)
    stream, step, room = zlib.decompressobj(AS_GZIP), file.read(HEADERS), LIMIT
    parts: list[bytes] = []
    while step and not stream.eof and room > 0:
        parts.append(stream.decompress(step, room))
        room -= len(parts[-1])
        step = stream.unconsumed_tail or file.read(HEADERS)
    file.left -= LIMIT - room
    return b"".join(parts)


def _declared_end(file: ReadBudget | BytesIO, at: int) -> int | None:
    file.seek(at)
    head = file.read(HEADERS)
    end = _BLANK.search(head)
    length = re.search(
        rb"\ncontent-length:\s*(\d{1,15})\b", head[: end.start()] if end else b"", re.IGNORECASE
    )
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """One record of a web archive: kind, address, time, content, and why it cannot be trusted."""

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
    """A stretch of a web archive without a readable record: its number and what lies before it."""

    number: int
    after: int  # byte of the file where the last record that could be read begins
    given_up: bool = False  # it reaches to the end of the file: too much was damaged before


def records_of(file: BinaryIO, origin: str) -> Iterator[FoundRecord | Gap]:
    """Yield every record of a web archive, and a gap for every unreadable stretch; raises TooLarge."""
    with _by_record(file, origin) as (archive, whole):
        walk = _Walk(within_budget(archive))
        yield from walk.records()
        if not whole and walk.sound:
            yield Gap(number=walk.number + 1, after=walk.reached)


@contextmanager
def _by_record(file: BinaryIO, origin: str) -> Iterator[tuple[BinaryIO, bool]]:
    """Yield the archive as a file in which records can be found, and whether it is complete.

    An archive compressed as one piece, gzip or Zstandard, is first decompressed to a temporary file.
    """
    file.seek(0)
    head = file.read(len(ZSTD))
    file.seek(0)
    if is_zstd(head):
        with tempfile.SpooledTemporaryFile(STEP) as plain:
            yield cast(BinaryIO, plain), unpacked_frames_to(cast(BinaryIO, plain), file, origin)
        return
    if not head.startswith(GZIP):
        yield file, True
        return
    with tempfile.SpooledTemporaryFile(STEP) as plain:
        end = unpacked_to(cast(BinaryIO, plain), file, origin)
        yield (cast(BinaryIO, plain), end == "whole") if end in ("whole", "cut") else (file, True)


@dataclass(slots=True)
class _Walk:
    file: ReadBudget
    number: int = 0
    faults: int = 0
    reached: int = 0  # where the newest record begins
    sound: bool = True  # whether the newest record was

    def records(self) -> Iterator[FoundRecord | Gap]:
        """Yield records and gaps until the end of the file, or until damage is too much: then a last gap."""
        try:
            at: int | None = 0
            while at is not None:
                ended = yield from self._stretch(at)
                if ended:
                    return
                if self.faults > max(FAULTS, self.number // 2):
                    raise BudgetSpent
                at = yield from self._next(reported=not self.sound)
        except BudgetSpent:
            yield self._gap(given_up=True)

    def _next(self, *, reported: bool) -> Generator[Gap, None, int | None]:
        """Return where to continue after an error, or None; yield the gap before it unless reported."""
        at = next_start(self.file, self.reached + 1)
        if reported or (at is None and not is_left(self.file, self.reached)):
            return at
        # Where the next place is damaged as well, the fault is reported there.
        if at is None or _begins_well(self.file, at):
            yield self._gap()
        return at

    def _gap(self, *, given_up: bool = False) -> Gap:
        self.number, self.faults, self.sound = self.number + 1, self.faults + 1, False
        return Gap(number=self.number, after=self.reached, given_up=given_up)

    def _stretch(self, at: int) -> Generator[FoundRecord | Gap, None, bool]:
        """Yield the records from `at` to the first error; return whether the file ended without one."""
        held: FoundRecord | None = None
        self.reached, self.sound = at, True
        if at and not heads_end(self.file, at):
            yield self._gap()
            return False
        archive = _opened(self.file, at)
        while True:
            try:
                record = next(archive, None)
            except OSError:
                if held:
                    yield replace(held, shaky=not ends_well(self.file, self.reached))
                return False
            if held:
                yield held
            if record is None:  # FastWARC takes some faults of packing for the file's end
                return not is_left(self.file, self.reached)
            self.reached, self.number = record.stream_pos, self.number + 1
            held = self._checked(_found(record, self.number))
            if held.fault:
                self.sound = False
                yield held
                return False

    def _checked(self, found: FoundRecord) -> FoundRecord:
        """Return the record, without fault if it rightly contains another, as a page on archives may."""
        if found.fault == _SWALLOWED:
            place = self.file.tell()
            whole = ends_well(self.file, self.reached)
            self.file.seek(place)  # the reading goes on where it was
            if whole:
                return replace(found, fault=None)
        if found.fault:
            self.faults += 1
            self.file.left -= len(found.block)
        return found


def _opened(file: ReadBudget, at: int) -> Iterator[WarcRecord]:
    file.seek(at)
    return iter(ArchiveIterator(cast(BinaryIO, file), parse_http=False))


def _found(record: WarcRecord, number: int) -> FoundRecord:
    block, fault = _block(record)
    headers = record.headers
    # FastWARC reads the type from a header spelled WARC-Type alone; some archives spell it otherwise.
    kind = (headers.get("WARC-Type") or str(record.record_type)).strip().lower()
    kind = kind if kind.isalpha() and len(kind) <= KIND else "unknown"
    return FoundRecord(
        number=number, kind=kind, block=block, fault=fault,
        url=(headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        truncated=headers.get("WARC-Truncated"), content_type=headers.get("Content-Type") or "",
        made_at=record.record_date,
    )  # fmt: skip


def _block(record: WarcRecord) -> tuple[bytes, str | None]:
    """Return a record's content up to the limit, and why it cannot be trusted or None."""
    try:
        block = record.reader.read(LIMIT + 1)
    except OSError as error:
        return b"", f"its packing is damaged ({error})"
    length = record.content_length
    if not (record.headers.get("Content-Length") or "").strip().isdigit():
        return block, "the file breaks off in its headers"
    if len(block) < min(length, LIMIT + 1):
        return block, f"{len(block):,} of its {length:,} bytes are there"
    return block, _SWALLOWED if START.search(block) else None


def _begins_well(file: ReadBudget, at: int) -> bool:
    if not heads_end(file, at):
        return False
    try:
        record = next(_opened(file, at), None)
    except OSError:
        return False
    if record is None:
        return False
    found = _found(record, 0)
    file.left -= len(found.block)
    return found.fault is None
