"""What a server had answered, without its packing."""

import gzip
import zlib

import brotli
import pytest
import zstandard

from lib.capture.unpack import LIMIT
from lib.capture.web_archives.http_response import content_type, response_of
from lib.model.errors import CaptureError, TooLarge, UnreadableCapture
from tests.capture.archives import STORY, answered, chunked
from tests.cases import every_case

PAGE = STORY.encode() * 20
HTML = "Content-Type: text/html; charset=koi8-r"
PACKED = [
    ((HTML,), PAGE),
    ((HTML, "Content-Encoding: gzip"), gzip.compress(PAGE, mtime=0)),
    ((HTML, "Content-Encoding: br"), brotli.compress(PAGE)),
    ((HTML, "Content-Encoding: deflate"), zlib.compress(PAGE)),
    ((HTML, "Content-Encoding: zstd"), zstandard.compress(PAGE)),
    ((HTML, "Transfer-Encoding: chunked"), chunked(PAGE)),
    ((HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip"), chunked(gzip.compress(PAGE, mtime=0))),
    ((HTML, "Transfer-Encoding: chunked", "Content-Encoding: br"), chunked(brotli.compress(PAGE))),
    ((HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip"), PAGE),  # unpacked by the crawler
    ((HTML, "Content-Encoding: br"), PAGE),
    ((HTML,), gzip.compress(PAGE, mtime=0)),
    ((HTML, "Content-Encoding: deflate"), zlib.compress(PAGE)[2:-4]),  # without the head of zlib
    ((HTML, "Transfer-Encoding: chunked"), chunked(PAGE, note=";name=value")),
    (
        (HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        chunked(gzip.compress(PAGE, mtime=0), note="; x"),
    ),
    (
        (HTML, "Transfer-Encoding: chunked", "Content-Encoding: br"),
        chunked(brotli.compress(PAGE), note=";a=1"),
    ),
]
NOT_PACKED = [  # whatever the header says
    b"",
    b"The ferry sails at noon.",
    "Паром отходит в полдень.".encode("windows-1251"),
    b"\xef\xbb\xbf" + PAGE,
]
DAMAGED = [
    ((HTML, "Content-Encoding: gzip"), gzip.compress(PAGE, mtime=0)[:-9]),
    ((HTML, "Content-Encoding: br"), brotli.compress(PAGE)[:-9]),
    ((HTML, "Content-Encoding: zstd"), zstandard.compress(PAGE)[:-9]),
]


@every_case(("headers", "body"), PACKED)
def test_a_page_is_unpacked_as_it_was_packed(headers: tuple[str, ...], body: bytes) -> None:
    found = response_of(answered(body, *headers), "box.warc#1")
    assert found.body == PAGE
    assert (found.status, found.media_type, found.charset) == (200, "text/html", "koi8-r")


@every_case("body", NOT_PACKED)
def test_a_text_that_the_crawler_unpacked_stays_as_it_is(body: bytes) -> None:
    for packing in ("br", "deflate", "zstd", "none"):
        assert response_of(answered(body, HTML, f"Content-Encoding: {packing}"), "box.warc#1").body == body


@every_case(("headers", "body"), DAMAGED)
def test_a_page_that_is_damaged_in_its_packing_is_refused(headers: tuple[str, ...], body: bytes) -> None:
    with pytest.raises(UnreadableCapture, match=r"^box\.warc#1"):
        response_of(answered(body, *headers), "box.warc#1")


@every_case("length", ["²", "9" * 3_000, "9" * 5_000, "-1", "1, 1", "many"])
def test_a_length_that_is_none_costs_nothing(length: str) -> None:
    found = response_of(answered(PAGE, HTML, f"Content-Length: {length}"), "box.warc#1")
    assert found.body == PAGE and not found.missing


def test_a_bomb_is_stopped_at_the_limit() -> None:
    with pytest.raises(TooLarge):
        response_of(
            answered(gzip.compress(bytes(LIMIT + 2), mtime=0), HTML, "Content-Encoding: gzip"), "box.warc#1"
        )
    bomb = response_of(
        answered(brotli.compress(bytes(LIMIT * 3)), HTML, "Content-Encoding: br"), "box.warc#1"
    )
    assert len(bomb.body) == LIMIT + 1


def test_missing_bytes_are_noticed() -> None:
    assert response_of(answered(PAGE, HTML, f"Content-Length: {len(PAGE) + 1}"), "x").missing
    assert not response_of(answered(PAGE, HTML, f"Content-Length: {len(PAGE)}"), "x").missing
    assert not response_of(answered(PAGE, HTML, "Content-Length: many"), "x").missing


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (("Content-Range: bytes 0-{last}/{size}",), False),  # some crawlers ask so for the whole
        (("Content-Range: bytes 0-{last}/9000",), True),
        (("Content-Range: bytes 10-{last}/{size}",), True),
        (("Content-Range: bytes 0-{last}/*",), True),
        ((), True),
    ],
)
def test_a_part_that_was_asked_for_is_noticed(headers: tuple[str, ...], missing: bool) -> None:
    lines = [each.format(last=len(PAGE) - 1, size=len(PAGE)) for each in headers]
    assert response_of(answered(PAGE, HTML, *lines, status="206 Partial Content"), "x").missing is missing


def test_chunks_that_break_off_give_their_text_alone() -> None:
    found = response_of(answered(chunked(PAGE)[:-200], HTML, "Transfer-Encoding: chunked"), "box.warc#1")
    assert found.missing
    assert PAGE.startswith(found.body) and len(found.body) > len(PAGE) - 250


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(CaptureError, match="no answer of a web server"):
        response_of(b"<html>", "box.warc#1")


def test_a_content_type_is_read_with_its_encoding() -> None:
    assert content_type('text/HTML; charset="utf-8"') == ("text/html", "utf-8")
    assert content_type("") == ("", None)
    assert content_type("text/html, text/html; charset=utf-8") == ("text/html", "utf-8")
    assert content_type("text/html X-Folded: yes")[0] == "text/html"
    assert content_type("nonsense") == ("", None)


def test_a_type_of_a_hundred_thousand_fields_is_read_at_its_beginning() -> None:
    assert content_type("text/html; charset=utf-8; " + "a=b; " * 100_000) == ("text/html", "utf-8")
