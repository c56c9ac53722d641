"""Moments in a desk's words."""

from datetime import UTC, datetime

from lib.ui.when import in_words
from tests.cases import every_case

NOW = datetime(2024, 4, 9, 21, 30, tzinfo=UTC)  # half past midnight of the tenth in Kyiv
TABLE = [
    (datetime(2024, 4, 9, 21, 0, tzinfo=UTC), "UTC", "today, 9:00 pm"),
    (datetime(2024, 4, 9, 21, 0, tzinfo=UTC), "Europe/Kyiv", "today, 12:00 am"),
    (datetime(2024, 4, 9, 20, 59, tzinfo=UTC), "Europe/Kyiv", "yesterday, 11:59 pm"),
    (datetime(2024, 4, 10, 9, 5, tzinfo=UTC), "UTC", "tomorrow, 9:05 am"),
    (datetime(2024, 3, 1, 12, 0, tzinfo=UTC), "UTC", "1 March, 12:00 pm"),
    (datetime(2023, 3, 1, 12, 0, tzinfo=UTC), "UTC", "1 March 2023, 12:00 pm"),
    ("2024-04-09T21:00:00+00:00", "UTC", "today, 9:00 pm"),
    (datetime(2024, 4, 9, 21, 0), "UTC", "today, 9:00 pm"),
    (None, "UTC", ""),
    ("", "UTC", ""),
]


@every_case(("moment", "zone", "words"), TABLE)
def test_a_moment_is_said_as_at_a_desk(moment: datetime | str | None, zone: str, words: str) -> None:
    assert in_words(moment, NOW, zone) == words
