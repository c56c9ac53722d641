"""The inbox: files that were fetched or piped in, saved before any processing, and those refused before.

A file leaves the inbox only after its captures are committed. After a crash the next run takes the file in
again and recognises stored captures by their hashes.
"""

import os
import re
import secrets
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from lib import capture
from lib.fetch import Fetched
from lib.ingest.fetched_file import record, records_with
from lib.model.capture import Rejected
from lib.store.paths import files

SUFFIX = ".warc"
HOUR = 3600.0  # seconds


def folder(archive: Path) -> Path:
    """Return the folder where fetched files wait to be ingested."""
    return files(archive).inbox / "fetched"


def piped_folder(archive: Path) -> Path:
    """Return the folder for input that came through a pipe."""
    return files(archive).inbox / "piped"


def refused_folder(archive: Path) -> Path:
    """Return the folder of files with rejected captures, which are retried after an update."""
    return files(archive).inbox / "refused"


def put(archive: Path, answers: Sequence[Fetched]) -> Path:
    """Write fetched answers as one WARC file, whole or not at all; return its path once it is on disk."""
    host = re.sub(r"[^\w.-]", "-", urlsplit(answers[0].address).hostname or "")[:60]
    path = folder(archive) / f"{_now_for_file_name()}-{host}-{secrets.token_hex(4)}{SUFFIX}"
    _write_whole(path, map(record, answers))
    return path


def put_piped(archive: Path, data: bytes) -> Path:
    """Write piped input as a file of its own, whose first bytes show its format; return its path."""
    path = piped_folder(archive) / f"{_now_for_file_name()}-{secrets.token_hex(4)}"
    _write_whole(path, [data])
    return path


def is_piped(archive: Path, path: str | Path) -> bool:
    """Return whether a file lies in the folder for piped input."""
    return Path(path).absolute().parent == piped_folder(archive).absolute()


def waiting(archive: Path) -> list[Path]:
    """Return the fetched files that wait, oldest first; delete unfinished files older than an hour.

    A younger unfinished file may belong to a process that is still writing.
    """
    places = (folder(archive), piped_folder(archive), refused_folder(archive))
    for unfinished in (each for place in places for each in place.glob(".*")):
        if _is_older_than_an_hour(unfinished):
            unfinished.unlink(missing_ok=True)
    return sorted(places[0].glob(f"[!.]*{SUFFIX}"))


def forgotten(archive: Path) -> list[Path]:
    """Return piped files older than an hour: the process that was to read them has crashed."""
    return [path for path in sorted(piped_folder(archive).glob("[!.]*")) if _is_older_than_an_hour(path)]


def _is_older_than_an_hour(path: Path) -> bool:
    with suppress(FileNotFoundError):  # its process has just ended
        return abs(time.time() - path.stat().st_mtime) > HOUR
    return False


def refused(archive: Path) -> list[Path]:
    """Return the retry files, oldest first: files with captures that were rejected."""
    return sorted(path for path in refused_folder(archive).glob("[!.]*") if path.is_file())


def keep_back(archive: Path, path: Path, refused: Iterable[Rejected] = ()) -> None:
    """Move a file to the retry folder, reduced to its rejected captures where its format allows it.

    Removing a story later does not search this folder, so it must not contain stored stories.
    """
    place = refused_folder(archive)
    place.mkdir(parents=True, exist_ok=True)
    origins = [each.origin for each in refused]
    left = records_with(path, origins) if path.suffix == SUFFIX else b""
    if left:
        _write_whole(place / path.name, [left])
    else:
        _keep_only(path, origins, place)
    if path.parent != place:
        if left:
            path.unlink()
        else:
            path.replace(place / path.name)


def keep_refused(archive: Path, path: Path, refused: Iterable[Rejected]) -> None:
    """Reduce a file that lies in the inbox to its rejected captures, if its format lets them be separated."""
    if path.absolute().is_relative_to(files(archive).inbox.absolute()):
        place = refused_folder(archive)
        place.mkdir(parents=True, exist_ok=True)
        _keep_only(path, [each.origin for each in refused], place)


def _keep_only(path: Path, origins: Sequence[str], scratch: Path) -> None:
    """Rewrite a file of many captures with only the captures of these origins ("file#record").

    The new file is written in the folder `scratch` first. The file stays whole if its format cannot be split
    or the disk is full.
    """
    fresh, parted = scratch / f".{secrets.token_hex(8)}", False
    try:
        status = path.stat()
        with fresh.open("wb") as file:
            parted = capture.write_only(path, origins, file)
            file.flush()
            os.fsync(file.fileno())
        if parted:
            os.utime(fresh, ns=(status.st_atime_ns, status.st_mtime_ns))  # what says no date is of this one
            fresh.replace(path)
    except OSError:
        pass  # as on a full disk: it stays whole
    fresh.unlink(missing_ok=True)


def _now_for_file_name() -> str:
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def _write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file under a temporary name, flush it to disk and rename it; an OSError names the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}")
    try:
        with fresh.open("wb") as file:
            for each in parts:
                file.write(each)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error  # a full disk names no file itself
    fresh.replace(path)
