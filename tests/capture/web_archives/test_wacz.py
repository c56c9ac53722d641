"""A packed web archive is the web archives inside it."""

import json

import zstandard

from lib.model.capture import Capture, Rejected
from tests.capture.archives import STORY, answered, packed, record
from tests.capture.captured import outcomes
from tests.capture.pages.test_zip_pages import packet

BOX = packed(record(), record(answered(STORY.encode(), "Content-Type: text/html")))


def package(*paths: str) -> bytes:
    return json.dumps({"profile": "data-package", "resources": [{"path": path} for path in paths]}).encode()


def taken(data: bytes) -> list[object]:
    return outcomes(data, "box.wacz")


def test_each_page_of_each_archive_is_a_capture() -> None:
    found = taken(
        packet(
            ("datapackage.json", package("archive/a.warc.gz", "pages/pages.jsonl")),
            ("archive/a.warc.gz", BOX), ("archive/b.warc", record()),
            ("pages/pages.jsonl", b'{"url": "https://a.example/", "text": "x"}'),
        )
    )  # fmt: skip
    assert [each.origin for each in found if isinstance(each, Capture)] == [
        "box.wacz#archive/a.warc.gz#1",
        "box.wacz#archive/a.warc.gz#2",
        "box.wacz#archive/b.warc#1",
    ]
    assert len(found) == 3


def test_an_archive_that_is_listed_and_not_there_is_told() -> None:
    found = taken(
        packet(
            ("datapackage.json", package("archive/a.warc.gz", "archive/b.warc")), ("archive/b.warc", record())
        )
    )
    assert [type(each) for each in found] == [Capture, Rejected]
    assert (
        isinstance(found[1], Rejected)
        and "a.warc.gz is listed in datapackage.json but not there" in found[1].message
    )


def test_a_list_that_is_damaged_hides_nothing() -> None:
    for listed in (b"{", b"[]", b'{"resources": [{"name": 1}]}', b'{"resources": 5}', b"\xff"):
        found = taken(packet(("datapackage.json", listed), ("archive/a.warc", record())))
        assert [type(each) for each in found] == [Capture]


def test_a_cut_archive_inside_is_told() -> None:
    found = taken(packet(("archive/a.warc.gz", BOX[:-40])))
    assert [type(each) for each in found] == [Capture, Rejected]


def test_an_archive_without_archives_is_refused() -> None:
    (found,) = taken(packet(("datapackage.json", b"{}")))
    assert isinstance(found, Rejected) and "holds no web archive" in found.message


def test_an_archive_inside_may_be_packed_with_zstd() -> None:
    packer = zstandard.ZstdCompressor()
    data = packer.compress(record()) + packer.compress(record())
    found = taken(packet(("archive/a.warc.zst", data), ("archive/b.warc.gz", BOX)))
    assert [each.origin for each in found if isinstance(each, Capture)] == [
        f"box.wacz#archive/{each}" for each in ("a.warc.zst#1", "a.warc.zst#2", "b.warc.gz#1", "b.warc.gz#2")
    ]
