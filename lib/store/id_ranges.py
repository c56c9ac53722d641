"""Ranges of ids, for work on a table that takes some of its rows at a time."""

from collections.abc import Iterator

from lib.store.statements import Executes, value


def id_ranges(connection: Executes, table: str, step: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last ids of ranges of `step` ids, which together hold all rows of a table."""
    highest: int = value(connection, f"select coalesce(max(id), -1) from {table}")
    for first in range(0, highest + 1, step):
        yield first, first + step - 1
