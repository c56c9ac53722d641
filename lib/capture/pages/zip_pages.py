"""Reads the files in a ZIP archive one by one, under limits; never writes one under its own name."""

import shutil
import stat
import zipfile
from collections.abc import Collection, Iterator
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lib.capture.folders import is_companion
from lib.capture.formats import HEAD, Outcome, is_known, rejected
from lib.capture.reading import captures_of
from lib.capture.source_file import SourceFile
from lib.capture.unpack import unreadable
from lib.capture.zip_files import FAULTS, member, opened_zip
from lib.model.capture import Skipped
from lib.model.errors import CaptureError

SUFFIXES = (".zip",)
HOLDS_MANY = True

PACKED = (".zip", ".wacz")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield the captures of each file in the archive, in order of names; a skip or rejection for others.

    Raises UnreadableCapture if no file is of a known format.
    """
    with opened_zip(source) as archive:
        files = [info for info in archive.infolist() if not info.filename.endswith("/")]
        infos = sorted(files, key=lambda info: info.filename)
        names = frozenset(_path_of_member(info).as_posix() for info in infos)
        inner = sum(info.filename.casefold().endswith(PACKED) for info in infos)
        reported: set[str] = set()
        known = 0
        for info in infos:
            skipped = _skip_for(source, archive, info, names)
            if skipped is None:
                known += 1
                try:
                    with member(source, archive, info, room=source.room // max(inner, 1)) as file:
                        yield from captures_of(file)
                except CaptureError as error:
                    yield rejected(error)
            elif skipped.origin not in reported:
                reported.add(skipped.origin)
                yield skipped
        if not known:
            raise unreadable(
                source.origin, "holds no page in a format that is read here; save the pages as HTML."
            )


def write_only(path: Path, labels: Collection[str], out: BinaryIO) -> bool:
    """Write to `out` a ZIP with only the members that the labels name; return whether all could be read.

    Of a label such as "a.zip#b.html" the outermost member that exists is written.
    """
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


def _head(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of a file in the archive; b"" if it is unreadable."""
    try:
        with archive.open(info) as file:
            return file.read(HEAD)
    except FAULTS:
        return b""  # reading it will say why it cannot be read


def _path_of_member(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _skip_for(
    source: SourceFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo, names: frozenset[str]
) -> Skipped | None:
    """Return a skip with the reason why a member of the ZIP is no capture; None if it may be one.

    `names` are the paths of all members.
    """
    path = _path_of_member(info)
    for place in (*reversed(path.parents), path):
        origin = f"{source.origin}#{place.as_posix()}"
        if place.name == "__MACOSX" or (place.name.startswith(".") and place.name.strip(".")):
            return Skipped(origin=origin, reason="hidden file")
        if place != path and is_companion(place.as_posix(), names):
            return Skipped(origin=origin, reason="part of a saved page")
    if stat.S_ISLNK(info.external_attr >> 16):  # it holds the name of another file and no page
        return Skipped(origin=f"{source.origin}#{path.as_posix()}", reason="link")
    if not is_known(path.name, _head(archive, info)):
        return Skipped(origin=f"{source.origin}#{path.as_posix()}", reason="not a known format")
    return None
