"""Pocket's export is addresses with title, time, tags and read state."""

from datetime import UTC, datetime

from lib.capture.formats import Outcome
from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from tests.capture.captured import outcomes

HEAD = "title,url,time_added,tags,status\n"


def taken(lines: str, head: str = HEAD) -> list[Outcome]:
    return outcomes((head + lines).encode(), "part_000000.csv")


def test_an_entry_carries_what_pocket_knew_and_no_more() -> None:
    line = '"Old ""quay"", reopened",https://a.example/?x=1,1710239400,quay|ferries | quay,archive\n'
    assert taken(line) == [
        Imported(
            url="https://a.example/?x=1", origin="part_000000.csv#1", title='Old "quay", reopened',
            tags=("quay", "ferries"), added_at=datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
            read=True, archived=True,
        )
    ]  # fmt: skip
    bare = Imported(url="https://a.example/", origin="part_000000.csv#1", read=False, archived=False)
    assert taken("https://a.example/,https://a.example/,,,unread\r\n", head="\ufeff" + HEAD) == [bare]


def test_lines_without_an_address_are_told() -> None:
    found = taken("Quay\nQuay,about:blank,1,,unread\nQuay,https://a.example/,1,,gone,more\n")
    assert [type(each) for each in found] == [Skipped, Skipped, Imported]


def test_a_line_that_never_ends_is_told() -> None:
    found = taken('Quay,https://a.example/,1,,unread\n"' + "x" * 200_000)
    assert isinstance(found[0], Imported) and isinstance(found[-1], Rejected)
    assert "damaged in line" in found[-1].message
    assert "damaged in line" in found[-1].message
