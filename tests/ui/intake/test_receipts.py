"""Receipts: another try leads back to where a capture came from, and nowhere else."""

from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.ui.intake import inbox, receipts
from lib.ui.jobs import background
from lib.ui.jobs.work import Task
from lib.ui.view import View
from tests import builders
from tests.ui.conftest import Sheets, ended, summary


def rejected(name: str = "page.warc") -> str:
    """Return an arrival that was rejected."""
    arrival = inbox.put([(name, b"no archive")])
    inbox.finish([arrival], ended(summary(rejected=1), 3))
    return arrival


@pytest.mark.parametrize("name", ["page.warc", "saved/april/page.warc"])
def test_what_lies_in_the_inbox_waits_once_more_with_its_arrival(begun: list[Task], name: str) -> None:
    arrival = rejected(name)
    receipts.retry(receipts.existing_source(f"{inbox.folder_of(arrival)}/{name}#1"))
    assert inbox.waiting() == [arrival] and begun == []
    background.worker().look_in()
    assert begun[0].arguments[:2] == ("ingest", str(inbox.folder_of(arrival) / name.partition("/")[0]))


def test_a_file_or_an_address_is_taken_in_again(begun: list[Task], tmp_path: Path) -> None:
    page = tmp_path / "page#3.txt"
    page.write_text("News", encoding="utf-8")
    for origin, source in (
        (str(page), str(page)),
        (f"{page}#17", str(page)),
        (f"{page}#may.warc#17", str(page)),
        (f"{page}#{'long ' * 60}.html", str(page)),
        ("https://a.example/story#part", "https://a.example/story#part"),
    ):
        receipts.retry(receipts.existing_source(origin))
        assert begun.pop().arguments[:2] == ("ingest", source)


@pytest.mark.parametrize("origin", ["", "none.txt", "/etc", "file:///etc/passwd", "#", "/"])
def test_what_is_gone_or_no_file_is_not_tried(begun: list[Task], origin: str) -> None:
    receipts.retry(receipts.existing_source(origin))
    assert begun == []


def test_another_outcome_is_shown_from_its_first_page(empty_home: Path, sheets: Sheets) -> None:
    builders.archive(empty_home, builders.parsed(builders.article("Ferry", "It sailed.")))
    receipts.show_receipts(View(page="intake", criteria=Filter(), own={"receipts": "2", "page": "3"}))
    line = sheets["receipts"].partition("<table")[0]
    assert "outcome=stored" in line and "page=3" in line and "receipts=2" not in line
