"""What no file holds is taken out of texts, and names of any bytes can be printed."""

import pytest

from lib.model.controls import printable, without_halves

NAMES = [
    ("quay é 😀.txt", "quay é 😀.txt"),
    ("caf\udce9.txt", "caf\ufffd.txt"),
    ("caf\udcc3\udca9.txt", "café.txt"),
    ("a\ud83d b\ude00", "a\ufffd b\ufffd"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_of_any_bytes_can_be_printed(name: str, shown: str) -> None:
    assert printable(name) == shown and shown.encode()


def test_halves_of_a_pair_are_left_out_of_json() -> None:
    given = {"a\ud83d": ["Quay \ude00", 1, None, {"b": "😀 \\ud83d"}]}
    assert without_halves(given) == {"a": ["Quay ", 1, None, {"b": "😀 \\ud83d"}]}
    whole = {"b": "😀"}
    assert without_halves(whole) is whole
