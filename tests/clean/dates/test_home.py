import pytest

from lib.clean.dates.home import zone_of_home
from lib.clean.text.lines import Line, ends_a_sentence, weight

PLACES = (
    ("The Pine County Press, 12 Mill Road, Duluth, MN 55802", "America/Chicago"),
    ("Harbour House, Quay Street, LN9 6JR", "Europe/London"),
    ("© 2024 The Delta Post, Oslo", "Europe/Oslo"),
    ("The Delta Post is edited in Cairo", "Africa/Cairo"),
    ("The Delta Post, since 1901", None),
    ("A fire broke out in Cairo", None),
    ("The Delta Post said on Friday that a fire had broken out in the centre of Cairo.", None),
    ("Call XX 12345", None),
    ("A street in Cairo, at noon. © Ada Obi", None),
)


def line(text: str) -> Line:
    return Line(
        0, 0, len(text), text, True, True, weight(text), ends_a_sentence(text), int(text.endswith("."))
    )


@pytest.mark.parametrize(("text", "zone"), PLACES)
def test_a_printed_place_of_the_publisher_tells_its_clock(text: str, zone: str | None) -> None:
    found = zone_of_home([line(text)], "The Delta Post")
    assert (found.name if found else None) == zone
    assert found is None or (found.assumed and "prints the place" in found.reason)
