"""Timezones that no page names are assumed, with the reason."""

from datetime import datetime, timedelta

from lib.clean.says.assumed_timezones import NOT_KNOWN, assumed_timezone
from tests.cases import every_case

ASSUMED = [
    ("kyivindependent.com", "en", "Europe/Kyiv"),
    ("bereg.example", "uk", "Europe/Kyiv"),
    ("gazeta.com.br", "pt", "America/Sao_Paulo"),
    ("daily.com.pk", "en", "Asia/Karachi"),
    ("tageblatt.de", None, "Europe/Berlin"),
    ("harbourpost.example", "en", "UTC"),
    ("South Harbour Morning Post", "en", "UTC"),  # no city, though a zone is called Australia/South
    ("New Jersey Ferry News", "en", "UTC"),
    ("The Wake Weekly", "en", "UTC"),
    ("The Johnston Harbour Press", "en", "UTC"),
    ("South China Morning Post", "en", "Asia/Hong_Kong"),
    ("The Moscow Ferry News", "en", "Europe/Moscow"),
]


PLACES = (
    ("The Pine County Press, 12 Mill Road, Duluth, MN 55802", "America/Chicago"),
    ("Harbour House, Quay Street, LN9 6JR", "Europe/London"),
    ("© 2024 The Delta Post, Oslo", "Europe/Oslo"),
    ("The Delta Post is edited in Cairo", "Africa/Cairo"),
    ("The Delta Post, since 1901", None),
    ("A fire broke out in Cairo", None),
    ("The Delta Post said on Friday that a fire had broken out in the centre of Cairo.", None),
    ("Call XX 12345", None),
    ("Hafenstraße 1, DE 10115 Berlin", None),  # Germany, not Delaware
    ("A street in Cairo, at noon. © Ada Obi", None),
)


@every_case(("publisher", "language", "name"), ASSUMED)
def test_an_assumed_zone_says_why(publisher: str, language: str | None, name: str) -> None:
    zone = assumed_timezone(publisher, language)
    assert (zone.name, zone.assumed) == (name, True)
    assert zone.reason.startswith("The page gives no zone")


@every_case(("text", "zone"), PLACES)
def test_a_printed_place_of_the_publisher_tells_its_clock(text: str, zone: str | None) -> None:
    found = assumed_timezone("The Delta Post", None, [text])
    assert (found.name if found is not NOT_KNOWN else None) == zone
    assert found is NOT_KNOWN or (found.assumed and "prints the place" in found.reason)


def test_a_zones_clock_keeps_summer_time() -> None:
    zone = assumed_timezone("kyivindependent.com")
    assert datetime(2024, 7, 1, 12, tzinfo=zone.clock).utcoffset() == timedelta(hours=3)
    assert datetime(2024, 1, 1, 12, tzinfo=zone.clock).utcoffset() == timedelta(hours=2)
