"""What came of what was handed in is told in words, with the stories themselves."""

from pathlib import Path

import pytest

from lib.ingest.run import ingest
from lib.store.archive import create
from lib.store.paths import archive_path
from lib.ui.intake import inbox
from lib.ui.intake.outcome import outcome
from lib.ui.jobs.events import Event
from tests.ui.api.test_captures import HTML
from tests.ui.conftest import ended, failed, summary

LARGE = {"kind": "TooLarge", "origin": "/in/box/a.html", "message": "/in/box/a.html <x> is too large."}
CASES = [
    (summary(stored=1, seconds=9.0), 0, "Added", "1 story stored; 9.0 seconds."),
    (summary(revised=1), 0, "Added", "<p>1 revision of known stories"),
    (summary(known=2), 0, "Known already", "<p>2 known already; 2.0 seconds."),
    (summary(refused=[LARGE]), 3, "Not added", "a.html &lt;x&gt; is too large."),
    (summary(skipped={"hidden file": 3}), 0, "Nothing was added", "<p>3 skipped (hidden file: 3)"),
    (summary(removed=1), 0, "Nothing was added", "until you bring it back under"),
    (failed("The archive is damaged."), 1, "Not added", "The archive is damaged."),
]


@pytest.mark.parametrize(("event", "code", "heading", "said"), CASES)
def test_the_heading_says_whether_anything_came(
    event: Event, code: int, heading: str, said: str, empty_home: Path
) -> None:
    title, body = outcome("20240409-063100-0123456789abcdef", ended(event, code))
    assert title == heading and said in body
    assert "/in/box" not in body and "TooLarge" not in body


def test_of_many_refusals_the_first_are_told_and_the_rest_counted(empty_home: Path) -> None:
    refused = [{"kind": "x", "origin": "", "message": f"page {n} holds no story."} for n in range(9)]
    _, body = outcome("x", ended(summary(stored=1, refused=refused), 3))
    assert body.count("holds no story") == 5 and "4 more were rejected" in body


def test_the_stories_themselves_can_be_opened(empty_home: Path) -> None:
    create(archive_path())
    arrival = inbox.put([("page.html", HTML.encode())])
    ingest(inbox.sources(arrival), archive=archive_path(), jobs=1, pooled=False)
    _, body = outcome(arrival, ended(summary(stored=1)))
    assert "Read the new stories</a></p>" in body and "Ferry sails again</a>" in body
    assert "/read?archive=own&amp;article=" in body
    assert "/read?archive=own&amp;sort=arrived" in body  # of all stories those that came last stand first
