"""Inserting rows into DuckDB through Arrow, by the types that the schema declares."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from lib.store.schema import TABLES
from lib.store.statements import value

Row = dict[str, Any]  # values by the names of a table's columns


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Insert rows, given as values of the named columns."""
    if arrays := [*zip(*rows, strict=True)]:
        insert_columns(connection, table, dict(zip(columns, arrays, strict=True)))


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row], *, into: str | None = None
) -> None:
    """Insert rows that all have the same columns, by the types of `table`, into it or a like table `into`."""
    if listed := list(rows):
        insert_columns(connection, table, columns_of(listed), into=into)


def columns_of(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Return rows that all have the same keys as columns: the values of each key; {} for no rows."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def insert_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Any], *, into: str | None = None
) -> None:
    """Insert rows given as columns, sequences or arrays, by the types of `table`; others are null."""
    count = max(map(len, columns.values()), default=0)
    if not count:
        return
    arrays = {
        name: pa.array(columns[name], type=kind) if name in columns else pa.nulls(count, kind)
        for name, kind in column_types(table).items()
    }
    connection.from_arrow(pa.table(arrays)).insert_into(into or table)


def temp_table(connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Any]) -> None:
    """Create a temporary table from columns, replacing one of that name."""
    connection.register("incoming", pa.table(columns))
    connection.execute(f"create or replace temp table {name} as from incoming")
    connection.unregister("incoming")


def with_column(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    values: Iterable[str] | Iterable[int],
    kind: str = "string",
) -> None:
    """Create a temporary table with the distinct values in its one column, `value`, of an Arrow type."""
    temp_table(connection, name, {"value": pa.array(dict.fromkeys(values), pa.type_for_alias(kind))})


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """Return the number after the highest of a column; 1 for an empty table."""
    number: int = value(connection, f"select coalesce(max({column}), 0) + 1 from {table}")
    return number


def column_types(table: str) -> Mapping[str, pa.DataType]:
    """Return the Arrow type of each column of a table, as the schema declares it."""
    return _types_of_all_tables()[table]


@cache
def _types_of_all_tables() -> dict[str, dict[str, pa.DataType]]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        schemas = {name: connection.sql(f"from {name}").to_arrow_table().schema for (name,) in tables}
    return {name: {field.name: field.type for field in schema} for name, schema in schemas.items()}
