"""Mailboxes of many letters (mbox, RFC 4155), as mail programs export a folder: each letter is a capture."""

import mailbox
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.capture.arrival import Arrival
from lib.capture.arrived import rejected
from lib.capture.formats import Outcome
from lib.capture.letter import letter_capture
from lib.capture.unpack import LIMIT
from lib.model.errors import CaptureError, UnreadableCapture

SUFFIXES = (".mbox",)
MANY = True

_FIRST = re.compile(rb"From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how a line of the text that begins so is told apart


def accepts(head: bytes) -> bool:
    """Whether the bytes begin like a mailbox."""
    return bool(_FIRST.match(head))


def read(arrival: Arrival) -> Iterator[Outcome]:
    """A capture for each letter; one that cannot be read is told."""
    if not arrival.data.startswith(b"From "):
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is no mailbox: it does not begin with a line From. Export the folder once "
            "more as mbox, or save its letters one by one.",
        )
    with _on_disk(arrival) as path:
        box = mailbox.mbox(path, create=False)
        try:
            for number, key in enumerate(box.iterkeys(), 1):
                try:
                    yield letter_capture(arrival, _letter(box, key), str(number))
                except CaptureError as error:
                    yield rejected(error, sha256=None)
        finally:
            box.close()


def _letter(box: mailbox.mbox, key: str) -> bytes:
    """The letter without its line From, at most a byte more than the limit."""
    file = box.get_file(key)
    try:
        return _QUOTED.sub(rb"\1", file.read(LIMIT + 1))
    finally:
        file.close()


@contextmanager
def _on_disk(arrival: Arrival) -> Iterator[Path]:
    """The mailbox as a file, which the library needs; a user's own is never written."""
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        if arrival.path is not None:
            yield arrival.path
            return
        copy = Path(folder) / "box"
        with arrival.stream() as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield copy
