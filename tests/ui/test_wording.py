"""Numbers and days read as a newspaper prints them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from lib.model.wording import zone_words
from lib.ui.wording import day, days, in_words, instant, time_of
from tests.cases import every_case

DAYS = [
    (date(1962, 10, 16), date(1962, 10, 28), "16–28 October 1962"),
    (date(1962, 9, 30), date(1962, 10, 1), "30 September – 1 October 1962"),
    (date(1961, 12, 31), date(1962, 1, 1), "31 December 1961 – 1 January 1962"),
    (date(1962, 10, 16), date(1962, 10, 16), "16 October 1962"),
    (None, date(1962, 10, 16), "16 October 1962"),
]


@every_case(("first", "last", "shown"), DAYS)
def test_a_span_of_days_is_said_as_short_as_it_can_be(first: date | None, last: date, shown: str) -> None:
    assert days(first, last) == shown


def test_an_instant_of_a_time_whose_zones_had_seconds_is_told() -> None:
    morning = datetime(1865, 4, 15, 9, tzinfo=ZoneInfo("America/New_York"))  # 4 h 56 min 2 s before Greenwich
    assert instant(morning, "UTC") == "15 April 1865, 1:56 pm"
    shown = time_of({"published_at": pd.Timestamp(morning), "published_precision": "minute"}, "UTC")
    assert (shown.words, shown.iso) == ("15 April 1865, 1:56 pm", "1865-04-15T09:00:00-04:56:02")


def test_an_instant_is_told_in_the_zone_asked_for_and_a_day_alone_as_it_was_printed() -> None:
    assert instant(datetime(2024, 4, 9, 6, 31), "Europe/Kyiv") == "9 April 2024, 9:31 am"
    assert instant(None, "UTC") == ""
    assert day(date(1962, 10, 28), weekday=True) == "Sunday, 28 October 1962"
    midnight = datetime(2024, 4, 25, tzinfo=ZoneInfo("Europe/Berlin"))
    assert instant(midnight, "America/New_York", day_only=True) == "25 April 2024"
    assert (zone_words("America/New_York"), zone_words("UTC")) == ("New York time", "UTC")


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
