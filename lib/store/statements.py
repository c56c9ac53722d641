"""Asking a database one value, or one column: what most questions about an archive come to."""

from typing import Any, Protocol


class Executes(Protocol):
    """Whatever a statement can be given to: a connection, or an archive that is open for reading."""

    def execute(self, query: str, parameters: Any = None, /) -> Any:
        """Run a statement and return its result."""
        ...


def value(connection: Executes, sql: str, parameters: Any = None) -> Any:
    """Return the first value of a query's first row; None if it has no row."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0][0] if rows else None


def column(connection: Executes, sql: str, parameters: Any = None) -> list[Any]:
    """Return the first value of each of a query's rows."""
    return [row[0] for row in connection.execute(sql, parameters).fetchall()]
