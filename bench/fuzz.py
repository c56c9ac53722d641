"""Feeds changed inputs to each parser: `python -m bench.fuzz [PARSER|all] [RUNS] [SEED]`.

An input is a sound one with a few bytes flipped, spans cut, doubled, moved or taken from another one, or a
word of the format put in. A parser must answer within its time, fail with an error of its own kind alone, and
keep what its check names. What broke is kept under tests/data/fuzz and tried with every run of the tests.
"""

import hashlib
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from urllib.parse import parse_qs

from bench.cleaning.coverage import coverage_violations, source_text
from lib.capture.reading import read_bytes
from lib.capture.text.decode import decoded
from lib.clean.clean import clean
from lib.fetch.outcome import Refusal
from lib.fetch.urls import completed, is_number, objection, target
from lib.model.capture import Capture
from lib.model.errors import CaptureError, SearchRefused
from lib.query.filter.address import from_address, to_address
from lib.query.filter.search_fields import values_of
from lib.query.filter.syntax import parse
from lib.sample.pages import pages

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
FOUND = DATA / "fuzz"
SECONDS = 10.0  # of processor time that one input may take
LONGEST = 60_000  # bytes of a changed input
CONTROL = re.compile(r"(?<!\\)\\x(?:0|1|7f)")  # as repr writes it, but for line ends and tabs
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A parser under attack."""

    runs: int  # of a million
    check: Callable[[bytes], object]  # raises what breaks its promise
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[bytes]


class TooSlow(Exception):
    """An input took longer than it may."""


def search(data: bytes) -> None:
    """Understand a search, or refuse one over its limits; its notes name places inside it."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        found = parse(text)
    except SearchRefused:
        return
    assert values_of(text) is not None and all(found.notes)


def filter_address(data: bytes) -> None:
    """Read a filter from an address, write it and read it again."""
    criteria = from_address(parse_qs(data.decode("utf-8", "surrogateescape")))
    assert from_address(to_address(criteria)) == criteria


def web_address(data: bytes) -> None:
    """Judge an address: what may be asked is public, and is judged the same when it is written again."""
    try:
        found = target(completed(data.decode("utf-8", "surrogateescape")))
    except Refusal:
        return
    assert target(found.url) == found, found.url
    assert not is_number(found.host) or objection(found.host.strip("[]")) is None, found.host


def letters(data: bytes) -> None:
    """Read the letters of a page, which are letters: no half of a pair, no control."""
    try:
        found = decoded(data, origin="fuzz")
    except CaptureError:
        return
    found.content.encode("utf-8")
    assert "\0" not in found.content


def file(data: bytes) -> None:
    """Read a file, whose name is the first line: something is told of it."""
    name, _, content = data.partition(b"\n")
    assert list(read_bytes(content, name=name.decode("utf-8", "replace"), captured_at=NOW)), (
        "nothing was told"
    )


def page(data: bytes) -> None:
    """Clean a page: what is kept and what is cut are the whole of it."""
    for capture in read_bytes(data, name="page.html", captured_at=NOW):
        if isinstance(capture, Capture):
            try:
                cleaned = clean(capture)
            except CaptureError:
                continue
            lost = coverage_violations(source_text(capture), cleaned)
            assert not lost, lost[0]
            assert not CONTROL.search(repr(cleaned)), "a control character is kept"


def _samples(*suffixes: str) -> list[bytes]:
    """Return the sample files of these kinds, each behind its name; of all kinds where none is named."""
    files = sorted((DATA / "captures").iterdir())
    chosen = [each for each in files if not suffixes or each.suffix in suffixes]
    return [f"{each.name}\n".encode() + each.read_bytes() for each in chosen]


def _letters() -> list[bytes]:
    """Return words of many alphabets in every encoding, under its own label and under another one's."""
    words = "Zażółć gęślą jaźń, İstanbul ığüş, Съешь ещё булок, Ξεσκεπάζω, עברית, ภาษาไทย, 中文, 한국어, déjà"
    pages = [words.encode(), words.encode().decode("cp1252", "ignore").encode()]
    for codec, other in zip(ENCODINGS, (*ENCODINGS[3:], *ENCODINGS[:3]), strict=True):
        note = 20 * words.encode(codec, "ignore")
        pages += [b"<meta charset=%s><p>%s" % (label.encode(), note) for label in (codec, other)]
    return pages


ENCODINGS = (
    "utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "windows-1254", "iso-8859-1",
    "iso-8859-2", "iso-8859-9", "koi8-r", "big5", "gb18030", "shift_jis", "euc-kr", "iso-2022-jp", "utf-7",
)  # fmt: skip
SEARCHES = (
    b'aid AND (port OR "grain deal") -sport', b'"aid port"~5 title:ferry tag:War,Peace since:2024-04',
    b'actor:"Joe Biden" published:2024-01..2024-03-09 NOT (lang:en OR date:none)',
    "Überfall „Frieden“ 戦争 ,; ~".encode(),
)  # fmt: skip
FILTERS = (
    b"q=aid&since=2024-04-01&until=2024-04-09&tags=China&tags_all=War&actors=Joe+Biden&actors_not=person/~x",
    b"as_of=2024-04-09T10%3A00%3A00Z&roles=title&kinds=place&cast=recorded&zones=headline&read=unread&labels=a",
)
ADDRESSES = (
    b"https://harbourpost.example/city/quay?a=1&b=%20#c", b"feed://news.example:8080/rss",
    b"http://[::ffff:1.2.3.4]/", b"https://0x7f.1/", "https://höhe.example/ä/../b".encode(), b"http://user:word@news.example./",
    b"//2130706433",
)  # fmt: skip
PARSERS = {
    "search": Parser(
        runs=400_000, check=search, seeds=lambda: SEARCHES,
        words=(b"(", b")", b'"', b"~5", b" OR ", b"-", b":", b"..", b"since:", b"tag:", b"\\", b"*", b"\xff"),
    ),
    "filter": Parser(
        runs=200_000, check=filter_address, seeds=lambda: FILTERS,
        words=(b"&", b"=", b"%00", b"%ed%a0%80", b"since=", b"as_of=", b"+14:00", b"tags=",
               b";", b"0000-00-00"),
    ),
    "address": Parser(
        runs=200_000, check=web_address, seeds=lambda: ADDRESSES,
        words=(b"@", b":", b"//", b"\\", b"[", b"]", b"%2f", b".", b"xn--", "。①ß\u200d".encode(),
               b"127.1", b"..", b"localhost", b"#", b"?", b"::1"),
    ),
    "letters": Parser(
        runs=100_000, check=letters, seeds=_letters,
        words=(b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b$B", b"\0", b"<meta charset=", b"+AG-",
               b"\xed\xa0\x80", b"\xc3\xa2\xe2"),
    ),
    "feed": Parser(
        runs=50_000, check=file, seeds=lambda: _samples(".rss", ".atom", ".rdf", ".xml", ".opml"),
        words=(b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;",
               b"<a>", b"&#0;", b"<link>", b"</channel>", b"<?xml version='1.0'?>", b"<!--"),
    ),
    "warc": Parser(
        runs=20_000, check=file, seeds=lambda: _samples(".warc", ".wacz", ".gz", ".zst"),
        words=(b"WARC/1.1\r\n", b"Content-Length: 9\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK", b"chunked",
               b"-1", b"\x1f\x8b", b"Content-Encoding: gzip\r\n", b"PK\x03\x04", b"\xff\xff\xff\xff"),
    ),
    "file": Parser(
        runs=20_000, check=file, seeds=_samples,
        words=(b"{", b"}", b"[", b'"', b",", b"\0", b"null", b"1e999", b"\\ud800", b"--", b"\r\n\r\n",
               b"Content-Type:", b"=?utf-8?q?=", b"bplist00", b"From "),
    ),
    "page": Parser(
        runs=10_000, check=page, seeds=lambda: [each.content for each in pages()],
        words=(b"<div>", b"</div>", b"<p>", b"<", b">", b"<!--", b"<table>", b"<script>",
               b"<template>", b"<svg>", b"&nbsp;", b"<h2>", b"<br>", b"style=display:none", b"{", b'"',
               b"<article>", b"</article>", b"\0"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What broke a promise, and how."""

    data: bytes
    note: str


def attack(name: str, runs: int, seed: int) -> list[Fault]:
    """Feed a parser so many changed inputs; return one that broke it for each place where it broke."""
    parser, chance = PARSERS[name], random.Random(seed)
    seeds, faults = parser.seeds(), dict[str, Fault]()
    for _ in range(runs):
        data = changed(chance, seeds, parser.words)
        if note := broken(name, data):
            faults.setdefault(note, Fault(data, note))
    return list(faults.values())


def broken(name: str, data: bytes) -> str:
    """Return how an input breaks its parser; "" where it does not."""
    try:
        with _in_time():
            PARSERS[name].check(data)
    except (Exception, TooSlow) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {place.name}: {error}"[:300]
    return ""


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"over {SECONDS:.0f} seconds")

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def changed(chance: random.Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return a seed with a few changes."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randint(0, len(data))
        end = min(len(data), at + int(chance.expovariate(1 / 20)))
        span, more = data[at:end], chance.choice((1, 1, 1, 3, 200))
        match chance.choice(("flip", "cut", "double", "move", "take", "word", "noise")):
            case "flip" if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case "cut":
                del data[at:end]
            case "double":
                data[at:at] = span * more
            case "move":
                del data[at:end]
                there = chance.randint(0, len(data))
                data[there:there] = span
            case "take":
                other = chance.choice(seeds)
                begins = chance.randint(0, len(other))
                data[at:end] = other[begins : begins + len(span) * more]
            case "word":
                data[at:at] = chance.choice(words) * more
            case "noise":
                data[at:end] = chance.randbytes(len(span))
    return bytes(data[:LONGEST])


def main(arguments: Sequence[str]) -> int:
    """Attack the parsers and keep what broke one; 1 where there is any."""
    names = arguments[:1] if arguments and arguments[0] != "all" else list(PARSERS)
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    any_found = False
    for name in names:
        runs = int(arguments[1]) if len(arguments) > 1 else PARSERS[name].runs
        begun, faults = time.process_time(), attack(name, runs, seed)
        spent = time.process_time() - begun
        print(f"{name:<8} {runs:>9,} runs, {len(faults)} faults, {spent:.0f} s of processor", flush=True)
        for fault in faults:
            any_found = True
            kept = FOUND / name / hashlib.sha256(fault.data).hexdigest()[:12]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(fault.data)
            print(f"  {kept.name}: {fault.note}", flush=True)
    return 1 if any_found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
