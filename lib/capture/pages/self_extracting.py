"""Pages that SingleFile saves as self-extracting: HTML around a ZIP archive in which the page lies.

The page is the archive's index.html (github.com/gildas-lormeau/SingleFile, "File format" of its options); its
pictures lie beside it.
"""

import zipfile
from dataclasses import replace

from lib.capture.arrival import Arrival
from lib.capture.pages.zip_members import FAULTS, opened_zip
from lib.capture.unpack import LIMIT, too_large
from lib.model.errors import UnreadableCapture

PAGE = "index.html"

_MEMBER = b"PK\x03\x04"
_END = b"PK\x05\x06"
_TAIL = 70_000  # bytes of a file in which the list of an archive ends, and a comment behind it


def extracted(data: bytes, arrival: Arrival) -> bytes:
    """Return the page in a self-extracting file; any other file as it is.

    Raises CaptureError where the page cannot be taken out.
    """
    if _END not in data[-_TAIL:] or _MEMBER not in data or PAGE.encode() not in data[-_TAIL:]:
        return data
    with opened_zip(replace(arrival, data=data, path=None)) as archive:
        try:
            info = archive.getinfo(PAGE)
            if info.file_size > LIMIT:
                raise too_large(arrival.origin, f"holds a page of {info.file_size / 1e6:.0f} MB")
            return archive.read(info)
        except (KeyError, *FAULTS) as error:
            raise UnreadableCapture(
                arrival.origin,
                f"{arrival.origin} is a self-extracting page that cannot be opened ({_why(error)}); open it "
                "in the browser and save it once more as HTML.",
            ) from error


def _why(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it is locked with a password"
    if isinstance(error, (KeyError, zipfile.BadZipFile)):
        return "its archive is damaged"
    return str(error)
