"""ZIP archives of saved pages and of every other format that is read here."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lib.capture.arrival import Arrival
from lib.capture.arrived import captures_of, rejected
from lib.capture.folder import is_companion
from lib.capture.formats import Outcome, is_known
from lib.capture.pages.zip_members import head, member, opened_zip
from lib.capture.unpack import opened
from lib.model.capture import Skipped
from lib.model.errors import CaptureError, UnreadableCapture

SUFFIXES = (".zip",)
MANY = True

PACKED = (".zip", ".wacz")


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield what lies in each file of the archive, by name; what is no capture by its nature says why."""
    with opened_zip(arrival) as archive:
        files = [info for info in archive.infolist() if not info.filename.endswith("/")]
        infos = sorted(files, key=lambda info: info.filename)
        names = frozenset(_path(each).as_posix() for each in infos)
        inner = sum(each.filename.casefold().endswith(PACKED) for each in infos)
        told: set[str] = set()
        known = 0
        for info in infos:
            skipped = _why_not(arrival, archive, info, names)
            if skipped is None:
                known += 1
                yield from _file(arrival, archive, info, room=arrival.room // max(inner, 1))
            elif skipped.origin not in told:
                told.add(skipped.origin)
                yield skipped
        if not known:
            raise UnreadableCapture(
                arrival.origin,
                f"{arrival.origin} holds no page in a format that is read here; save the pages as HTML.",
            )


def _file(
    arrival: Arrival, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, room: int
) -> Iterator[Outcome]:
    try:
        with member(arrival, archive, info, room=room) as file:
            yield from captures_of(file)
    except CaptureError as error:
        yield rejected(error, sha256=None)


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _why_not(
    arrival: Arrival, archive: zipfile.ZipFile, info: zipfile.ZipInfo, names: frozenset[str]
) -> Skipped | None:
    """Return the same reasons as in a folder; of a folder of pictures only the folder is told."""
    path = _path(info)
    for place in (*reversed(path.parents), path):
        origin = f"{arrival.origin}#{place.as_posix()}"
        if place.name.startswith(".") and place.name.strip("."):
            return Skipped(origin=origin, reason="hidden file")
        if place.name == "__MACOSX":
            return Skipped(origin=origin, reason="hidden file")
        if place != path and is_companion(place.as_posix(), names):
            return Skipped(origin=origin, reason="part of a saved page")
    if not is_known(path.name, opened(head(archive, info))):
        return Skipped(origin=f"{arrival.origin}#{path.as_posix()}", reason="not a known format")
    return None
