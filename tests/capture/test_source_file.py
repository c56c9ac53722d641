"""A source file is the bytes and where they came from."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from lib.capture.source_file import Record, SourceFile, capture_of_record, web_address
from lib.capture.unpack import BOM, LIMIT
from lib.model.errors import TooLarge, UnreadableCapture
from tests.capture.captured import NOON, the_capture
from tests.cases import every_case


def test_an_arrival_is_frozen() -> None:
    source = SourceFile(
        origin="a", name="a.txt", data=b"x", seen_at=datetime.now(UTC), seen_by="the file's date"
    )
    with pytest.raises(FrozenInstanceError):
        source.name = "b"  # type: ignore[misc]


WORDS = "<p>Начальник порта открыл причал, ёлки убраны.</p>"
SOURCE = SourceFile(origin="box.warc", name="box.warc", data=b"x", seen_at=NOON, seen_by="the file's date")
ADDRESSES = [
    ("https://a.example/\x1b[2J\0quay", "https://a.example/[2Jquay"),
    ("https://harbourpost.example/a", "https://harbourpost.example/a"),
    (" http://harbourpost.example ", "http://harbourpost.example"),
    ("file:///etc/passwd", None),
    ("javascript:alert(1)", None),
    ("https://[::1", None),
    ("/a", None),
    (None, None),
]


def test_a_record_is_named_after_its_file_and_place() -> None:
    found = capture_of_record(SOURCE, Record(label="3", body=b"<p>The harbour master</p>", captured_at=NOON))
    assert (found.origin, found.captured_at, found.captured_assumed) == ("box.warc#3", NOON, None)
    assert found.kept_as == ".html"


def test_a_record_without_a_time_takes_that_of_its_file() -> None:
    found = capture_of_record(SOURCE, Record(label="3", body=b"text", media_type="text/plain"))
    assert (found.captured_at, found.captured_assumed, found.kept_as) == (NOON, "the file's date", ".txt")


@pytest.mark.parametrize("charset", ["koi8-r", "UTF-8", "no-such", None, "iso-8859-1"])
@pytest.mark.parametrize("codec", ["koi8-r", "utf-8", "cp1251"])
def test_the_kept_original_reads_alike_without_its_transport(charset: str | None, codec: str) -> None:
    found = capture_of_record(SOURCE, Record(label="1", body=WORDS.encode(codec), charset=charset))
    again = the_capture(found.original, "original.html")
    assert (again.content, again.sha256) == (found.content, found.sha256)


def test_the_original_of_a_broken_page_reads_alike_without_the_server_s_label() -> None:
    body = "<p>Café à la pl".encode() + b"\xff" + "ge, où ?</p>".encode()
    found = capture_of_record(SOURCE, Record(label="1", body=body, charset="utf-8"))
    assert the_capture(found.original, "original.html").content == found.content
    assert found.content == "<p>Café à la pl\ufffdge, où ?</p>"


def test_bytes_are_kept_as_they_came_unless_only_the_transport_says_how_they_are_read() -> None:
    plain = Record(label="1", body=WORDS.encode("cp1251"), charset="windows-1251")
    assert capture_of_record(SOURCE, plain).original == plain.body
    polish = Record(label="1", body="<p>Zażółć gęślą jaźń</p>".encode("iso8859_2"), charset="ISO-8859-2")
    found = capture_of_record(SOURCE, polish)
    assert found.original == BOM + found.content.encode() != polish.body


def test_the_encoding_of_the_transport_counts_before_the_pages_own() -> None:
    page = ('<meta charset="windows-1252">' + "<p>Zażółć gęślą jaźń</p>").encode("iso8859_2")
    found = capture_of_record(SOURCE, Record(label="1", body=page, charset="ISO-8859-2"))
    assert "Zażółć gęślą jaźń" in found.content


@every_case(("address", "expected"), ADDRESSES)
def test_only_addresses_of_the_web_are_kept(address: str | None, expected: str | None) -> None:
    assert web_address(address) == expected


def test_a_record_is_refused_by_its_own_name() -> None:
    with pytest.raises(TooLarge, match=r"^box\.warc#9 holds a page that goes on, more than the limit"):
        capture_of_record(SOURCE, Record(label="9", body=b"x" * (LIMIT + 1)))
    with pytest.raises(UnreadableCapture, match=r"^box\.warc#9 holds no text"):
        capture_of_record(SOURCE, Record(label="9", body=b" "))
