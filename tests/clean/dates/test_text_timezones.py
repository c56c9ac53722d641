import pytest

from lib.clean.dates.text_timezones import zone_of_text

ZONES = (
    (None, "The Kyiv Star", "en", "Europe/Kyiv", True),
    (None, "Los Angeles Mirror", "en", "America/Los_Angeles", True),
    (None, "The London Harbour Gazette", "en", "Europe/London", True),
    (None, "Elbtaler Bote", "de", "Europe/Berlin", True),
    (None, "The Delta Post", "en", "UTC", True),
    (None, "", "en", "UTC", True),
    ("EST", "The London Harbour Gazette", "en", "America/New_York", False),
    ("+02:00", "", "en", "+02:00", False),
    ("Kyiv time", "", "en", "Europe/Kyiv", False),
    ("heure de Paris", "", "fr", "Europe/Paris", False),
    ("за Києвом", "", "uk", "Europe/Kyiv", False),
    ("Summer time", "", "en", "UTC", True),
)


@pytest.mark.parametrize(("printed", "publisher", "language", "name", "assumed"), ZONES)
def test_the_zone_is_printed_or_assumed_with_a_reason(
    printed: str | None, publisher: str, language: str, name: str, assumed: bool
) -> None:
    zone = zone_of_text(printed, publisher, language)
    assert (zone.name, zone.assumed) == (name, assumed)
    assert zone.reason.endswith(".")
