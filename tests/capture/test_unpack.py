"""Gzip is unpacked up to a limit, and files that are no text are named."""

import gzip
import io

import pytest

from lib.capture.unpack import LIMIT, refuse_binary, too_large, unpacked, unpacking
from lib.model.errors import TooLarge, UnreadableCapture
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


@every_case("sentence", ["The ferry sails at noon.\n", "渡船中午开航。\n", "🚢渡é\n"])
def test_a_long_file_in_any_script_is_read_as_utf_8(sentence: str) -> None:
    for codec in ("utf-16", "utf-8", "utf-8-sig"):
        written = (sentence * 4_000).encode(codec)
        for data in (written, gzip.compress(written, mtime=0)):
            assert list(unpacking(io.BytesIO(data))) == [sentence.encode()] * 4_000
            assert unpacking(io.BytesIO(data)).read() == (sentence * 4_000).encode()


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
