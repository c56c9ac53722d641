"""Sixty headlines with standfirsts of our own: who a reader sees in them must be who is found."""

import pytest

from lib.actors import recogniser_state
from tests.actors.actor_sets import headlines, score

WANTED_F1, WANTED_PRECISION = 0.92, 0.95


def test_headlines_name_who_a_reader_sees_in_them() -> None:
    if not recogniser_state().available:
        pytest.skip("the recogniser is not installed here")
    found = score(headlines(), use_recogniser=True)
    assert found.f1 >= WANTED_F1 and found.precision >= WANTED_PRECISION, str(found)


def test_the_actor_file_alone_makes_up_hardly_anyone() -> None:
    found = score(headlines(), use_recogniser=False)
    assert found.precision >= WANTED_PRECISION, str(found)


def test_the_headlines_hold_every_trap_once_and_their_ids_too() -> None:
    rows = headlines()
    assert len({row["id"] for row in rows}) == len(rows) == 60
    assert any("caption" in row for row in rows)
    assert any(row["headline"].isupper() for row in rows)
