"""Opens a ZIP archive and its members under limits; no member is written under its own name."""

import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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

    A member that holds many captures is copied to a temporary folder for the block, others are read whole.
    `room` limits what may be unpacked from the member if it is itself an archive.
    """
    origin, name = f"{source.origin}#{info.filename}", PurePosixPath(info.filename).name
    seen_at, seen_by = _written_at(source, info)
    with ExitStack() as folders:
        with _faults_as_unreadable(origin, info), archive.open(info) as packed:
            data, path = packed.read(HEAD), None
            chosen = format_of(name, data)
            if chosen and holds_many(chosen):
                folder = folders.enter_context(tempfile.TemporaryDirectory(prefix="wireroom-"))
                path = Path(folder) / "member"
                with path.open("wb") as copy:
                    copy.write(data)
                    shutil.copyfileobj(packed, copy)
            else:
                data += packed.read(LIMIT + 1 - len(data))
        yield SourceFile(
            origin=origin, name=name, data=data, path=path, depth=source.depth + 1, room=room,
            seen_at=seen_at, seen_by=seen_by,
        )  # fmt: skip


@contextmanager
def _faults_as_unreadable(origin: str, info: zipfile.ZipInfo) -> Iterator[None]:
    """Raise UnreadableCapture for damage or a password in a member; an error of the disk stays as it is."""
    try:
        yield
    except FAULTS as error:
        if isinstance(error, OSError) and error.errno:
            raise
        what = f"is damaged ({error}); copy the archive"
        if info.flag_bits & 1:
            what = "is locked with a password; unpack it"
        raise unreadable(origin, f"{what} and take it in once more.") from error


def _written_at(source: SourceFile, info: zipfile.ZipInfo) -> tuple[datetime, str | None]:
    """Return the time of a member, in UTC, and where that is from: the ZIP or, if unlikely, the archive."""
    try:
        written = datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        written = None
    if written is None or written.year <= 1980 or written > source.seen_at + timedelta(days=1):
        return source.seen_at, source.seen_by
    return written, "the file's date in the archive"
