"""Which way a text reads."""

from lib.model.direction import Direction, direction
from tests.cases import every_case

TEXTS: list[tuple[str, Direction]] = [
    ("The harbour opens again", "ltr"),
    ("الميناء يفتح أبوابه من جديد", "rtl"),
    ("הנמל נפתח מחדש", "rtl"),
    ("Reuters: الميناء يفتح أبوابه من جديد بعد العاصفة", "rtl"),
    ("The sign on the quay read الميناء", "ltr"),
    ("港が再び開く", "ltr"),
    ("1962", "ltr"),
    ("", "ltr"),
]


@every_case(("text", "way"), TEXTS)
def test_most_letters_tell_the_direction(text: str, way: Direction) -> None:
    assert direction(text) == way


def test_a_text_without_letters_reads_as_what_stands_around_it() -> None:
    assert direction("1962 – 2,4 %", "rtl") == "rtl"
