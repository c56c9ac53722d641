"""Lines of an export have all their columns, and damage is told with the line where it begins."""

from datetime import UTC, datetime

import pytest

from lib.capture import read_bytes
from lib.capture.exports.csv_lines import begins, lines_of
from lib.capture.source_file import SourceFile
from lib.model.capture import Rejected, Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported
from tests.cases import every_case

COLUMNS = ("url", "title", "tags")


def arrived(data: bytes) -> SourceFile:
    """Return an export as it came."""
    seen_at = datetime(2024, 3, 13, tzinfo=UTC)
    return SourceFile(data=data, name="kept.csv", origin="kept.csv", seen_at=seen_at, seen_by=None)


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


NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
OLD = "URL,Title,Selection,Folder\n"
NEW = "URL,Title,Selection,Folder,Timestamp,Tags\n"
STATES = [
    ("Unread", (False, False, None, ())),
    ("Archive", (True, True, None, ())),
    ("Starred", (None, None, True, ())),
    ("Harbours", (None, None, None, ("Harbours",))),
    ("", (None, None, None, ())),
]


def taken(text: str) -> list[object]:
    return list(read_bytes(text.encode(), name="export.csv", captured_at=NOON))


@every_case(("folder", "expected"), STATES)
def test_a_folder_is_a_state_or_a_tag(folder: str, expected: tuple[object, ...]) -> None:
    (found,) = taken(f"{OLD}https://a.example/1,Quay,,{folder}\n")
    assert isinstance(found, Imported)
    assert (found.read, found.archived, found.starred, found.tags) == expected
    assert found.added_at is None


def test_a_new_export_tells_time_and_tags() -> None:
    line = 'https://a.example/1,"Quay, old\nand new","He said ""soon""",Unread,1710239400,'
    (found,) = taken(NEW + line + '"[""a"", ""b"", ""a""]"\n')
    assert found == Imported(
        url="https://a.example/1", origin="export.csv#1", title="Quay, old and new", read=False,
        archived=False, tags=("a", "b"), added_at=datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
        note='He said "soon"',
    )  # fmt: skip


def test_tags_that_are_no_list_are_still_tags() -> None:
    (found,) = taken(NEW + 'https://a.example/1,Quay,,Unread,,"a, b"\n')
    assert isinstance(found, Imported) and found.tags == ("a", "b")


def test_a_line_without_an_address_is_told() -> None:
    found = taken(OLD + "javascript:1,Quay,,Unread\n\nhttps://a.example/\n")
    assert [type(each) for each in found] == [Skipped, Imported]


def test_another_table_is_refused_with_a_sentence() -> None:
    (found,) = taken("name,age\nx,1\n")
    assert isinstance(found, Rejected) and "no export of Instapaper" in found.message


def test_a_cell_without_end_costs_only_what_follows() -> None:
    found = taken(OLD + 'https://a.example/1,Quay,,Unread\nhttps://a.example/2,"' + "x" * 200_000)
    assert [type(each) for each in found] == [Imported, Rejected]
