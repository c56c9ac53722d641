"""Bodies that are slow, short, endless, packed or not what they say."""

import gzip
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import brotli
import zstandard

from tests.fetch.habits.answers import LONG, PAGE, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def _drip(visit: "Visit", pieces: Iterable[bytes], pause: float) -> None:
    for piece in pieces:
        visit.write(piece)
        if visit.server.stopping.wait(pause):
            return


def slow_drip(visit: "Visit") -> None:
    visit.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    _drip(visit, [b"x"] * 5000, 0.05)


def slow_headers(visit: "Visit") -> None:
    _drip(visit, [b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: yes\r\n"] * 5000], 0.05)


def silent(visit: "Visit") -> None:
    visit.server.stopping.wait(5)


def only_interim(visit: "Visit") -> None:
    _drip(visit, [b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 5000, 0.02)


def too_short(visit: "Visit") -> None:
    send(visit, PAGE, length=len(PAGE.encode()) + 500)


def too_long(visit: "Visit") -> None:
    send(visit, PAGE.encode() + b"and more", length=len(PAGE.encode()))


def wrong_length(visit: "Visit") -> None:
    send(visit, PAGE, extra=["Content-Length: many"])


def endless(visit: "Visit") -> None:
    visit.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    _drip(visit, [b"<p>and on" * 1000] * 5000, 0.0)


def endless_feed(visit: "Visit") -> None:
    visit.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nTransfer-Encoding: chunked\r\n\r\n")
    item = b"<item><title>On and on</title></item>" * 200
    chunk = f"{len(item):x}\r\n".encode() + item + b"\r\n"
    _drip(visit, [b"5\r\n<rss>\r\n", *[chunk] * 5000], 0.0)


def bad_chunk(visit: "Visit") -> None:
    visit.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno\r\n"
    )


def cut_chunk(visit: "Visit") -> None:
    visit.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n40\r\nshort"
    )


def hangs_up(visit: "Visit") -> None:
    visit.keep = False


def keep_alive_closed(visit: "Visit") -> None:
    """Say that it stays, and leave."""
    send(visit, PAGE, keep=True)
    visit.keep = False


def _packed(visit: "Visit", body: bytes, name: str) -> None:
    send(visit, body, extra=[f"Content-Encoding: {name}"])


def as_gzip(visit: "Visit") -> None:
    _packed(visit, gzip.compress(PAGE.encode()), "gzip")


def as_two_members(visit: "Visit") -> None:
    _packed(visit, gzip.compress(PAGE[:50].encode()) + gzip.compress(PAGE[50:].encode()), "x-gzip")


def as_deflate(visit: "Visit") -> None:
    _packed(visit, zlib.compress(PAGE.encode()), "deflate")


def as_bare_deflate(visit: "Visit") -> None:
    _packed(visit, zlib.compress(PAGE.encode(), wbits=-15), "deflate")


def as_br(visit: "Visit") -> None:
    _packed(visit, brotli.compress(PAGE.encode()), "br")


def as_zstd(visit: "Visit") -> None:
    _packed(visit, zstandard.compress(PAGE.encode()), "zstd")


def gzip_bomb(visit: "Visit") -> None:
    _packed(visit, gzip.compress(bytes(20_000_000)), "gzip")


def br_bomb(visit: "Visit") -> None:
    _packed(visit, brotli.compress(bytes(20_000_000), quality=3), "br")


def zstd_bomb(visit: "Visit") -> None:
    _packed(visit, zstandard.compress(bytes(20_000_000)), "zstd")


def nested_bomb(visit: "Visit") -> None:
    _packed(visit, gzip.compress(gzip.compress(bytes(20_000_000))), "gzip, gzip")


def gzip_crumbs(visit: "Visit") -> None:
    _packed(visit, gzip.compress(b"") * 2_000, "gzip")


def zstd_crumbs(visit: "Visit") -> None:
    _packed(visit, zstandard.compress(b"") * 2_000, "zstd")


def many_layers(visit: "Visit") -> None:
    _packed(visit, b"x", "gzip, gzip, gzip, gzip")


def broken_gzip(visit: "Visit") -> None:
    whole = bytearray(gzip.compress(LONG.encode()))
    whole[20:40] = b"\xff" * 20
    _packed(visit, bytes(whole), "gzip")


def cut_gzip(visit: "Visit") -> None:
    _packed(visit, gzip.compress(LONG.encode())[:-30], "gzip")


def cut_br(visit: "Visit") -> None:
    _packed(visit, brotli.compress(LONG.encode())[:-10], "br")


def cut_zstd(visit: "Visit") -> None:
    _packed(visit, zstandard.compress(LONG.encode())[:-10], "zstd")


def not_packed(visit: "Visit") -> None:
    _packed(visit, PAGE.encode(), "gzip")


def odd_packing(visit: "Visit") -> None:
    _packed(visit, b"\x1f\x9d\x90" + bytes(range(200)), "compress")


def packed_as_charset(visit: "Visit") -> None:
    _packed(visit, PAGE.encode(), "utf-8")


def odd_words(visit: "Visit") -> None:
    _packed(visit, PAGE.encode(), "\x1b[31mred" + "x" * 5_000)


def odd_type(visit: "Visit") -> None:
    send(visit, PAGE, kind="image/\x1b[31mpng" + "x" * 5_000)


def said_br(visit: "Visit") -> None:
    _packed(visit, b"\xef\xbb\xbf\n" + PAGE.encode(), "br")


def wrong_charset(visit: "Visit") -> None:
    send(visit, PAGE, kind="text/html; charset=windows-1251")


def cookie_wall(visit: "Visit") -> None:
    wall = "<html><body><h1>Before you go on</h1><button>Accept all</button></body></html>"
    send(visit, PAGE if "cookie" in visit.fields else wall, extra=["Set-Cookie: seen=1; Path=/"], keep=True)


def script_shell(visit: "Visit") -> None:
    send(visit, "<html><body><div id='root'></div><script src='/app.js'></script></body></html>")


def empty(visit: "Visit") -> None:
    send(visit)


def document(visit: "Visit") -> None:
    send(visit, b"%PDF-1.7 ...", kind="application/pdf")


def document_as_page(visit: "Visit") -> None:
    send(visit, b"%PDF-1.7 ...")


def picture(visit: "Visit") -> None:
    send(visit, b"\x89PNG....", kind="image/png")


def untyped(visit: "Visit") -> None:
    send(visit, PAGE, kind=None)


def bytes_only(visit: "Visit") -> None:
    send(visit, b"\x00\x01\x02\x03" * 50, kind="application/octet-stream")


def sitemap_xml_gz(visit: "Visit") -> None:
    text = "<?xml version='1.0'?><urlset><url><loc>http://news.test/story/1</loc></url></urlset>"
    send(visit, gzip.compress(text.encode()), kind="application/x-gzip")


def huge_headers(visit: "Visit") -> None:
    send(visit, PAGE, extra=[f"X-Pad-{n}: {'y' * 1000}" for n in range(300)])


def bad_header(visit: "Visit") -> None:
    send(visit, PAGE, extra=["X-Bad: one\rSet-Cookie: two=2", "\x00Odd: name"])


def injected_tag(visit: "Visit") -> None:
    send(visit, PAGE, extra=['ETag: "a\x01\x7f"', f"Last-Modified: {'x' * 900}"])


def no_http(visit: "Visit") -> None:
    visit.write(b"220 mail.test ready for letters\r\n")
