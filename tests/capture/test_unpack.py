"""Gzip is unpacked up to a limit, and files that are no text are named."""

import gzip
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from lib.capture import unpack
from lib.capture.formats import Outcome
from lib.capture.unpack import LIMIT, refuse_binary, too_large, unpacked
from lib.model.capture import Capture, Rejected
from lib.model.errors import TooLarge, UnreadableCapture
from tests.capture.archives import record
from tests.capture.captured import outcomes
from tests.cases import every_case

PACKED = gzip.compress(b"<p>one</p>", mtime=0)
BINARY = [
    (b"%PDF-1.4", "a PDF document"),
    (b"\x89PNG....", "a picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"filedesc://box.arc 0.0.0.0", "the old kind ARC"),
]


def test_gzip_is_unpacked_and_plain_bytes_stay() -> None:
    assert unpacked(PACKED, "x") == b"<p>one</p>"
    assert unpacked(PACKED + gzip.compress(b"two"), "x") == b"<p>one</p>two"
    assert unpacked(b"<p>one</p>", "x") == b"<p>one</p>"


def test_a_file_of_too_many_pieces_is_refused() -> None:
    with pytest.raises(UnreadableCapture, match="more than 1,000 pieces"):
        unpacked(gzip.compress(b"", mtime=0) * 2_000, "page.html.gz")


def test_a_bomb_stops_at_the_limit() -> None:
    with pytest.raises(TooLarge, match="limit of 20 MB"):
        unpacked(gzip.compress(bytes(LIMIT + 1), mtime=0), "page.html.gz")


@every_case(("data", "reason"), [(PACKED[:-12], "ends in the middle"), (PACKED[:-8] + bytes(8), "damaged")])
def test_broken_packing_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableCapture, match=reason):
        unpacked(data, "page.html.gz")


@every_case(("data", "kind"), BINARY)
def test_a_file_that_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableCapture, match=kind):
        refuse_binary(data, "page.html")


def test_text_that_starts_like_a_program_is_text() -> None:
    refuse_binary(b"MZ is how the letter begins", "page.txt")


def test_a_refusal_names_file_reason_and_what_to_do() -> None:
    message = str(too_large("page.html", "holds 50 MB"))
    assert message.startswith("page.html holds 50 MB, more than the limit of 20 MB")
    assert "save the article alone" in message


RECORDS = [record(url=f"https://harbourpost.example/{n}") for n in range(4)]
WORDS = b"".join(RECORDS)


def taken(data: bytes) -> list[Outcome]:
    return outcomes(data, "box.warc.zst")


def of_dictionary(words: bytes) -> bytes:
    return struct.pack("<II", 0x184D2A5D, len(words)) + words


def test_each_frame_is_a_record() -> None:
    found = taken(b"".join(zstandard.compress(each) for each in RECORDS))
    assert [each.url for each in found if isinstance(each, Capture)] == [
        f"https://harbourpost.example/{n}" for n in range(4)
    ]
    assert len(taken(zstandard.compress(WORDS))) == 4


@every_case("packed", [bytes, zstandard.compress])
def test_frames_may_share_a_dictionary(packed: Callable[[bytes], bytes]) -> None:
    packer = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(WORDS))
    frames = b"".join(packer.compress(each) for each in RECORDS)
    found = taken(of_dictionary(packed(WORDS)) + frames)
    assert [type(each) for each in found] == [Capture] * 4


@every_case("cut", [1, 30, 200])
def test_what_is_missing_at_the_end_is_told(cut: int) -> None:
    frames = b"".join(zstandard.compress(each) for each in RECORDS)
    found = taken(frames[:-cut])
    assert [type(each) for each in found[:3]] == [Capture] * 3
    assert any(isinstance(each, Rejected) for each in found)


def test_a_frame_that_has_hardly_begun_is_told() -> None:
    found = taken(zstandard.compress(WORDS) + zstandard.compress(RECORDS[0])[:6])
    assert [type(each) for each in found] == [Capture] * 4 + [Rejected]


def test_a_bomb_is_stopped_at_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(unpack, "MANY_UNPACKED", 1_000_000)
    (found,) = taken(zstandard.compress(bytes(50_000_000)))
    assert isinstance(found, Rejected) and "more than the limit of 1 MB" in found.message
