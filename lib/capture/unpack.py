"""Reading files within limits of size, gzip unpacked, and the errors for what is too large or unreadable."""

import codecs
import gzip
import io
import zlib
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO, Literal, cast

from lib.model.binary import binary_kind
from lib.model.errors import TooLarge, UnreadableCapture

LIMIT = 20_000_000  # bytes of one capture, packed or unpacked
MANY_UNPACKED = 4_000_000_000  # bytes of a file of many captures, unpacked on the disk
STEP = 1 << 20
PIECES = 1_000  # that the gzip of one capture may be made of: behind each, what follows is copied

BOM = b"\xef\xbb\xbf"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
GZIP = b"\x1f\x8b"
GZIP_FAULTS = (EOFError, zlib.error, gzip.BadGzipFile)  # while a stream of `unpacking` is read
AS_GZIP = 31  # wbits of zlib for one gzip member

Ending = Literal["whole", "cut", "damaged", "followed"]  # of a gzip member; what follows may be another


def unreadable(origin: str, what: str) -> UnreadableCapture:
    """Return the error for a capture that cannot be read; its message is the origin, then `what`.

    Such as "is empty.".
    """
    return UnreadableCapture(origin, f"{origin} {what}")


def too_large(origin: str, what: str) -> TooLarge:
    """Return the error for a page over the size limit; its message begins with the origin, then `what`."""
    return TooLarge(
        origin,
        f"{origin} {what}, more than the limit of {LIMIT // 1_000_000} MB for one page; save the article "
        "alone, for example from the browser's reading view.",
    )


def unpacked(data: bytes, origin: str) -> bytes:
    """Return the content of gzip data, other data unchanged; raises CaptureError if damaged or too large."""
    if not data.startswith(GZIP):
        return data
    members: list[bytes] = []
    room = LIMIT + 1
    while data.startswith(GZIP):
        if len(members) == PIECES:
            raise unreadable(origin, f"is packed in more than {PIECES:,} pieces; save it unpacked.")
        stream = zlib.decompressobj(AS_GZIP)
        try:
            text = stream.decompress(data, room)
        except zlib.error as error:
            what = f"is damaged inside its gzip packing ({error}); save or copy the file once more."
            raise unreadable(origin, what) from error
        if len(text) >= room:
            raise too_large(origin, "unpacks to a page that goes on")
        if not stream.eof:
            what = "ends in the middle of its gzip packing; save or copy the file once more."
            raise unreadable(origin, what)
        members.append(text)
        room, data = room - len(text), stream.unused_data
    return b"".join(members)


def opened(head: bytes, most: int | None = None) -> bytes:
    """Return a file's first bytes unpacked if gzip, up to `most` bytes, and as UTF-8 if UTF-16."""
    if head.startswith(GZIP):
        with suppress(zlib.error):  # damaged: it stays as it is
            head = zlib.decompressobj(AS_GZIP).decompress(head, most or 4 * len(head))
    return head.decode("utf-16", "ignore").encode() if head.startswith(UTF_16) else head


def unpacking(file: BinaryIO) -> BinaryIO:
    """Return a stream of the file after its byte order mark, unpacked if gzip, as UTF-8 if UTF-16."""
    packed = file.read(2) == GZIP
    file.seek(0)
    stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
    mark = stream.read(len(BOM))
    if mark != BOM:
        stream.seek(0)
    if mark.startswith(UTF_16):  # as some shells write a file
        return cast(BinaryIO, io.BufferedReader(_Recoded(stream)))
    return stream


class _Recoded(io.RawIOBase):
    """A stream of UTF-16 as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        decode = codecs.getincrementaldecoder("utf-16")("replace").decode
        steps = iter(partial(stream.read, io.DEFAULT_BUFFER_SIZE), b"")
        self._texts = filter(None, (decode(step).encode() for step in steps))
        self._rest = b""  # of a text that was larger than the buffer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        text = self._rest or next(self._texts, b"")
        size = min(len(buffer), len(text))
        buffer[:size], self._rest = text[:size], text[size:]
        return size


def refuse_binary(data: bytes, origin: str) -> None:
    """Raise UnreadableCapture if the bytes begin like a known binary format, e.g. PDF."""
    if kind := binary_kind(data):
        raise unreadable(origin, f"is {kind}, not a saved page; save the page as HTML or as plain text.")


def unpacked_to(target: BinaryIO, file: BinaryIO, origin: str) -> Ending:
    """Unpack a file's first gzip member to `target`; return how the member ends.

    It ends "whole" at the end of the file, "followed" by more bytes, "cut" off or "damaged". Raises TooLarge
    when more than the limit is written.
    """
    stream, step, room = zlib.decompressobj(AS_GZIP), file.read(STEP), MANY_UNPACKED
    try:
        while step and not stream.eof:
            text = stream.decompress(step, STEP)
            target.write(text)
            room -= len(text)
            if room < 0:
                raise too_large_unpacked(origin)
            step = stream.unused_data or stream.unconsumed_tail or file.read(STEP)
    except zlib.error:
        return "damaged"
    if not stream.eof:
        return "cut"
    return "followed" if step else "whole"


def too_large_unpacked(origin: str) -> TooLarge:
    """Return the error for a file of many captures that unpacks beyond the limit."""
    return TooLarge(
        origin,
        f"{origin} unpacks to more than the limit of {MANY_UNPACKED // 1_000_000:,} MB for a file of many "
        "pages; unpack and split it, and take in the parts.",
    )
