"""The files in a ZIP archive, one by one and under limits; none is ever written under its own name."""

import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lib.capture.arrival import Arrival
from lib.capture.reading import Outcome, captures_of, format_of, holds_many, is_companion, is_known, rejected
from lib.capture.unpack import LIMIT, opened, unreadable
from lib.model.capture import Skipped
from lib.model.errors import CaptureError, TooLarge

DEEPEST = 3  # archives in archives
MOST = 200_000  # files in one archive
HEAD = 4096

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,  # a password, or a way of packing that zipfile does not know
    ValueError,
)


@contextmanager
def opened_zip(arrival: Arrival) -> Iterator[zipfile.ZipFile]:
    """Return the archive; raises UnreadableCapture for a damaged one and TooLarge for one that unpacks too
    far.
    """
    if arrival.depth >= DEEPEST:
        raise TooLarge(
            arrival.origin,
            f"{arrival.origin} lies in {arrival.depth} archives, more than the limit of {DEEPEST - 1}; "
            "unpack it and ingest what it holds.",
        )
    with arrival.stream() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (*FAULTS, OSError) as error:
            raise unreadable(
                arrival.origin, f"is no whole ZIP archive ({error}); copy it once more."
            ) from error
        with archive:
            _refuse_bomb(arrival, archive.infolist())
            yield archive


@contextmanager
def member(
    arrival: Arrival, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, room: int
) -> Iterator[Arrival]:
    """Return one file of the archive as an arrival.

    `room` is what may be unpacked from it if it is one as well.
    """
    origin = f"{arrival.origin}#{info.filename}"
    seen_at, seen_by = _seen(arrival, info)
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        try:
            data, path = _taken(archive, info, Path(folder) / "member")
        except FAULTS as error:
            locked = info.flag_bits & 1
            why = (
                "is locked with a password; unpack it"
                if locked
                else f"is damaged ({error}); copy the archive"
            )
            raise unreadable(origin, f"{why} and take it in once more.") from error
        yield Arrival(
            origin=origin, name=PurePosixPath(info.filename).name, data=data, path=path,
            depth=arrival.depth + 1, room=room, seen_at=seen_at, seen_by=seen_by,
        )  # fmt: skip


def _head(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of a file of the archive; none where it cannot be read."""
    try:
        with archive.open(info) as file:
            return file.read(HEAD)
    except FAULTS:
        return b""  # reading it will say why it cannot be read


def _taken(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> tuple[bytes, Path | None]:
    """Return the bytes of a page; of a file of many captures its beginning, and where it was written."""
    with archive.open(info) as file:
        data = file.read(HEAD)
        chosen = format_of(PurePosixPath(info.filename).name, data)
        if not (chosen and holds_many(chosen)):
            return data + file.read(LIMIT + 1 - len(data)), None
        with target.open("wb") as out:
            out.write(data)
            shutil.copyfileobj(file, out)
    return data, target


def _seen(arrival: Arrival, info: zipfile.ZipInfo) -> tuple[datetime, str | None]:
    """Return when the file was written, by the archive; its clock has no zone."""
    try:
        written = datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        written = None
    if written is None or written.year <= 1980 or written > arrival.seen_at + timedelta(days=1):
        return arrival.seen_at, arrival.seen_by
    return written, "the file's date in the archive"


def _refuse_bomb(arrival: Arrival, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Raise TooLarge for an archive that declares too much; the library unpacks no more than is declared."""
    declared = sum(info.file_size for info in infos)
    if declared > arrival.room or len(infos) > MOST:
        raise TooLarge(
            arrival.origin,
            f"{arrival.origin} unpacks to {declared / 1e6:,.0f} MB in {len(infos):,} files, more than the "
            f"limit of {arrival.room // 1_000_000:,} MB and {MOST:,} files; unpack it and take in its parts.",
        )


SUFFIXES = (".zip",)
MANY = True

PACKED = (".zip", ".wacz")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield the captures of each file of the archive, by name; what is no capture is skipped."""
    with opened_zip(arrival) as archive:
        files = [info for info in archive.infolist() if not info.filename.endswith("/")]
        infos = sorted(files, key=lambda info: info.filename)
        names = frozenset(_path(member_info).as_posix() for member_info in infos)
        inner = sum(member_info.filename.casefold().endswith(PACKED) for member_info in infos)
        reported: set[str] = set()
        known = 0
        for info in infos:
            skipped = _why_not(arrival, archive, info, names)
            if skipped is None:
                known += 1
                yield from _file(arrival, archive, info, room=arrival.room // max(inner, 1))
            elif skipped.origin not in reported:
                reported.add(skipped.origin)
                yield skipped
        if not known:
            raise unreadable(
                arrival.origin, "holds no page in a format that is read here; save the pages as HTML."
            )


def only(path: Path, labels: Collection[str], out: BinaryIO) -> bool:
    """Write the files of these names, or that hold them; False where one is not there or is damaged."""
    wanted = [{*accumulate(label.split("#"), "{}#{}".format)} for label in labels]
    names = set[str]().union(*wanted)
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
            infos = [info for info in archive.infolist() if info.filename in names]
            for info in infos:
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.file_size = zipfile.ZIP_DEFLATED, info.file_size
                with archive.open(info) as source, fresh.open(kept, "w") as target:
                    shutil.copyfileobj(source, target)
    except FAULTS:
        return False
    there = {info.filename for info in infos}
    return all(there & each for each in wanted)


def _file(
    arrival: Arrival, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, room: int
) -> Iterator[Outcome]:
    try:
        with member(arrival, archive, info, room=room) as file:
            yield from captures_of(file)
    except CaptureError as error:
        yield rejected(error)


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _why_not(
    arrival: Arrival, archive: zipfile.ZipFile, info: zipfile.ZipInfo, names: frozenset[str]
) -> Skipped | None:
    """Return the same reasons as in a folder; a folder of pictures is reported once."""
    path = _path(info)
    for place in (*reversed(path.parents), path):
        origin = f"{arrival.origin}#{place.as_posix()}"
        if place.name.startswith(".") and place.name.strip("."):
            return Skipped(origin=origin, reason="hidden file")
        if place.name == "__MACOSX":
            return Skipped(origin=origin, reason="hidden file")
        if place != path and is_companion(place.as_posix(), names):
            return Skipped(origin=origin, reason="part of a saved page")
    if not is_known(path.name, opened(_head(archive, info))):
        return Skipped(origin=f"{arrival.origin}#{path.as_posix()}", reason="not a known format")
    return None
