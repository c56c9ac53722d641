"""Web archives packed with Zstandard, record by record.

Specified at iipc.github.io/warc-specifications/specifications/warc-zstd. The frames may share a dictionary,
which lies in a frame of its own at the beginning.
"""

import struct
from typing import BinaryIO

import zstandard

from lib.capture.unpack import MANY_UNPACKED
from lib.model.errors import TooLarge

ZSTD = b"\x28\xb5\x2f\xfd"
WINDOW = 1 << 27  # bytes that a packer may look back, and the reader has to keep
DICTIONARY = 10_000_000  # bytes
SIP = 2_000  # bytes read at once: four of them can become 128,000

_OF_DICTIONARY = 0x184D2A5D


def is_zstd(head: bytes) -> bool:
    """Return whether the bytes begin with a packed record or a dictionary."""
    return head.startswith((ZSTD, struct.pack("<I", _OF_DICTIONARY)))


def unpacked_frames_to(target: BinaryIO, file: BinaryIO, origin: str) -> bool:
    """Write what all frames hold; return whether the last one is whole.

    Raises TooLarge before the limit is passed on the disk.
    """
    try:
        packer = zstandard.ZstdDecompressor(dict_data=_dictionary(file), max_window_size=WINDOW)
        frame, room, step = packer.decompressobj(), MANY_UNPACKED, file.read(SIP)
        while step:
            if frame.eof:
                frame = packer.decompressobj()
            text = frame.decompress(step)
            target.write(text)
            room -= len(text)
            if room < 0:
                raise _too_large(origin)
            step = frame.unused_data or file.read(SIP)
    except zstandard.ZstdError:
        return False
    return frame.eof


def _too_large(origin: str) -> TooLarge:
    return TooLarge(
        origin,
        f"{origin} unpacks to more than the limit of {MANY_UNPACKED // 1_000_000:,} MB for a file of many "
        "pages; unpack and split it, and ingest the parts.",
    )


def _dictionary(file: BinaryIO) -> zstandard.ZstdCompressionDict | None:
    file.seek(0)
    head = file.read(8)
    if len(head) < 8 or struct.unpack("<I", head[:4])[0] != _OF_DICTIONARY:
        file.seek(0)
        return None
    words = file.read(min(struct.unpack("<I", head[4:])[0], DICTIONARY))
    if words.startswith(ZSTD):
        words = zstandard.ZstdDecompressor().decompress(words, max_output_size=DICTIONARY)
    return zstandard.ZstdCompressionDict(words)
