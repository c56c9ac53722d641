"""Reads mailboxes (mbox, RFC 4155), as mail programs export a folder: each e-mail is a capture."""

import gzip
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

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
ALSO_SUFFIXES = (".txt",)  # as mailing lists hand out a month
HOLDS_MANY = True

HEAD = 2_000  # bytes in which a letter's line From stands

# A line From has a clock and a year: of the words of a sentence that begins so hardly any are.
_DATED = rb"From (?=[^\n]*\d:\d\d)[^\n]*\d{4}[^\n]*\n"
_FIRST = re.compile(_DATED + rb"[!-9;-~]+:")
# Some programs write one word at most, before a header that is none of a sentence, as "Minister:" may be.
_BEGIN = re.compile(
    _DATED + rb"(?:>?From |[!-9;-~]+:)"
    rb"|From \S*\s*\n(?:>?From |(?i:X-[!-9;-~]+|Return-Path|Received|Delivered-To|Date|From|To|Subject"
    rb"|Message-ID|MIME-Version|Content-Type|Status|Reply-To|Sender|List-Id|Envelope-to):)"
)
# Begins a letter that was copied from another mailbox, with its number there.
_COPIED = b"From letter-%d Thu Jan  1 00:00:00 1970\n"
_NUMBER = re.compile(rb"From letter-(\d{1,9}) ")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how a line of text that begins so is escaped


class _Letter(NamedTuple):
    """Where an e-mail stands in a mailbox, and its number there."""

    number: str
    start: int  # of its line From
    end: int


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
    with _on_disk(source) as (path, fault), path.open("rb") as box:
        for letter in _letters(box):
            try:
                yield letter_capture(source, _QUOTED.sub(rb"\1", _content(box, letter)), letter.number)
            except CaptureError as error:
                yield rejected(error)
        if fault:
            what = (
                f"is damaged inside its gzip packing ({fault}); what stands before was read. Copy it again."
            )
            raise unreadable(source.origin, what) from fault


def write_only(path: Path, labels: Collection[str], out: BinaryIO) -> bool:
    """Write the e-mails with these numbers to `out`, as an mbox in which each has the number it had before.

    Return False if the mbox at `path` lacks one of the e-mails.
    """
    left = set(labels)
    with path.open("rb") as box:
        for letter in _letters(box):
            if letter.number in left:
                left.discard(letter.number)
                out.write(b"\n" if out.tell() else b"")
                out.write(_COPIED % int(letter.number) + _content(box, letter))
    return not left


def _letters(box: BinaryIO) -> list[_Letter]:
    """Return where the e-mails of a mailbox are: each begins at a line "From " with headers after it."""
    starts, at, before = [0], 0, b""
    for line in box:
        if before.startswith(b"From ") and HEAD > len(before) < at and _BEGIN.match(before + line):
            starts.append(at - len(before))
        at, before = at + len(line), line
    letters = []
    for place, (start, end) in enumerate(pairwise((*starts, at)), 1):
        box.seek(start)
        known = _NUMBER.match(box.readline(HEAD))
        letters.append(_Letter(str(int(known[1]) if known else place), start, end))
    return letters


def _content(box: BinaryIO, letter: _Letter) -> bytes:
    """Return an e-mail's bytes, up to one over the limit, without its line From and the last blank line."""
    box.seek(letter.start)
    box.readline()
    content = box.read(min(letter.end - box.tell(), LIMIT + 1))
    return content.removesuffix(b"\n") if content.endswith(b"\n\n") else content


@contextmanager
def _on_disk(source: SourceFile) -> Iterator[tuple[Path, Exception | None]]:
    """Yield (path of the unpacked mailbox on disk, error of its gzip packing or None).

    The path is the user's own file, or a temporary copy.
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
    """Unpack a gzip file to `target` up to its first error; return the error, None if all is sound.

    Raises TooLarge.
    """
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
