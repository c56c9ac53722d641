"""JSON that nests too deep is refused before it costs the square of its depth."""

import io

import ijson
import pytest

from lib.capture.shallow_json import DEEPEST, shallow


def depth(number: int) -> int:
    text = b"[" * number + b"]" * number
    return sum(kind == "start_array" for kind, _ in shallow(ijson.basic_parse(io.BytesIO(text))))


def test_what_nests_as_far_as_it_may_is_read() -> None:
    assert depth(DEEPEST) == DEEPEST


def test_what_nests_deeper_is_refused() -> None:
    with pytest.raises(ijson.JSONError, match="deeper"):
        depth(DEEPEST + 1)
