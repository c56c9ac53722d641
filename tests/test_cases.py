"""A row of cases is one test, and every case that fails is reported."""

import pytest

from tests.cases import every_case


def test_every_case_is_asked_and_those_that_fail_are_named() -> None:
    asked = []

    @every_case(("one", "other"), [(1, 1), (1, 2), (3, 3), (4, 5)])
    def test_both_are_alike(one: int, other: int) -> None:
        asked.append(one)
        assert one == other

    with pytest.raises(ExceptionGroup, match="2 of 4 cases fail") as failed:
        test_both_are_alike()
    assert asked == [1, 1, 3, 4]
    assert [error.__notes__ for error in failed.value.exceptions] == [["case: 1, 2"], ["case: 4, 5"]]


def test_a_row_without_a_case_fails() -> None:
    with pytest.raises(AssertionError, match="no case"):
        every_case("one", [])(lambda one: None)()
