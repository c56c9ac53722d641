"""Sources become captures; a failure is a result with a sentence."""

import gzip
import hashlib
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lib.capture import read, read_bytes, reading
from lib.capture.formats import HEAD, beginning
from lib.capture.unpack import LIMIT
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Imported
from tests.capture.captured import NOON, the_capture

PAGE = b"<html><link rel=canonical href=https://harbourpost.example/a><p>The harbour master</p></html>"
REFUSED = [
    ("empty.html", b"", "UnreadableCapture", "is empty"),
    ("blank.txt", b" \n", "UnreadableCapture", "is empty"),
    ("paper.html", b"%PDF-1.4", "UnreadableCapture", "a PDF document"),
    ("noise.txt", bytes(range(32)) * 50, "UnreadableCapture", "is binary"),
    ("what.bin", b"\0\1\2\3", "UnreadableCapture", "of no format"),
    ("big.html", b"x" * (LIMIT + 1), "TooLarge", "limit of 20 MB"),
    ("bomb.html.gz", gzip.compress(bytes(LIMIT + 1), mtime=0), "TooLarge", "limit of 20 MB"),
    ("cut.html.gz", gzip.compress(PAGE, mtime=0)[:-9], "UnreadableCapture", "in the middle"),
]


def test_a_file_is_one_capture(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    (capture,) = read(path)
    assert isinstance(capture, Capture)
    assert (capture.origin, capture.url) == (str(path), "https://harbourpost.example/a")
    assert (capture.captured_at, capture.captured_assumed) == (NOON, "the file's date")
    assert capture.original == PAGE
    assert capture.sha256 == hashlib.sha256(PAGE).hexdigest()


def test_a_packed_page_is_known_by_what_is_inside(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE, mtime=0))
    (capture,) = read(tmp_path / "a.html.gz")
    assert isinstance(capture, Capture)
    assert (capture.original, capture.sha256) == (PAGE, hashlib.sha256(PAGE).hexdigest())


@pytest.mark.parametrize(("name", "data", "kind", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_bad_file_is_refused_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, kind: str, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected) and rejected.kind == kind
    assert reason in rejected.message
    assert rejected.message.startswith(str(path)) and rejected.message.endswith(".")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere/none.html", "could not be opened (No such file or directory); check the path"),
        ("https://a.example/a", "`python -m lib ingest https://a.example/a` takes it in"),
    ],
)
def test_what_is_no_file_is_refused_with_what_to_do(source: str, said: str) -> None:
    (rejected,) = read(source)
    assert isinstance(rejected, Rejected) and said in rejected.message and rejected.sha256 is None


def test_a_folder_goes_on_past_bad_files(tmp_path: Path) -> None:
    for name, data in (("a.html", PAGE), ("b.html", b""), ("c.doc", b"x"), ("d.html", PAGE)):
        (tmp_path / name).write_bytes(data)
    assert [type(each) for each in read(tmp_path)] == [Capture, Rejected, Skipped, Capture]


def test_an_upload_carries_the_time_it_was_handed_in() -> None:
    east = NOON.astimezone(timezone(timedelta(hours=3)))
    (capture,) = read_bytes(PAGE, name="a.html", captured_at=east)
    assert isinstance(capture, Capture)
    assert (capture.captured_at, capture.captured_assumed) == (NOON, "the time it was handed in")
    assert capture.captured_at.tzinfo is UTC


def test_the_bytes_decide_what_an_upload_without_suffix_is() -> None:
    for data, media_type in ((PAGE, "text/html"), (b"The harbour master", "text/plain")):
        assert the_capture(data, "upload").media_type == media_type


LONG = b"<?xml version='1.0'?>\n<!-- " + b"licence " * 900 + b"-->\n<!-- made by hand -->\n"
RSS = b"<rss><channel><item><title>A</title><description>A ferry.</description></item></channel></rss>"
ROOTS = (
    (RSS, Capture),
    (b"<urlset><url><loc>https://harbourpost.example/1</loc></url></urlset>", Imported),
    (b"<opml><body><outline xmlUrl='https://harbourpost.example/feed'/></body></opml>", Skipped),
    (b"<html><body><p>The ferry is back.</p></body></html>", Capture),
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(("root", "kind"), ROOTS)
def test_a_long_comment_hides_no_format(root: bytes, kind: type, pack) -> None:  # type: ignore[no-untyped-def]
    name = "file.xml" if pack is bytes else "file.xml.gz"
    (came,) = read_bytes(pack(LONG + root), name=name, captured_at=datetime.now(UTC))
    assert isinstance(came, kind), came


def test_xml_of_another_kind_is_taken_for_no_feed() -> None:
    (came,) = read_bytes(LONG + b"<invoice/>", name="a.xml", captured_at=datetime.now(UTC))
    assert isinstance(came, Rejected) and "is of no format that is read here" in came.message


def test_the_beginning_is_what_the_file_begins_with() -> None:
    for data in (b"<!-- short --><rss>" + bytes(9_000), b"text " * 2_000, b"<!-- " + b"endless " * 2_000):
        assert beginning(data) == data[:HEAD]


def test_a_page_larger_than_any_file_may_be_is_refused_as_one_of_many_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "LIMIT", 10)
    monkeypatch.setattr(reading, "MANY_LIMIT", 50)
    for size, words in ((20, "of 20 MB"), (60, "split it and take in the parts")):
        (refused,) = read_bytes(b"x" * size, name="big.html", captured_at=datetime(2024, 3, 13, tzinfo=UTC))
        assert isinstance(refused, Rejected) and words in refused.message
