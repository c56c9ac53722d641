"""Printed times read as papers print them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from lib.sample import clock
from lib.sample.stories import Clock
from tests.cases import every_case

NEW_YORK, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
EVENING = datetime(1962, 10, 22, 19, 2, tzinfo=NEW_YORK)
MIDNIGHT = datetime(1962, 10, 23, 0, 5, tzinfo=NEW_YORK)
SUNDAY = datetime(1962, 10, 28, 12, 0, tzinfo=NEW_YORK)
TEA = datetime(1962, 10, 22, 16, 50, tzinfo=LONDON)
RIVER = datetime(1962, 10, 6, 17, 30, tzinfo=ZoneInfo("Europe/Kyiv"))

MACHINES: list[tuple[datetime, Clock, str]] = [
    (EVENING, "zone", "1962-10-22T19:02:00-04:00"),
    (EVENING, "utc", "1962-10-22T23:02:00Z"),
    (EVENING, "none", "1962-10-22T19:02:00"),
    (SUNDAY, "zone", "1962-10-28T12:00:00-05:00"),
]
LONG: list[tuple[datetime, Clock, str]] = [
    (EVENING, "zone", "Monday, October 22, 1962, 7:02 p.m. EDT"),
    (EVENING, "none", "Monday, October 22, 1962, 7:02 p.m."),
    (SUNDAY, "zone", "Sunday, October 28, 1962, 12:00 p.m. EST"),
    (TEA, "zone", "Monday 22 October 1962 16:50 BST"),
    (RIVER, "zone", "06.10.1962, 17:30"),
]


@every_case(("at", "how", "printed"), MACHINES)
def test_metadata_is_written_in_iso_8601(at: datetime, how: Clock, printed: str) -> None:
    assert clock.for_machines(at, how) == printed


@every_case(("at", "how", "printed"), LONG)
def test_a_paper_prints_the_whole_day(at: datetime, how: Clock, printed: str) -> None:
    assert clock.long(at, how) == printed


def test_midnight_is_twelve() -> None:
    assert clock.short(MIDNIGHT) == "October 23, 1962 12:05 AM"


def test_a_browser_writes_the_offset() -> None:
    assert clock.for_browsers(EVENING) == "Mon Oct 22 1962 19:02:00 GMT-0400 (EDT)"
