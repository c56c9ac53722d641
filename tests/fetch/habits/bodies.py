"""Bodies that are slow, short, endless, packed or not what they say, by path."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import brotli
import zstandard

from tests.fetch.habits.answers import LONG, PAGE, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit

RAW = PAGE.encode()
TEXT = LONG.encode()
RULES = "User-agent: *\nDisallow: /büro".encode()
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = 20_000_000  # bytes of nothing
SITEMAP = "<?xml version='1.0'?><urlset><url><loc>http://news.test/story/1</loc></url></urlset>"
WHOLE: Mapping[str, Mapping[str, Any]] = {  # path -> the answer, as `send` takes it
    "too-short": {"body": PAGE, "length": len(RAW) + 500},
    "too-long": {"body": RAW + b"and more", "length": len(RAW)},
    "wrong-length": {"body": PAGE, "extra": ["Content-Length: many"]},
    "odd-type": {"body": PAGE, "kind": "image/\x1b[31mpng" + "x" * 5_000},
    "wrong-charset": {"body": PAGE, "kind": "text/html; charset=windows-1251"},
    "script-shell": {
        "body": "<html><body><div id='root'></div><script src='/app.js'></script></body></html>"
    },
    "empty": {},
    "document": {"body": b"%PDF-1.7 ...", "kind": "application/pdf"},
    "document-as-page": {"body": b"%PDF-1.7 ..."},
    "picture": {"body": b"\x89PNG....", "kind": "image/png"},
    "untyped": {"body": PAGE, "kind": None},
    "bytes-only": {"body": b"\x00\x01\x02\x03" * 50, "kind": "application/octet-stream"},
    "sitemap.xml.gz": {"body": gzip.compress(SITEMAP.encode()), "kind": "application/x-gzip"},
    "huge-headers": {"body": PAGE, "extra": [f"X-Pad-{n}: {'y' * 1000}" for n in range(300)]},
    "bad-header": {"body": PAGE, "extra": ["X-Bad: one\rSet-Cookie: two=2", "\x00Odd: name"]},
    "injected-tag": {"body": PAGE, "extra": ['ETag: "a\x01\x7f"', f"Last-Modified: {'x' * 900}"]},
}
PACKED: Mapping[str, tuple[str, Callable[[], bytes]]] = {  # path -> what the server calls it, and the body
    "as-gzip": ("gzip", lambda: gzip.compress(RAW)),
    "as-two-members": ("x-gzip", lambda: gzip.compress(RAW[:50]) + gzip.compress(RAW[50:])),
    "as-deflate": ("deflate", lambda: zlib.compress(RAW)),
    "as-bare-deflate": ("deflate", lambda: zlib.compress(RAW, wbits=-15)),
    "as-br": ("br", lambda: brotli.compress(RAW)),
    "as-zstd": ("zstd", lambda: zstandard.compress(RAW)),
    "gzip-bomb": ("gzip", lambda: gzip.compress(bytes(BOMB))),
    "br-bomb": ("br", lambda: brotli.compress(bytes(BOMB), quality=3)),
    "zstd-bomb": ("zstd", lambda: zstandard.compress(bytes(BOMB))),
    "nested-bomb": ("gzip, gzip", lambda: gzip.compress(gzip.compress(bytes(BOMB)))),
    "gzip-crumbs": ("gzip", lambda: gzip.compress(b"") * 2_000),
    "zstd-crumbs": ("zstd", lambda: zstandard.compress(b"") * 2_000),
    "many-layers": ("gzip, gzip, gzip, gzip", lambda: b"x"),
    "broken-gzip": ("gzip", lambda: gzip.compress(TEXT)[:20] + b"\xff" * 20 + gzip.compress(TEXT)[40:]),
    "cut-gzip": ("gzip", lambda: gzip.compress(TEXT)[:-30]),
    "cut-br": ("br", lambda: brotli.compress(TEXT)[:-10]),
    "cut-zstd": ("zstd", lambda: zstandard.compress(TEXT)[:-10]),
    "not-packed": ("gzip", lambda: RAW),
    "odd-packing": ("compress", lambda: b"\x1f\x9d\x90" + bytes(range(200))),
    "packed-as-charset": ("utf-8", lambda: RAW),
    "text-as-charset": ("utf-8", lambda: RULES),
    "text-as-nothing": ("none", lambda: RULES),
    "text-as-br": ("br", lambda: RULES),
    "list-as-deflate": ("deflate", lambda: b'["https://news.test/story/1"]'),
    "odd-words": ("\x1b[31mred" + "x" * 5_000, lambda: RAW),
    "said-br": ("br", lambda: b"\xef\xbb\xbf\n" + RAW),
}


def _drip(visit: "Visit", pieces: Iterable[bytes], pause: float) -> None:
    for piece in pieces:
        visit.write(piece)
        if visit.server.stopping.wait(pause):
            return


def slow_drip(visit: "Visit") -> None:
    visit.write(HTML + b"Content-Length: 5000\r\n\r\n")
    _drip(visit, [b"x"] * 5000, 0.05)


def slow_headers(visit: "Visit") -> None:
    _drip(visit, [b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: yes\r\n"] * 5000], 0.05)


def silent(visit: "Visit") -> None:
    visit.server.stopping.wait(5)


def only_interim(visit: "Visit") -> None:
    _drip(visit, [b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 5000, 0.02)


def endless(visit: "Visit") -> None:
    visit.write(HTML + b"\r\n<html><body>")
    _drip(visit, [b"<p>and on" * 1000] * 5000, 0.0)


def endless_feed(visit: "Visit") -> None:
    visit.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n" + CHUNKED)
    item = b"<item><title>On and on</title></item>" * 200
    chunk = f"{len(item):x}\r\n".encode() + item + b"\r\n"
    _drip(visit, [b"5\r\n<rss>\r\n", *[chunk] * 5000], 0.0)


def bad_chunk(visit: "Visit") -> None:
    visit.write(HTML + CHUNKED + b"zz\r\nno\r\n")


def cut_chunk(visit: "Visit") -> None:
    visit.write(HTML + CHUNKED + b"40\r\nshort")


def hangs_up(visit: "Visit") -> None:
    visit.keep = False


def keep_alive_closed(visit: "Visit") -> None:
    """Say that it stays, and leave."""
    send(visit, PAGE, keep=True)
    visit.keep = False


def cookie_wall(visit: "Visit") -> None:
    wall = "<html><body><h1>Before you go on</h1><button>Accept all</button></body></html>"
    send(visit, PAGE if "cookie" in visit.fields else wall, extra=["Set-Cookie: seen=1; Path=/"], keep=True)


def no_http(visit: "Visit") -> None:
    visit.write(b"220 mail.test ready for letters\r\n")
