"""SQL that somebody has typed: one SELECT, read-only, away from files and network, and not for ever."""

import threading
from pathlib import Path

import duckdb
import pandas as pd

from lib.model.errors import QueryError
from lib.store.archive import connect

SECONDS = 60.0
ROWS = 1_000_000  # more is no answer that somebody reads, and would not fit into memory
NOUNS = "stories, mentions, co_mentions, tags, authors, actors and slots"


def ask(path: Path, sql: str, *, seconds: float = SECONDS) -> pd.DataFrame:
    """Return the rows that one SELECT statement gives."""
    with connect(path, read_only=True) as connection:
        _refuse_others(connection, sql)
        connection.execute("set lock_configuration = true")
        clock = threading.Timer(seconds, connection.interrupt)
        clock.start()
        try:
            return _some(connection, sql)
        except duckdb.InterruptException as error:
            raise QueryError(
                sql, f"The query ran for more than {seconds:.0f} seconds and was stopped; ask for less."
            ) from error
        except duckdb.Error as error:
            raise _failed(sql, error) from error
        finally:
            clock.cancel()


def _some(connection: duckdb.DuckDBPyConnection, sql: str) -> pd.DataFrame:
    bare = sql.strip().rstrip(";")
    rows = connection.execute(f"select * from ({bare}\n) limit {ROWS + 1}").df()
    if len(rows) > ROWS:
        raise QueryError(sql, f"The query gives more than {ROWS:,} rows; add a limit or a condition.")
    return rows


def _refuse_others(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise _failed(sql, error) from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError(sql, f"Only one SELECT statement is answered here; the tables to ask are {NOUNS}.")


def _failed(sql: str, error: duckdb.Error) -> QueryError:
    reason = " ".join(str(error).split())
    return QueryError(sql, f"The query was not answered. {reason} The tables to ask are {NOUNS}.")
