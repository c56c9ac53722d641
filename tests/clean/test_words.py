"""The cleaner's words are data."""

import re
from pathlib import Path

import pytest

from lib.clean import words

NAMES = sorted(path.stem for path in Path(words.__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_words_is_read_once(name: str) -> None:
    assert words.read(name)
    assert words.read(name) is words.read(name)


def test_words_join_into_one_alternation() -> None:
    pattern = re.compile(rf"\b{words.any_of(['quay', 'piers?'])}\b")
    assert pattern.findall("a quay, two piers, quayside") == ["quay", "piers"]
