"""Lines of an export have all their columns, and damage is told with the line where it begins."""

from datetime import UTC, datetime

import pytest

from lib.capture.arrival import Arrival
from lib.capture.exports.csv_export import begins, lines_of
from lib.model.errors import UnreadableCapture

COLUMNS = ("url", "title", "tags")


def arrived(data: bytes) -> Arrival:
    """Return an export as it came."""
    seen_at = datetime(2024, 3, 13, tzinfo=UTC)
    return Arrival(data=data, name="kept.csv", origin="kept.csv", seen_at=seen_at, seen_by=None)


def test_a_first_line_is_known_whatever_stands_around_its_names() -> None:
    assert begins(b'\xef\xbb\xbf\n"URL","Title","Tags"\n', "url,title")
    assert not begins(b"title,url\n", "url,title") and not begins(b"", "url,title")


def test_each_line_has_every_column() -> None:
    data = b'url,title,tags\r\nhttps://a.test/1,"Quay, old",x,more\r\n\r\nhttps://a.test/2\r\n'
    assert list(lines_of(arrived(data), COLUMNS, advice="")) == [
        ({"url": "https://a.test/1", "title": "Quay, old", "tags": "x"}, "kept.csv#1"),
        ({"url": "https://a.test/2", "title": "", "tags": ""}, "kept.csv#3"),
    ]


def test_damage_is_told_with_its_line_and_what_to_do() -> None:
    data = b"url,title,tags\nhttps://a.test/1,a,b\nhttps://a.test/2," + b"x" * 200_000 + b",c\n"
    lines = lines_of(arrived(data), COLUMNS, advice="Copy it once more.")
    assert next(lines)[1] == "kept.csv#1"
    with pytest.raises(UnreadableCapture, match=r"kept\.csv is damaged in line 3 .* Copy it once more\."):
        next(lines)
