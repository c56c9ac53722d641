"""Moments as other programs write them, in UTC."""

from datetime import UTC, datetime

from lib.capture.moments import dated, moment_of
from tests.cases import every_case

HALF_PAST_TEN = datetime(2024, 3, 12, 10, 30, tzinfo=UTC)
SAME = [
    "2024-03-12T10:30:00Z", "2024-03-12T12:30:00+0200", "2024-03-12 10:30:00",
    "Tue, 12 Mar 2024 12:30:00 +0200", "Tue, 12 Mar 2024 11:30:00 CET", "Tue, 12 Mar 2024 12:30:00 EET",
    "Tue, 12 Mar 2024 12:30:00 GMT+0200",
    "Tue Mar 12 2024 11:30:00 GMT+0100 (Central European Standard Time)",
    "Tue, 12 Mar 2024 10:30:00 AM GMT", "Mar 12, 2024 4:00 PM +5:30", "2024/03/12 12:30:00 +0200",
    "2024/3/12 10:30", "Tue, 12 Mar 2024 03:30:00 -0700 (PDT)", "Tue Mar 12 03:30:00 -0700 2024",
    "Tue, 12 Mar 2024 05:30:00 -0500 EST", "2024-03-12 10:30:00 UTC", "2024-03-12 11:30:00 CET",
    "2024-03-12 10:30 AM", "2024-03-12T05:30:00\N{MINUS SIGN}05:00", "20240312103000", 202403121030,
    "1710239400", 1710239400, 1710239400.0, 1710239400000, "1710239400000000", 1710239400000000000,
]  # fmt: skip
NONE = [
    None, "", "soon", "Mon, 30 Nov -0001 00:00:00 +0000", True, 0, -5, 2024, "2024", "202403",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", 10**20, "nan", "inf",
]  # fmt: skip
PRINTED = [
    ("2024-03-12T12:30:00+0200", "2024-03-12T12:30:00+02:00"),
    ("2024-03-12T12:30:00", "2024-03-12T12:30:00"),
    ("2024-03-12", "2024-03-12"),
    ("Tue, 12 Mar 2024 12:30:00 +0200", "2024-03-12T12:30:00+02:00"),
    ("20240312123000", "2024-03-12T12:30:00"),
    (1710239400, "2024-03-12T10:30:00+00:00"),
    ("Tue, 12 Mar 2024 12:30:00 IST", "2024-03-12T12:30:00"),  # a name of several zones is none
    ("soon", ""),
    (None, ""),
]


@every_case("text", SAME)
def test_one_moment_is_written_in_many_ways(text: object) -> None:
    assert moment_of(text) == HALF_PAST_TEN


@every_case("text", NONE)
def test_what_no_calendar_knows_is_no_moment(text: object) -> None:
    assert moment_of(text) is None


LAST = datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@every_case(
    ("text", "moment"),
    [
        ("Sat, 31 Dec 2016 23:59:60 GMT", LAST),  # a leap second is the second before it
        ("2016-12-31T23:59:60Z", LAST),
        ("20240312", datetime(2024, 3, 12, tzinfo=UTC)),  # a day is no count of seconds
    ],
)
def test_a_second_and_a_day_are_what_they_are(text: str, moment: datetime) -> None:
    assert moment_of(text) == moment


@every_case(("text", "expected"), PRINTED)
def test_a_time_keeps_the_offset_it_was_written_with(text: object, expected: str) -> None:
    assert dated(text) == expected
