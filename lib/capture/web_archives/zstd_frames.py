"""Unpacking the Zstandard frames of a web archive, with the dictionary before them, within limits."""

import struct
from typing import BinaryIO

import zstandard

from lib.capture import unpack

ZSTD = b"\x28\xb5\x2f\xfd"
WINDOW = 1 << 27  # bytes that a packer may look back, and the reader has to keep
DICTIONARY = 10_000_000  # bytes
ZSTD_STEP = 2_000  # bytes read at once: four of them can become 128,000

_OF_DICTIONARY = 0x184D2A5D


def is_zstd(head: bytes) -> bool:
    """Return whether the bytes begin with a Zstandard frame or dictionary."""
    return head.startswith((ZSTD, struct.pack("<I", _OF_DICTIONARY)))


def unpacked_frames_to(target: BinaryIO, file: BinaryIO, origin: str) -> bool:
    """Unpack all Zstandard frames to `target`; return whether all were sound and the last is complete.

    Raises TooLarge before more than the limit of bytes are written.
    """
    try:
        packer = zstandard.ZstdDecompressor(dict_data=_dictionary(file), max_window_size=WINDOW)
        frame, room, step = packer.decompressobj(), unpack.MANY_UNPACKED, file.read(ZSTD_STEP)
        while step:
            if frame.eof:
                frame = packer.decompressobj()
            text = frame.decompress(step)
            room -= len(text)
            if room < 0:
                raise unpack.too_large_unpacked(origin)
            target.write(text)
            step = frame.unused_data or file.read(ZSTD_STEP)
    except zstandard.ZstdError:
        return False
    return frame.eof


def _dictionary(file: BinaryIO) -> zstandard.ZstdCompressionDict | None:
    """Return the dictionary at the beginning of the file, None if there is none; move to the first frame."""
    file.seek(0)
    head = file.read(8)
    if len(head) < 8 or struct.unpack("<I", head[:4])[0] != _OF_DICTIONARY:
        file.seek(0)
        return None
    words = file.read(min(struct.unpack("<I", head[4:])[0], DICTIONARY))
    if words.startswith(ZSTD):
        words = zstandard.ZstdDecompressor().decompress(words, max_output_size=DICTIONARY)
    return zstandard.ZstdCompressionDict(words)
