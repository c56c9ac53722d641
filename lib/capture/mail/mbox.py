"""Mailboxes of many letters (mbox, RFC 4155), as mail programs export a folder: each letter is a capture."""

import mailbox
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.capture.arrival import Arrival
from lib.capture.mail.letter import letter_capture
from lib.capture.reading import Outcome, rejected
from lib.capture.unpack import LIMIT, unreadable
from lib.model.errors import CaptureError

SUFFIXES = (".mbox",)
MANY = True

HEAD = 2_000  # bytes in which a letter's line From and first header stand

_FIRST = re.compile(rb"From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:")
_BEGIN = re.compile(rb"From (?:[^\n]*(?:\d{4}|\d:\d\d)[^\n]*|\S*\s*)\n(?:>?From |[!-9;-~]+:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how a line of text that begins so is escaped


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a mailbox."""
    return bool(_FIRST.match(head))


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield a capture for each letter; one that cannot be read is reported."""
    if not arrival.data.startswith(b"From "):
        raise unreadable(
            arrival.origin,
            "is no mailbox: it does not begin with a line From. Export the folder once "
            "more as mbox, or save its letters one by one.",
        )
    with _on_disk(arrival) as path:
        box = mailbox.mbox(path, create=False)
        try:
            for number, letter in enumerate(_letters(box), 1):
                try:
                    yield letter_capture(arrival, letter, str(number))
                except CaptureError as error:
                    yield rejected(error)
        finally:
            box.close()


def _letters(box: mailbox.mbox) -> Iterator[bytes]:
    """Yield the letters without their lines From, each at most a byte more than the limit.

    The library begins a letter at each line From; one without headers after it is a line of text.
    """
    pieces: list[bytes] = []
    room = LIMIT + 1
    for key in box.iterkeys():
        piece = _piece(box, key, max(room, HEAD))
        if pieces and _BEGIN.match(piece[:HEAD]):
            yield _whole(pieces)
            pieces, room = [], LIMIT + 1
            piece = _piece(box, key, room)
        if room > 0:
            pieces.append(piece if pieces else piece.partition(b"\n")[2])
            room -= len(piece) + 1
    if pieces:
        yield _whole(pieces)


def _piece(box: mailbox.mbox, key: str, size: int) -> bytes:
    file = box.get_file(key, from_=True)
    try:
        return file.read(size)
    finally:
        file.close()


def _whole(pieces: list[bytes]) -> bytes:
    return _QUOTED.sub(rb"\1", b"\n".join(pieces))[: LIMIT + 1]


@contextmanager
def _on_disk(arrival: Arrival) -> Iterator[Path]:
    """Return the mailbox as a file, which the library needs; a user's own is never written."""
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        if arrival.path is not None:
            yield arrival.path
            return
        copy = Path(folder) / "box"
        with arrival.stream() as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield copy
