"""A sentence with its source: all of it, and what is left when the page tells less."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lib.export.citation import quotation
from tests.cases import every_case

ROW: dict[str, Any] = {
    "sentence": "Norland spoke with Sudmark.",
    "headline": "Harbour opens again",
    "publisher": "harbour.example",
    "authors": ["Ada Lindqvist"],
    "published_at": datetime(2024, 4, 1, 22, 30, tzinfo=UTC),
    "published_as": "1 April 2024",
    "captured_at": datetime(2024, 4, 9, 6, 31, tzinfo=UTC),
    "url": "https://harbour.example/1",
}
TITLE, PLACE = "“Harbour opens again”, harbour.example", "https://harbour.example/1"
UNKNOWN: dict[str, Any] = {
    "authors": [],
    "published_at": None,
    "published_as": None,
    "headline": "",
    "publisher": "",
}
CITED: list[tuple[dict[str, Any], str]] = [
    ({}, f"Ada Lindqvist, {TITLE}, 2 April 2024, {PLACE}, captured 9 April 2024"),
    (
        {"authors": ["A. Lee", "B. Oak", "C. Poe"], "url": None},
        f"A. Lee, B. Oak and C. Poe, {TITLE}, 2 April 2024, captured 9 April 2024",
    ),
    ({"authors": [], "published_at": None}, f"{TITLE}, 1 April 2024, {PLACE}, captured 9 April 2024"),
    ({**UNKNOWN, "captured_at": None}, f"no date, {PLACE}"),
]


def test_a_day_that_is_printed_alone_is_quoted_as_printed() -> None:
    printed = datetime(2024, 4, 2, tzinfo=ZoneInfo("Asia/Tokyo"))
    day, minute = (ROW | {"published_at": printed, "published_precision": each} for each in ("day", "minute"))
    assert "harbour.example, 2 April 2024, " in quotation(day, "America/New_York")
    assert "harbour.example, 1 April 2024, " in quotation(minute, "America/New_York")


@every_case(("changed", "source"), CITED)
def test_a_quotation_tells_what_is_known_of_its_source(changed: dict[str, Any], source: str) -> None:
    assert quotation(ROW | changed, "Europe/Kyiv") == f"“Norland spoke with Sudmark.” ({source})"


def test_days_are_the_desks_and_a_part_of_a_sentence_has_an_ellipsis() -> None:
    text = quotation(ROW, "America/New_York")
    assert "1 April 2024" in text and "captured 9 April 2024" in text
    text = quotation(ROW | {"sentence": "to meet Norland halfway."}, "UTC")
    assert text.startswith("“… to meet Norland halfway.” (")
