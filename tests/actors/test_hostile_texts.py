"""Hostile texts are read to their end, and every name that is found stands where it says."""

import pytest

from lib.actors import find_in_text, recogniser_state
from lib.actors.find import passages
from tests.actors.hostile_texts import TEXTS
from tests.cases import every_case

SIZE = 6_000
A_MEGABYTE = 1_000_001  # one character more than the recogniser takes at once


@pytest.mark.parametrize("use_recogniser", [False, True])
@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_is_read(kind: str, use_recogniser: bool) -> None:
    text = TEXTS[kind](SIZE)
    for start, end, label in find_in_text(text, use_recogniser=use_recogniser).spans:
        assert 0 <= start < end <= len(text) and text[start:end].strip() == text[start:end]
        assert label in ("PER", "ORG", "LOC")


@every_case(("kind", "name"), [("one line", "Joe Biden"), ("emoji", "Ukraine")])
def test_names_are_found_among_hostile_characters(kind: str, name: str) -> None:
    assert name in find_in_text(TEXTS[kind](SIZE), use_recogniser=False).actors


def test_a_megabyte_in_one_line_is_read_to_its_end() -> None:
    text = "one " * (A_MEGABYTE // 4) + "and Olaf Scholz left Berlin."
    (passage,) = passages([(0, text)])
    assert passage.sentences == ((0, len(text)),)
    assert "Olaf Scholz" in find_in_text(text, use_recogniser=False).actors


def test_the_recogniser_reads_long_lines_in_pieces() -> None:
    assert recogniser_state().available, recogniser_state().sentence
    text = "x" * 1_200_000 + " Then Martin Hale left the harbour."
    assert "Martin Hale" in find_in_text(text).actors
