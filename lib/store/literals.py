"""Values written into SQL as string literals, where a statement takes no parameters."""

from collections.abc import Iterable


def literal(value: object) -> str:
    """Return a value as an SQL string literal: O'Hara becomes 'O''Hara'."""
    return "'{}'".format(str(value).replace("'", "''"))


def literals(values: Iterable[object]) -> str:
    """Return values as SQL string literals, separated by commas."""
    return ", ".join(map(literal, values))
