"""A web archive packed with Zstandard is read frame by frame, with its dictionary."""

import struct
from collections.abc import Callable

import pytest
import zstandard

from lib.capture import unpack
from lib.capture.formats import Outcome
from lib.model.capture import Capture, Rejected
from tests.capture.archives import record
from tests.capture.captured import outcomes
from tests.cases import every_case

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


def test_a_bomb_is_stopped_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MANY_UNPACKED", 1_000_000)
    (found,) = taken(zstandard.compress(bytes(50_000_000)))
    assert isinstance(found, Rejected) and "more than the limit of 1 MB" in found.message
