"""Reads every block of an archive: DuckDB notices a damaged block only when it is read."""

from typing import Protocol

import duckdb

TABLES_OF = (
    "select table_name from duckdb_tables() where database_name = {database} and not temporary order by 1"
)


class Executes(Protocol):
    """A connection, or a reading."""

    def execute(self, sql: str, /) -> duckdb.DuckDBPyConnection:
        """Return the result of a statement."""
        ...


def checksums(connection: Executes, database: str | None = None) -> dict[str, tuple[int, int]]:
    """For each table of the database its number of rows and a checksum over all of its values."""
    name = f"'{database}'" if database else "current_database()"
    tables = [str(table) for (table,) in connection.execute(TABLES_OF.format(database=name)).fetchall()]
    front = f"{database}." if database else ""
    return {
        table: connection.execute(f"select count(*), bit_xor(hash(t)) from {front}{table} t").fetchall()[0]
        for table in tables
    }
