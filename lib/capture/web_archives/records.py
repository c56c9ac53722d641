"""Reads the records of a web archive (WARC); damaged stretches are reported and skipped.

FastWARC stops at the first error and returns truncated records without notice. So each record's length is
checked here, and after an error reading continues at the next bytes that look like a record. Layout: WARC 1.0
and 1.1 (ISO 28500); compressed per record as in its annex D, as one piece, or with Zstandard.
"""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord

from lib.capture.unpack import GZIP, LIMIT, STEP, unpacked_to
from lib.capture.web_archives.bounds import (
    START,
    BudgetSpent,
    ReadBudget,
    has_declared_length,
    has_whole_headers,
    is_incomplete_or_followed,
    next_start,
    with_plain_length,
    within_budget,
)
from lib.capture.web_archives.zstd_frames import ZSTD, is_zstd, unpacked_frames_to

KIND = 40  # letters of a record's type
FAULTS = 1_000  # an archive with more of them is given up where they outnumber its records
_SWALLOWED = "its length is wrong, another record lies in it"


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
    """A stretch of a web archive without a readable record: its number and the record before it."""

    number: int
    after: int  # byte of the file where the last record that could be read begins
    given_up: bool = False  # it reaches to the end of the file: too much was damaged before


def records_of(file: BinaryIO, origin: str) -> Iterator[FoundRecord | Gap]:
    """Yield the records of a web archive, and a gap for each unreadable stretch; raises TooLarge."""
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
    """One reading of an archive's records, which continues after each damaged place."""

    file: ReadBudget
    number: int = 0  # of the newest record or gap
    faults: int = 0  # gaps and records that cannot be trusted
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
                at = yield from self._next()
        except BudgetSpent:
            yield self._gap(given_up=True)

    def _next(self) -> Generator[Gap, None, int | None]:
        """Return the byte to continue at after an error, None at the end; yield a gap not reported yet."""
        at = next_start(self.file, self.reached + 1)
        if not self.sound or (at is None and not is_incomplete_or_followed(self.file, self.reached)):
            return at
        # Where the next place is damaged as well, the fault is reported there.
        if at is None or _is_sound_record(self.file, at):
            yield self._gap()
        return at

    def _gap(self, *, given_up: bool = False) -> Gap:
        """Return a gap behind the newest record, and count it as a record and a fault."""
        self.number, self.faults, self.sound = self.number + 1, self.faults + 1, False
        return Gap(number=self.number, after=self.reached, given_up=given_up)

    def _stretch(self, at: int) -> Generator[FoundRecord | Gap, None, bool]:
        """Yield the records from byte `at` to the first error; return whether the file ended without one."""
        held: FoundRecord | None = None
        self.reached, self.sound = at, True
        if at and not has_whole_headers(self.file, at):
            yield self._gap()
            return False
        archive = _records_from(self.file, at)
        while True:
            try:
                record = next(archive, None)
            except OSError:
                if held:
                    yield replace(held, shaky=not has_declared_length(self.file, self.reached))
                return False
            if held:
                yield held
            if record is None:  # FastWARC takes some faults of packing for the file's end
                return not is_incomplete_or_followed(self.file, self.reached)
            self.reached, self.number = record.stream_pos, self.number + 1
            # Fields may be named in any letters (ISO 28500, 4): FastWARC knows the length in these alone.
            misread = not record.content_length and (record.headers.get("Content-Length") or "").strip(" 0")
            if misread:
                record = next(_records_from(with_plain_length(self.file, self.reached), 0), record)
            held = self._checked(_as_found(record, self.number))
            if held.fault or misread:
                self.sound = not held.fault and not record.content_length
                yield held
                return False

    def _checked(self, found: FoundRecord) -> FoundRecord:
        """Return the record, its fault counted if it has one.

        A record found inside another is no fault where the other's declared length fits.
        """
        if found.fault == _SWALLOWED:
            place = self.file.tell()
            whole = has_declared_length(self.file, self.reached)
            self.file.seek(place)  # the reading goes on where it was
            if whole:
                return replace(found, fault=None)
        if found.fault:
            self.faults += 1
            self.file.left -= len(found.block)
        return found


def _records_from(file: ReadBudget | BytesIO, at: int) -> Iterator[WarcRecord]:
    file.seek(at)
    return iter(ArchiveIterator(cast(BinaryIO, file), parse_http=False))


def _as_found(record: WarcRecord, number: int) -> FoundRecord:
    """Return a record with its block read: its kind, address and time as its headers say them."""
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
    """Return a record's content up to the limit, and why it cannot be trusted; None if it can."""
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


def _is_sound_record(file: ReadBudget, at: int) -> bool:
    """Return whether a whole record without a fault begins at byte `at`; what is read lowers the budget."""
    if not has_whole_headers(file, at):
        return False
    try:
        record = next(_records_from(file, at), None)
    except OSError:
        return False
    if record is None:
        return False
    found = _as_found(record, 0)
    file.left -= len(found.block)
    return found.fault is None
