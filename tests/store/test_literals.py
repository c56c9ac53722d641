"""A value with an apostrophe stays one string in SQL."""

import duckdb

from lib.store.literals import literals

VALUES = ("O'Hara", "plain", "two '' of them", "", '"quoted"', 3)


def test_values_come_back_as_they_were() -> None:
    assert duckdb.execute(f"select [{literals(VALUES)}]").fetchall() == [([*map(str, VALUES)],)]
