"""Reads packed web archives (WACZ 1.1.1, specs.webrecorder.net/wacz/1.1.1): WARC files in a ZIP.

Its other files (indexes, lists of pages) are derived from them.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lib.capture.formats import Outcome, rejected
from lib.capture.source_file import SourceFile
from lib.capture.unpack import unreadable
from lib.capture.web_archives import warc
from lib.capture.zip_files import FAULTS, member, opened_zip
from lib.model.errors import CaptureError

SUFFIXES = (".wacz",)
HOLDS_MANY = True

PACKED = (".warc", ".warc.gz", ".warc.zst")
PACKAGE = "datapackage.json"
PACKAGE_LIMIT = 5_000_000  # bytes of the list of what it should hold


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a ZIP with a datapackage.json or a folder archive/."""
    return head.startswith(b"PK\x03\x04") and (PACKAGE.encode() in head or b"archive/" in head[:200])


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield the captures of each WARC file inside; those listed but missing or damaged are rejected.

    Raises UnreadableCapture if none is there.
    """
    with opened_zip(source) as archive:
        infos = {info.filename: info for info in archive.infolist() if _is_warc(info.filename)}
        for _, info in sorted(infos.items()):
            try:
                with member(source, archive, info, room=source.room) as file:
                    yield from warc.read(file)
            except CaptureError as error:
                yield rejected(error)
        missing = [name for name in _listed(archive) if name not in infos]
        what = f"is listed in {PACKAGE} but not there; copy or crawl the archive once more."
        for name in missing:
            yield rejected(unreadable(f"{source.origin}#{name}", what))
        if not infos and not missing:
            raise unreadable(source.origin, "holds no web archive in its folder archive; crawl once more.")


def _is_warc(name: str) -> bool:
    return PurePosixPath(name).parts[:1] == ("archive",) and name.casefold().endswith(PACKED)


def _listed(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the WARC files that datapackage.json lists; [] if it is missing or damaged."""
    try:
        with archive.open(PACKAGE) as file:
            resources = json.loads(file.read(PACKAGE_LIMIT)).get("resources", [])
        names = [str(resource["path"]) for resource in resources]
    except (KeyError, TypeError, AttributeError, *FAULTS):
        return []  # no list, or a damaged one: what is there is read
    return sorted(name for name in names if _is_warc(name))
