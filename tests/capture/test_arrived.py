"""The format of an arrival is known by its beginning, which may stand behind long comments."""

import gzip
from datetime import UTC, datetime

import pytest

from lib.capture import read_bytes
from lib.capture.arrived import HEAD, beginning
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Imported

LONG = b"<?xml version='1.0'?>\n<!-- " + b"licence " * 900 + b"-->\n<!-- made by hand -->\n"
ROOTS = (
    (
        b"<rss><channel><item><title>A</title><description>A ferry.</description></item></channel></rss>",
        Capture,
    ),
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
