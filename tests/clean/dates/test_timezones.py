"""Zones are named when the page says them and assumed, with a reason, when not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from lib.clean.dates.timezones import clock_of, zone_assumed, zone_named, zone_of

NAMED = [
    ("GMT", "UTC"),
    ("ET", "America/New_York"),
    ("CEST", "Europe/Berlin"),
    ("+0300", "+03:00"),
    ("GMT+2", "+02:00"),
]
ASSUMED = [
    ("kyivindependent.com", "en", "Europe/Kyiv"),
    ("bereg.example", "uk", "Europe/Kyiv"),
    ("tageblatt.de", None, "Europe/Berlin"),
    ("harbourpost.example", "en", "UTC"),
]


@pytest.mark.parametrize(("printed", "name"), NAMED)
def test_a_printed_zone_is_not_assumed(printed: str, name: str) -> None:
    zone = zone_named(printed)
    assert zone is not None
    assert (zone.name, zone.assumed) == (name, False)


@pytest.mark.parametrize("printed", ["XYZ", "+99:00", ""])
def test_nonsense_is_no_zone(printed: str) -> None:
    assert zone_named(printed) is None


@pytest.mark.parametrize(("publisher", "language", "name"), ASSUMED)
def test_an_assumed_zone_says_why(publisher: str, language: str | None, name: str) -> None:
    zone = zone_assumed(publisher, language)
    assert (zone.name, zone.assumed) == (name, True)
    assert zone.reason.startswith("The page gives no zone")


def test_an_offset_names_the_zone_of_an_instant() -> None:
    east = datetime(2024, 3, 11, 7, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    west = datetime(2024, 3, 11, 7, tzinfo=timezone(timedelta(hours=-4)))
    assert [zone_of(moment).name for moment in (east, west, east.astimezone(UTC))] == [
        "+05:30",
        "-04:00",
        "UTC",
    ]


def test_a_zones_clock_keeps_summer_time() -> None:
    zone = zone_assumed("kyivindependent.com")
    assert datetime(2024, 7, 1, 12, tzinfo=clock_of(zone)).utcoffset() == timedelta(hours=3)
    assert datetime(2024, 1, 1, 12, tzinfo=clock_of(zone)).utcoffset() == timedelta(hours=2)
