"""Opens a ZIP archive and its members under limits; no member is written under its own name."""

import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from lib.capture.formats import HEAD, format_of, holds_many
from lib.capture.source_file import SourceFile
from lib.capture.unpack import LIMIT, unreadable
from lib.model.errors import TooLarge

DEEPEST = 3  # archives in archives
MOST = 200_000  # files in one archive

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,  # a password, or a way of packing that zipfile does not know
    ValueError,
    OSError,  # damage inside bzip2, without a number; with one, the disk fails
)


@contextmanager
def opened_zip(source: SourceFile) -> Iterator[zipfile.ZipFile]:
    """Yield the ZIP archive; raises UnreadableCapture if damaged, TooLarge if beyond a limit."""
    if source.depth >= DEEPEST:
        raise TooLarge(
            source.origin,
            f"{source.origin} lies in {source.depth} archives, more than the limit of {DEEPEST - 1}; "
            "unpack it and ingest what it holds.",
        )
    with source.stream() as file:
        try:
            archive = zipfile.ZipFile(file)
        except FAULTS as error:
            raise unreadable(
                source.origin, f"is no whole ZIP archive ({error}); copy it once more."
            ) from error
        with archive:
            infos = archive.infolist()
            declared = sum(info.file_size for info in infos)  # the library unpacks no more than this
            if declared > source.room or len(infos) > MOST:
                raise TooLarge(
                    source.origin,
                    f"{source.origin} unpacks to {declared / 1e6:,.0f} MB in {len(infos):,} files, more "
                    f"than the limit of {source.room // 1_000_000:,} MB and {MOST:,} files; unpack it and "
                    "take in its parts.",
                )
            yield archive


@contextmanager
def member(
    source: SourceFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, room: int
) -> Iterator[SourceFile]:
    """Yield one member of the archive as a source file; raises UnreadableCapture if it cannot be read.

    `room` limits what may be unpacked from the member if it is itself an archive.
    """
    origin = f"{source.origin}#{info.filename}"
    seen_at, seen_by = _written_at(source, info)
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        try:
            data, path = _read_member(archive, info, Path(folder) / "member")
        except FAULTS as error:
            if isinstance(error, OSError) and error.errno:
                raise
            locked = info.flag_bits & 1
            why = (
                "is locked with a password; unpack it"
                if locked
                else f"is damaged ({error}); copy the archive"
            )
            raise unreadable(origin, f"{why} and take it in once more.") from error
        yield SourceFile(
            origin=origin, name=PurePosixPath(info.filename).name, data=data, path=path,
            depth=source.depth + 1, room=room, seen_at=seen_at, seen_by=seen_by,
        )  # fmt: skip


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> tuple[bytes, Path | None]:
    """Return (bytes, None) of a page; of a file of many captures, its first bytes and a copy at `target`."""
    with archive.open(info) as file:
        data = file.read(HEAD)
        chosen = format_of(PurePosixPath(info.filename).name, data)
        if not (chosen and holds_many(chosen)):
            return data + file.read(LIMIT + 1 - len(data)), None
        with target.open("wb") as out:
            out.write(data)
            shutil.copyfileobj(file, out)
    return data, target


def _written_at(source: SourceFile, info: zipfile.ZipInfo) -> tuple[datetime, str | None]:
    """Return the time of a member, in UTC, and where that is from: the ZIP or, if unlikely, the archive."""
    try:
        written = datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        written = None
    if written is None or written.year <= 1980 or written > source.seen_at + timedelta(days=1):
        return source.seen_at, source.seen_by
    return written, "the file's date in the archive"
