"""Timezones are read where a page prints them."""

from datetime import UTC, datetime

import pytest

from lib.clean.clean import clean
from lib.clean.says.assumed_timezones import assumed_timezone
from lib.clean.says.timezones import decide_timezone, printed_timezone
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, capture, story, text_capture

NAMED = [
    ("GMT", "UTC"),
    ("ET", "America/New_York"),
    ("CEST", "Europe/Berlin"),
    ("+0300", "+03:00"),
    ("GMT+2", "+02:00"),
    ("UTC+14", "+14:00"),  # the first to see a day
    ("UTC\N{MINUS SIGN}5", "-05:00"),
    ("Istanbul time", "Europe/Istanbul"),
    ("Nicosia time", "Europe/Nicosia"),
]


@every_case(("printed", "name"), NAMED)
def test_a_printed_zone_is_not_assumed(printed: str, name: str) -> None:
    zone = printed_timezone(printed)
    assert zone is not None
    assert (zone.name, zone.assumed) == (name, False)


@every_case("printed", ["XYZ", "+99:00", "UTC+15", ""])
def test_nonsense_is_no_zone(printed: str) -> None:
    assert printed_timezone(printed) is None


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


@every_case(("printed", "publisher", "language", "name", "assumed"), ZONES)
def test_the_zone_is_printed_or_assumed_with_a_reason(
    printed: str | None, publisher: str, language: str, name: str, assumed: bool
) -> None:
    zone = decide_timezone(printed, lambda: assumed_timezone(publisher, language))
    assert (zone.name, zone.assumed) == (name, assumed)
    assert zone.reason.endswith(".")


@every_case(
    ("printed", "publisher", "name", "assumed"),
    [
        ("IST", "harbourpost.in", "Asia/Kolkata", False),
        ("IST", "harbourpost.co.il", "Asia/Jerusalem", False),
        ("IST", "harbourpost.ie", "Europe/Dublin", False),
        ("IST", "The Delta Post", "Asia/Kolkata", True),
        ("CST", "cnn.com", "America/Chicago", False),
        ("CST", "harbourpost.cn", "Asia/Shanghai", False),
        ("CST", "harbourpost.cu", "America/Havana", False),
        ("CST", "The Delta Post", "America/Chicago", True),
    ],
)
def test_an_abbreviation_of_several_time_zones_is_never_decided_in_silence(
    printed: str, publisher: str, name: str, assumed: bool
) -> None:
    timezone = decide_timezone(printed, lambda: assumed_timezone(publisher, "en"))
    assert (timezone.name, timezone.assumed) == (name, assumed)
    others = ("India", "Israel", "Ireland") if printed == "IST" else ("United States", "China", "Cuba")
    assert all(country in timezone.reason for country in others)
    assert decide_timezone(printed, lambda: timezone) == timezone


@pytest.mark.parametrize(
    ("address", "instant"),
    [("harbourpost.co.il", "06:30"), ("harbourpost.ie", "08:30"), ("harbourpost.example", "04:00")],
)
@pytest.mark.parametrize(
    "printed", ["<meta name=date content='2023-07-11 09:30 IST'>", "11 July 2023, 9:30 IST"]
)
def test_pages_decide_it_by_their_publisher(address: str, instant: str, printed: str) -> None:
    saved = story(head=printed) if printed.startswith("<") else story(f"<p class=date>{printed}</p>")
    article = clean(capture(saved.content, url=f"https://{address}/city/quay")).article
    assert f"{article.published_at:%H:%M}" == instant
    assert article.published_zone is not None
    assert article.published_zone.assumed == address.endswith(".example")
    assert "India, Israel or Ireland" in article.published_zone.reason


def test_copied_text_decides_it_by_its_publisher() -> None:
    page = (
        f"{HEAD}\n\nBy Ada Obi\nJuly 11, 2024 9:30 IST\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}\n\n© 2024 Haaretz"
    )
    article = clean(text_capture(page, captured_assumed=None)).article
    assert article.published_at == datetime(2024, 7, 11, 6, 30, tzinfo=UTC)
