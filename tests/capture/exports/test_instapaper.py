"""An export of Instapaper gives its articles by the names of its columns, in whatever order they stand."""

from datetime import UTC, datetime

import pytest

from lib.capture.exports.csv_lines import columns_of, rows_of
from lib.capture.source_file import SourceFile
from lib.model.capture import Rejected, Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported
from tests.capture.captured import outcomes
from tests.cases import every_case


def arrived(data: bytes) -> SourceFile:
    """Return an export as it came."""
    seen_at = datetime(2024, 3, 13, tzinfo=UTC)
    return SourceFile(data=data, name="kept.csv", origin="kept.csv", seen_at=seen_at, seen_by=None)


def test_columns_are_known_whatever_stands_around_their_names() -> None:
    assert columns_of(b'\xef\xbb\xbf\n"URL","Title" ,Tags\r\nx,y,z') == {"url", "title", "tags"}
    assert columns_of(b"") == frozenset()


def test_a_cell_is_found_by_the_name_of_its_column() -> None:
    data = b'Title,URL,tags\r\n"Quay, old",https://a.test/1,x,more\r\n\r\n,https://a.test/2\r\n'
    rows = [(row["url"], row["title"], row["tags"], at) for row, at in rows_of(arrived(data), advice="")]
    assert rows == [
        ("https://a.test/1", "Quay, old", "x", "kept.csv#1"), ("https://a.test/2", "", "", "kept.csv#3"),
    ]  # fmt: skip


def test_damage_is_told_with_its_line_and_what_to_do() -> None:
    data = b"url,title,tags\nhttps://a.test/1,a,b\nhttps://a.test/2," + b"x" * 200_000 + b",c\n"
    rows = rows_of(arrived(data), advice="Copy it once more.")
    assert next(rows)[1] == "kept.csv#1"
    with pytest.raises(UnreadableCapture, match=r"kept\.csv is damaged in line 3 .* Copy it once more\."):
        next(rows)


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
    return outcomes(text.encode(), "export.csv")


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


def test_columns_in_another_order_are_the_same_articles() -> None:
    (found,) = taken("Folder,Title,URL,Selection\nArchive,Quay,https://a.example/1,Soon\n")
    assert isinstance(found, Imported) and (found.url, found.title) == ("https://a.example/1", "Quay")
    assert (found.note, found.archived) == ("Soon", True)


def test_tags_that_are_no_list_are_still_tags() -> None:
    for cell, tags in (('"a, b"', ("a", "b")), ("2024", ("2024",)), ("NaN", ("NaN",))):
        (found,) = taken(f"{NEW}https://a.example/1,Quay,,Unread,,{cell}\n")
        assert isinstance(found, Imported) and found.tags == tags


ENDLESS = 'https://a.example/1,Quay,,Unread\nhttps://a.example/2,"' + "x" * 200_000


@every_case(
    ("lines", "kinds"),
    [
        ("javascript:1,Quay,,Unread\n\nhttps://a.example/\n", [Skipped, Imported]),
        (ENDLESS, [Imported, Rejected]),
    ],
)
def test_a_line_without_an_address_or_an_end_costs_no_other(lines: str, kinds: list[type]) -> None:
    assert [type(each) for each in taken(OLD + lines)] == kinds


def test_another_table_is_refused_with_a_sentence() -> None:
    (found,) = taken("name,age\nx,1\n")
    assert isinstance(found, Rejected) and "no export of Instapaper" in found.message
