"""Reads mailboxes (mbox, RFC 4155), as mail programs export a folder: each e-mail is a capture."""

import gzip
import mailbox
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from lib.capture.formats import Outcome, rejected
from lib.capture.mail.letter import letter_capture
from lib.capture.source_file import SourceFile
from lib.capture.unpack import (
    GZIP,
    GZIP_FAULTS,
    LIMIT,
    MANY_UNPACKED,
    STEP,
    opened,
    too_large_unpacked,
    unreadable,
)
from lib.model.errors import CaptureError

SUFFIXES = (".mbox", ".mbox.gz")
ALSO = (".txt",)  # as mailing lists hand out a month
MANY = True

HEAD = 2_000  # bytes in which a letter's line From and first header stand

_FIRST = re.compile(rb"From [^\n]*\d{4}[^\n]*\n[!-9;-~]+:")
_BEGIN = re.compile(rb"From (?:[^\n]*(?:\d{4}|\d:\d\d)[^\n]*|\S*\s*)\n(?:>?From |[!-9;-~]+:)")
# Begins a letter that was copied from another mailbox, with its number there.
_COPIED = b"From letter-%d Thu Jan  1 00:00:00 1970\n"
_NUMBER = re.compile(rb"From letter-(\d{1,9}) ")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how a line of text that begins so is escaped


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a mailbox."""
    return bool(_FIRST.match(head))


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield a capture for each e-mail, or why it is rejected.

    Raises CaptureError if this is no mailbox, or, after what could be read, if its gzip packing is damaged.
    """
    if not opened(source.data).startswith(b"From "):
        raise unreadable(
            source.origin,
            "is no mailbox: it does not begin with a line From. Export the folder once "
            "more as mbox, or save its letters one by one.",
        )
    with _on_disk(source) as (path, fault), closing(mailbox.mbox(path, create=False)) as box:
        for number, keys in _letters(box):
            try:
                yield letter_capture(source, _letter(box, keys), number)
            except CaptureError as error:
                yield rejected(error)
        if fault:
            what = (
                f"is damaged inside its gzip packing ({fault}); what stands before was read. Copy it again."
            )
            raise unreadable(source.origin, what) from fault


def write_only(path: Path, labels: Collection[str], out: BinaryIO) -> bool:
    """Write the e-mails with these numbers to `out`, keeping the numbers; return False if one is missing."""
    left = set(labels)
    with closing(mailbox.mbox(path, create=False)) as box:
        for number, keys in _letters(box):
            if number not in left:
                continue
            left.discard(number)
            for key in keys:
                file = box.get_file(key, from_=True)
                out.write(b"\n" if out.tell() else b"")
                if key == keys[0]:
                    file.readline()
                    out.write(_COPIED % int(number))
                shutil.copyfileobj(file, out)
    return not left


def _letters(box: mailbox.mbox) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the number of each e-mail and the keys of the pieces into which the library splits it.

    The library splits at every line "From "; without headers after it, such a line belongs to the text.
    """
    place, keys = 0, list[str]()
    for key in (*box.iterkeys(), None):
        if keys and (key is None or _BEGIN.match(_read_piece(box, key, HEAD))):
            place += 1
            known = _NUMBER.match(_read_piece(box, keys[0], HEAD))
            yield str(int(known[1]) if known else place), keys
            keys = []
        keys += [key] if key is not None else []


def _letter(box: mailbox.mbox, keys: Sequence[str]) -> bytes:
    """Return an e-mail, joined from its pieces, without its "From " line, at most one byte over the limit."""
    pieces: list[bytes] = []
    room = LIMIT + 1
    for key in keys:
        piece = _read_piece(box, key, room)
        pieces.append(piece if pieces else piece.partition(b"\n")[2])
        room -= len(piece) + 1
        if room <= 0:
            break
    return _QUOTED.sub(rb"\1", b"\n".join(pieces))[: LIMIT + 1]


def _read_piece(box: mailbox.mbox, key: str, size: int) -> bytes:
    with closing(box.get_file(key, from_=True)) as file:
        return file.read(size)


@contextmanager
def _on_disk(source: SourceFile) -> Iterator[tuple[Path, Exception | None]]:
    """Yield the path of the mailbox, unpacked, on disk, and the fault of its packing: None for a whole one.

    It is the user's own file, or a temporary copy.
    """
    packed = source.data.startswith(GZIP)
    if source.path is not None and not packed:
        yield source.path, None
        return
    with tempfile.TemporaryDirectory(prefix="wireroom-") as folder:
        copy, fault = Path(folder) / "box", None
        with source.stream() as content, copy.open("wb") as target:
            if packed:
                fault = _unpack(content, target, source.origin)
            else:
                shutil.copyfileobj(content, target)
        yield copy, fault


def _unpack(packed: BinaryIO, target: BinaryIO, origin: str) -> Exception | None:
    """Unpack a gzip file up to its first fault and return that, None if it has none; raises TooLarge."""
    stream, room = gzip.GzipFile(fileobj=packed), MANY_UNPACKED
    try:
        while step := stream.read1(STEP):
            target.write(step)
            room -= len(step)
            if room < 0:
                raise too_large_unpacked(origin)
    except GZIP_FAULTS as error:
        return error
    return None
