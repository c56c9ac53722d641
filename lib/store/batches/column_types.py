"""The Arrow type of each column, as schema.py declares the tables."""

from collections.abc import Mapping
from functools import cache

import duckdb
import pyarrow as pa

from lib.store.schema import TABLES


def column_types(table: str) -> Mapping[str, pa.DataType]:
    """Return the Arrow type of each column of a table, as the schema declares it."""
    return _all_types()[table]


@cache
def _all_types() -> dict[str, dict[str, pa.DataType]]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        names = [
            str(name) for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        ]
        return {name: _types(connection.sql(f"from {name}").to_arrow_table()) for name in names}


def _types(table: pa.Table) -> dict[str, pa.DataType]:
    return {field.name: field.type for field in table.schema}
