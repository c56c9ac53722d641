"""Times as machines write them are read, and nothing that no calendar or clock shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from lib.clean.says.assumed_timezones import NOT_KNOWN
from lib.clean.says.instants import (
    Instant,
    counted_back,
    of_epoch,
    of_iso,
    of_mail,
    read_instant,
    timezone_of_instant,
)
from lib.clean.says.relative_times import find_relative
from lib.model.article import Timezone
from tests.cases import every_case
from tests.clean.markup import text_capture

NINE = datetime(2024, 4, 9, 9, 31)
OSLO = timezone(timedelta(hours=2))


@every_case(
    ("text", "moment", "day_only"),
    [
        ("2024-04-09", datetime(2024, 4, 9), True),
        ("20240409T0931", NINE, False),
        ("2024-04-09T09:31:00Z", NINE.replace(tzinfo=UTC), False),
        ("2024-04-09 09:31:00.123+0200", NINE.replace(tzinfo=OSLO), False),
        ("2024-04-09 09:31 GMT+2", NINE.replace(tzinfo=OSLO), False),
        ("2024-04-09 09:31:00 UTC +02:00", NINE.replace(tzinfo=OSLO), False),
        ("2024-04-09 09:31 UTC", NINE.replace(tzinfo=UTC), False),
        ("2024-04-09 9:31 PM", None, False),  # an hour has two figures
        ("2024-04-09 09:31 pm", NINE + timedelta(hours=12), False),
        ("2024-04-09T24:00", datetime(2024, 4, 10), False),
        ("2024-04-09T25:00", datetime(2024, 4, 9), True),
        ("2024-02-30", None, False),
        ("1492-04-09", None, False),
    ],
)
def test_iso(text: str, moment: datetime | None, day_only: bool) -> None:
    found = of_iso(text)
    if moment is None:
        assert found is None or found.day_only  # at most the day is believed
    else:
        assert found is not None and found.day_only == day_only
        assert found.moment.replace(microsecond=0) == moment


def test_mail_and_seconds() -> None:
    assert of_mail("Tue, 09 Apr 2024 09:31:00 GMT") == Instant(moment=NINE.replace(tzinfo=UTC))
    assert of_mail("Tue, 99 Apr 2024 09:31:00 GMT") is None and of_mail("in April") is None
    assert of_epoch("1712655060") == of_epoch("1712655060000") == Instant(moment=NINE.replace(tzinfo=UTC))
    assert of_epoch("12") is None and of_epoch("100000000") is None


@every_case(
    "text",
    [
        "Tue, 09 Apr 2024 09:31:00 CEST", "Tue, 09 Apr 2024 09:31:00 GMT+0200",
        "Tue, 09 Apr 2024 09:31:00 +0200",
        "Tue Apr 09 2024 09:31:00 GMT+0200 (Central European Summer Time)", "9 April 2024, 09:31 (GMT +2)",
        "9 April 2024 09:31 UTC +02:00", "2024-04-09 16:31 Asia/Tokyo",
    ],
)  # fmt: skip
def test_a_zone_beside_a_time_counts_however_it_is_written(text: str) -> None:
    found = read_instant(text, "x")
    assert found is not None and found.moment.astimezone(UTC) == datetime(2024, 4, 9, 7, 31, tzinfo=UTC)


@every_case(
    ("text", "name", "reason"),
    [
        ("1 June 2019 at 08:34 PM EDT", "America/New_York", "The page says EDT."),
        ("2024-04-09 16:31 Asia/Tokyo", "Asia/Tokyo", "The page says Asia/Tokyo."),
        ("9 April 2024, 09:31 Kyiv time", "Europe/Kyiv", "The page says Kyiv time."),
        ("9 April 2024 09:31 UTC +02:00", "+02:00", "The page gives the offset."),
        ("2024-04-09T09:31:00Z", "UTC", "The page gives the time in UTC."),
    ],
)
def test_a_zone_is_given_as_it_is_printed(text: str, name: str, reason: str) -> None:
    found = read_instant(text, "x")
    assert found is not None
    zone = found.decided(lambda: NOT_KNOWN)[1]
    assert (zone.name, zone.reason, zone.assumed) == (name, reason, False)


def test_an_offset_names_the_timezone_of_an_instant() -> None:
    east, west = (NINE.replace(tzinfo=timezone(timedelta(hours=hours))) for hours in (5.5, -4))
    names = [timezone_of_instant(moment).name for moment in (east, west, east.astimezone(UTC))]
    assert names == ["+05:30", "-04:00", "UTC"]


@every_case(
    ("captured", "printed_at"),
    [
        (datetime(2024, 3, 31, 1, 30, tzinfo=UTC), datetime(2024, 3, 30, 23, 30, tzinfo=UTC)),
        (datetime(2024, 10, 27, 1, 30, tzinfo=UTC), datetime(2024, 10, 26, 23, 30, tzinfo=UTC)),
        (datetime(2024, 4, 9, 12, 0, tzinfo=UTC), datetime(2024, 4, 9, 10, 0, tzinfo=UTC)),
    ],
)
def test_hours_are_counted_back_over_a_change_of_the_clocks(captured: datetime, printed_at: datetime) -> None:
    found = find_relative("2 hours ago")
    assert found is not None
    berlin = Timezone(name="Europe/Berlin", assumed=True, reason="The publisher is there.")
    page = replace(text_capture("The ferry sails.", captured_assumed=None), captured_at=captured)
    moment, _ = counted_back("2 hours ago", found, page, lambda: berlin).decided(lambda: berlin)
    assert moment.astimezone(UTC) == printed_at
