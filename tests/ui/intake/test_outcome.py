"""What came of what was handed in is told in words, with the stories themselves."""

from pathlib import Path

import pytest

from lib.ingest import ingest
from lib.store.archive import create
from lib.store.files.home import archive_path
from lib.ui.intake import inbox
from lib.ui.intake.outcome import outcome, progress
from lib.ui.jobs.work import Ended
from tests.ui.api.test_captures import HTML


def ended(words: str, code: int = 0) -> Ended:
    """Return how an ingest ended."""
    return Ended(name="ingest", code=code, began_at="", ended_at="2024-04-09T06:31:00+00:00", words=words)


TOLD = [
    ("1 of 1 files, 1 stored\n1 story stored; 9.0 seconds.", 0, "Taken in", "1 story stored; 9.0 seconds."),
    ("0 stories stored, 1 revisions of known stories; 2 seconds.", 0, "Taken in", "1 revisions"),
    ("0 stories stored, 2 known already; 2 seconds.", 0, "Known already", "<p>2 known already; 2 seconds."),
    ("Rejected (TooLarge): <x>.\n0 stories stored, 1 rejected; 2 seconds.", 3, "Not taken in", "&lt;x&gt;."),
    ("0 stories stored, 3 skipped (hidden file: 3); 2 seconds.", 0, "Nothing was taken in", "3 skipped"),
    ("0 stories stored, 1 removed earlier and left out; 2 seconds.", 0, "Nothing was taken in",
     "until you bring it back under"),
    ("The archive is damaged.", 1, "Not taken in", "The archive is damaged."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "heading", "said"), TOLD)
def test_the_heading_says_whether_anything_came(
    words: str, code: int, heading: str, said: str, empty_home: Path
) -> None:
    title, body = outcome("20240409-063100-0123456789abcdef", ended(words, code))
    assert title == heading and said in body
    assert "of 1 files" not in body and "TooLarge" not in body


def test_of_many_refusals_the_first_are_told_and_the_rest_counted(empty_home: Path) -> None:
    lines = [f"Rejected (NotAnArticle): page {n} holds no story." for n in range(9)]
    _, body = outcome("x", ended("\n".join([*lines, "1 story stored, 9 rejected; 2 seconds."]), 3))
    assert body.count("holds no story") == 5 and "4 more were rejected" in body


def test_the_stories_themselves_can_be_opened(empty_home: Path) -> None:
    create(archive_path())
    arrival = inbox.lay([("page.html", HTML.encode())])
    ingest(inbox.sources(arrival), archive=archive_path(), jobs=1, apart=False)
    _, body = outcome(arrival, ended("1 story stored; 2 seconds."))
    assert "Read the new stories</a></p>" in body and "Ferry sails again</a>" in body
    assert "/read?archive=own&amp;article=" in body


def test_progress_is_the_newest_line(empty_home: Path) -> None:
    assert progress("") == "" and progress("A.\n1 of 1 files, 0 stored\n") == "1 of 1 file, 0 stored"
