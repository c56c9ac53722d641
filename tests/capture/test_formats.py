"""Every module of the folder with SUFFIXES is a format, with a sample that proves it."""

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.capture import read
from lib.capture.formats import Format, format_of, formats, is_known, suffixes
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Imported
from tests.capture.captured import outcomes
from tests.cases import every_case

SAMPLES = Path(__file__).parents[1] / "data" / "captures"
MUTATIONS = 200  # of each format
NAMES = [
    ("page.HTML", b"", "saved_html"),
    ("page.html.gz", b"", "saved_html"),
    ("page.txt", b"<html>", "plain_text"),
    ("page", b"<!doctype html><p>x", "saved_html"),
    ("page", b"Old quay reopens", "plain_text"),
    ("page", b"\0\1\2", None),
    ("box", b"WARC/1.1\r\nWARC-Type: response\r\n", "warc"),
    ("box", b"PK\x03\x04", "zip_pages"),
    ("marks.html", b"<!DOCTYPE NETSCAPE-Bookmark-file-1>", "bookmarks"),
    ("map.xml", b"<?xml version='1.0'?>\n<urlset xmlns='x'>", "sitemap"),
    ("map.xml.gz", gzip.compress(b"<urlset xmlns='x'>", mtime=0), "sitemap"),
    ("map.xml", b" " * 4096, "plain_text"),
    ("feeds.xml", b"<opml version='1.0'>", "opml"),
    ("export.json", b'[{"is_archived":1,"content":"<p>x"', "wallabag"),
    ("lines.json", b'{"url": "https://a.example", "text": "x"}\n{', "json_lines"),
    ("pretty.json", b'{\n  "text": "x"\n}', None),
    ("data.json", b'[\n  {"name": "x"}\n]', None),
    ("notes", b"[Harbour] The quay is open", "plain_text"),
    ("marks.json", b'{"guid":"root________","type":"text/x-moz-place-container"', "bookmarks_backup"),
    ("export.csv", b"URL,Title,Selection,Folder\n", "instapaper"),
    ("letter", b"Received: x\nFrom: a@b.example\nSubject: x\n\nText", "letter"),
    ("letter", b"From: our reporter\nThe quay is open", "plain_text"),
    ("box", b"From a@b.example Tue Mar 12 10:30:05 2024\nFrom: x\n\n", "mbox"),
    ("2024-March.txt", b"From ann at b.example  Tue Mar 12 10:30:05 2024\nFrom: x\n\n", "mbox"),
    ("letter.txt", b"Received: x\nFrom: a@b.example\nSubject: x\n\nText", "letter"),
    ("notes.txt", b"From: our reporter\nThe quay is open", "plain_text"),
    ("page", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n", "mhtml"),
    ("page.html", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", "mhtml"),
]


def name_of(module: object) -> str:
    return str(getattr(module, "__name__", "")).rsplit(".", 1)[-1]


def samples(each: Format) -> list[Path]:
    """Return the samples of a format: one for each suffix of its own.

    One named after it where it has none.
    """
    also: tuple[str, ...] = getattr(each, "ALSO_SUFFIXES", ())
    shared = [f"sample_{name_of(each)}{also[0]}"] if also and not each.SUFFIXES else []
    return [SAMPLES / name for name in (*(f"sample{suffix}" for suffix in each.SUFFIXES), *shared)]


def mutations(whole: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield the file empty, cut, blotted, doubled in part and with single bits turned."""
    chance = random.Random(seed)
    yield from (b"", whole[:1], bytes(64), whole + whole, whole.replace(b"\n", b"\r"))
    for _ in range(count - 5):
        data = bytearray(whole)
        at, size = chance.randrange(len(data)), chance.randrange(1, 200)
        match chance.randrange(5):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + size]
            case 2:
                data[at : at + size] = chance.randbytes(size)
            case 3:
                data[at:at] = data[max(0, at - size) : at] * 3
            case _:
                for _ in range(chance.randrange(1, 9)):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(data)


@pytest.mark.parametrize("each", formats(), ids=name_of)
def test_a_format_reads_the_sample_of_each_of_its_suffixes(each: Format) -> None:
    for sample in samples(each):
        assert sample.is_file(), f"put a small page of your own writing into {sample} to prove the format"
        found = list(read(sample))
        text = [one.content if isinstance(one, Capture) else repr(one) for one in found]
        assert not [one for one in found if isinstance(one, Rejected)]
        assert "harbour master" in text[0] or any("harbour master" in one or "feeds" in one for one in text)


@pytest.mark.parametrize("each", formats(), ids=name_of)
def test_a_damaged_file_of_any_format_is_told_and_never_stops_the_reading(each: Format) -> None:
    files = samples(each)
    for seed, sample in enumerate(files):
        for data in mutations(sample.read_bytes(), MUTATIONS // len(files), seed):
            found = outcomes(data, sample.name)
            assert found
            for one in found:
                assert isinstance(one, Capture | Rejected | Skipped | Imported)
                assert one.origin
                if isinstance(one, Rejected):
                    assert one.kind in ("UnreadableCapture", "TooLarge") and one.message.endswith(".")
                if isinstance(one, Capture):
                    assert one.content.strip() and one.original and len(one.sha256) == 64


def test_no_two_formats_share_a_suffix() -> None:
    assert len(set(suffixes())) == len(suffixes())


@every_case(("name", "head", "expected"), NAMES)
def test_a_format_is_chosen_by_suffix_then_by_content(name: str, head: bytes, expected: str | None) -> None:
    chosen = format_of(name, head)
    assert (chosen and name_of(chosen)) == expected


def test_a_file_that_says_little_by_its_name_counts_only_when_its_beginning_is_known() -> None:
    assert is_known("map.xml", b"<urlset xmlns='x'>")
    assert not is_known("sheet.xml", b"<workbook>") and not is_known("table.csv", b"a,b\n")
    assert is_known("a.mbox", b"") and not is_known("a.doc", b"")


def test_formats_are_found_without_a_list() -> None:
    assert {name_of(each) for each in formats()} >= {"saved_html", "plain_text"}


@every_case(
    "name",
    [
        "sample.csv", "sample.jsonl", "sample.opml", "sample_bookmarks.html", "sample_bookmarks_backup.json",
        "sample_pocket.csv", "sample_sitemap.xml", "sample_wallabag.json",
    ],
)  # fmt: skip
def test_an_export_in_utf_16_is_read_as_one_in_utf_8(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    wide = data.decode("utf-8-sig").encode("utf-16")
    for other, called in ((wide, name), (gzip.compress(wide, mtime=0), f"{name}.gz")):
        facts = [
            [(type(each), getattr(each, "url", None), getattr(each, "title", None)) for each in found]
            for found in (outcomes(data, name), outcomes(other, called))
        ]
        assert facts[0] == facts[1]
