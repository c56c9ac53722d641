"""Undoing the compression of a response within a limit, so that a small body cannot fill the memory."""

import io
import re
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable

import brotli
import zstandard

from lib.fetch.outcome import Refusal

ACCEPTED = "gzip, br, zstd"
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
LAYERS = 2  # encodings on top of each other
PIECES = 1_000  # that one packing may be made of: behind each of them, what follows is copied
_SHORT = 8  # bytes of what may look like text although it is packed, as ";" does, which is nothing in brotli
_ANY_ZLIB = 47  # wbits: gzip or zlib, by its header
_RAW = -15  # wbits: a stream without a header
_WINDOW = 2**27  # bytes: RFC 9659 allows a zstd response 8 MB, some need more
_Undone = tuple[bytes, bool]  # the bytes, up to the limit; whether the stream came to its end


def unpacked(
    body: bytes, encodings: str, limit: int, *, cut: bool = False, of: str = "The answer"
) -> tuple[bytes, tuple[str, ...]]:
    """Return the body decompressed, at most `limit` + 1 bytes, and sentences on anything unusual.

    Raises Refusal, with the words of `of`, where the compression is damaged or unknown, or ends early
    although the body was not `cut` here. A body that is not compressed although the server says so is
    returned unchanged: that is a common and harmless fault of servers ("none", "utf-8").
    """
    layers = [name for name in encodings.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if len(layers) > LAYERS:
        raise Refusal("packing", f"{of} is packed {len(layers)} times over; it was not opened.")
    notes: list[str] = []
    for name in reversed(layers):
        if not body:
            break
        if _is_not_compressed(body, name):
            notes.append(f"The server said {_printable_name(name)}, but the answer was not packed.")
            continue
        body = _decompressed(body, name, limit, cut=cut, of=of)
    return body, tuple(notes)


def _decompressed(body: bytes, name: str, limit: int, *, cut: bool = False, of: str = "The file") -> bytes:
    """Return the body decompressed from the encoding `name`, "gzip"; at most `limit` + 1 bytes.

    Raises Refusal as `unpacked` does.
    """
    undo = _UNDO.get(name)
    if undo is None:
        raise Refusal("packing", f"{of} is packed as {_printable_name(name)!r}, which was not requested.")
    try:
        text, whole = undo(body, limit)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise Refusal("packing", f"{of} is damaged inside its {name} packing ({error}).") from error
    if not whole and len(text) <= limit and not cut:
        raise Refusal(
            "packing", f"{of} ends in the middle of its {name} packing; a later try may help.", passing=True
        )
    return text


def _printable_name(name: str) -> str:
    return re.sub(r"[^\w.-]", "", name)[:40]


def _is_not_compressed(body: bytes, name: str) -> bool:
    """Return whether the first bytes show that the body is not packed as `name`, as its server says."""
    if name in ("gzip", "x-gzip"):
        return not body.startswith(GZIP)
    if name == "zstd":
        return not body.startswith(ZSTD)
    # The other packings have no mark of their own, and text has no bytes of control.
    start = body[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _CONTROL.search(start):
        return False
    return start.startswith((b"<", b"{")) or (len(start) > _SHORT and _is_utf8(start))


def _is_utf8(start: bytes) -> bool:
    """Return whether the first bytes of a body are UTF-8; their last letter may be cut."""
    try:
        getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def gunzipped(body: bytes, limit: int) -> bytes:
    """Return the content of a gzip file, at most `limit` + 1 bytes; raises Refusal if damaged or cut off."""
    return _decompressed(body, "gzip", limit)


def _gunzip(body: bytes, limit: int) -> _Undone:
    """Return the members of a gzip file decompressed and joined, and whether the last one is whole."""
    members: list[bytes] = []
    room = limit + 1
    while body.startswith(GZIP) and room > 0:
        if len(members) == PIECES:
            raise zlib.error(f"more than {PIECES:,} pieces")
        stream = zlib.decompressobj(_ANY_ZLIB)
        members.append(stream.decompress(body, room))
        room -= len(members[-1])
        body = stream.unused_data
        if not stream.eof:
            return b"".join(members), False
    return b"".join(members), True


def _inflate(body: bytes, limit: int) -> _Undone:
    """Return a zlib or raw deflate stream decompressed, up to the limit, and whether its end was reached."""
    try:
        stream = zlib.decompressobj(_ANY_ZLIB)
        text = stream.decompress(body, limit + 1)
    except zlib.error:
        stream = zlib.decompressobj(_RAW)
        text = stream.decompress(body, limit + 1)
    return text, stream.eof


def _unbrotli(body: bytes, limit: int) -> _Undone:
    """Return a brotli stream decompressed, up to the limit, and whether its end was reached."""
    stream = brotli.Decompressor()
    pieces = [stream.process(body, output_buffer_limit=limit + 1)]
    size = len(pieces[0])
    while size <= limit and not stream.is_finished() and not stream.can_accept_more_data():
        pieces.append(stream.process(b"", output_buffer_limit=limit + 1 - size))
        size += len(pieces[-1])
    return b"".join(pieces)[: limit + 1], stream.is_finished()


def _unzstd(body: bytes, limit: int) -> _Undone:
    """Return zstd frames decompressed, up to the limit, and whether their end was reached."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with unpacker.stream_reader(io.BytesIO(body), read_across_frames=True) as stream:
        text = stream.read(limit + 1)
    return text, len(text) > limit or _is_complete(body)


def _is_complete(body: bytes) -> bool:
    """Return whether the last zstd frame is complete; the reader itself accepts a cut one silently."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    for _ in range(PIECES):
        frame = unpacker.decompressobj()
        frame.decompress(body)
        body = frame.unused_data
        if not frame.eof or not body:
            return frame.eof
    raise zstandard.ZstdError(f"more than {PIECES:,} pieces")


_UNDO: dict[str, Callable[[bytes, int], _Undone]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
