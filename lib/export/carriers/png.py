"""PNG: the recipe is an iTXt chunk behind the header, https://www.w3.org/TR/png-3/#11iTXt."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from lib.export.carriers.common import KEY, LARGEST, sha256

MOST_PIXELS = 30_000_000  # of a picture that is unpacked to be compared; a figure has 3 million

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = 33  # bytes up to the end of the first chunk, IHDR


def accepts(start: bytes) -> bool:
    """Return whether a file's first bytes are those of a PNG."""
    return start.startswith(_SIGNATURE)


def put(content: bytes, text: str) -> bytes:
    """Return the PNG with the recipe's text in a chunk behind the header."""
    body = b"iTXt" + KEY.encode() + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return content[:_HEADER] + chunk + content[_HEADER:]


def get(content: bytes) -> str | None:
    """Return the recipe that a chunk of the PNG holds, up to LARGEST characters; None if it has no recipe."""
    for kind, body in _chunks(content):
        key, _, rest = body.partition(b"\0")
        if kind != b"iTXt" or key != KEY.encode():
            continue
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[2]
        unpacked = zlib.decompressobj().decompress(rest, LARGEST) if packed else rest
        return unpacked.decode()
    return None


def shows(content: bytes) -> str:
    """Return a SHA-256 of a PNG's size and pixels; ValueError if it has too many."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("it has more pixels than a figure")
        pixels = picture.convert("RGBA")
    return sha256(f"{pixels.width}x{pixels.height}".encode() + pixels.tobytes())


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and data of each chunk of a PNG."""
    at = len(_SIGNATURE)
    while at + 8 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += size + 12
