"""What no file holds is taken out of texts, and names of any bytes can be printed."""

from lib.model.controls import printable, without_controls_in
from tests.cases import every_case

NAMES = [
    ("quay é 😀.txt", "quay é 😀.txt"),
    ("caf\udce9.txt", "caf\ufffd.txt"),
    ("caf\udcc3\udca9.txt", "café.txt"),
    ("a\ud83d b\ude00", "a\ufffd b\ufffd"),
]


@every_case(("name", "shown"), NAMES)
def test_a_name_of_any_bytes_can_be_printed(name: str, shown: str) -> None:
    assert printable(name) == shown and shown.encode()


def test_what_is_no_letter_is_left_out_of_json() -> None:
    given = {"a\ud83d": ["Quay \ude00\x1b[2J\0\b\x7f", 1, None, {"b": "😀 \\ud83d \\\\b \\\x01u0001\n"}]}
    assert without_controls_in(given) == {"a": ["Quay [2J", 1, None, {"b": "😀 \\ud83d \\\\b \\u0001\n"}]}
    whole = {"b": "😀 \\u0001\t"}
    assert without_controls_in(whole) is whole
