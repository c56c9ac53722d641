"""Running SQL that somebody typed: one SELECT, read-only, without files and network, for a limited time."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd

from lib.model.errors import QueryError, QueryStopped
from lib.model.wording import listed
from lib.store import joined_views
from lib.store.documented import VIEWS
from lib.store.opening import connect
from lib.store.statements import column, value

SECONDS = 60.0  # that a query may take
COURTESY = 3.0  # seconds that a writer waits for a question of many seconds, which is then stopped
ROWS = 1_000_000  # more is no answer that somebody reads, and would not fit into memory
TOO_MUCH = "The query needs more memory than it may have; ask for fewer rows or columns."
EXACT = 1 << 53  # up to here a float holds every whole number
NOUNS = listed([*VIEWS])
BEFORE = "select * from (\n"  # of the lines that were typed, whose places errors name
MAKE_ROWS = ("unnest", "range", "generate_series", "generate_subscripts")  # functions that stand after FROM
WITHHELD = ("current_setting", "getenv", "getvariable", "write_log", "sleep_ms", "pg_sleep")

T = TypeVar("T")
Connection = duckdb.DuckDBPyConnection


def ask(archive: Path, sql: str, *, seconds: float = SECONDS) -> pd.DataFrame:
    """Return the rows of one SELECT statement as a frame; QueryError if it fails or has over ROWS rows."""
    with connect(archive, read_only=True) as connection:
        joined_views.show(connection, archive)
        rows = answer(connection, sql, _frame, most=ROWS, seconds=seconds)
    if len(rows) > ROWS:
        raise QueryError(sql, f"The query gives more than {ROWS:,} rows; add a limit or a condition.")
    return rows


def _frame(connection: Connection) -> pd.DataFrame:
    """Return the rows of the last statement as a frame with lists as lists, whose nulls are None.

    The engine's masked arrays have 0 for null. QueryError for sums of whole numbers, of which it makes
    floats, that a float rounds.
    """
    sums = [number for number, each in enumerate(connection.description) if str(each[1]) == "HUGEINT"]
    frame = connection.df()
    for number in sums:
        if frame.iloc[:, number].abs().max() > EXACT:
            name = str(frame.columns[number])
            raise QueryError(
                name, f"A number of the column {name} is too large to be exact; cast it to text."
            )
    for number, kind in enumerate(frame.dtypes):
        if pd.api.types.is_object_dtype(kind):
            frame.isetitem(number, frame.iloc[:, number].map(_as_list).array)
    return frame


def _as_list(cell: object) -> object:
    """Return an array as a list, null as None; any other cell as it is."""
    if not isinstance(cell, np.ndarray):
        return cell
    return [_as_list(each) for each in cell] if cell.dtype == object else cell.tolist()


def answer(
    connection: Connection,
    sql: str,
    fetch: Callable[[Connection], T],
    *,
    most: int,
    seconds: float,
    only_views: bool = False,
    hurries: Callable[[], bool] = lambda: False,
) -> T:
    """Run one SELECT statement and return what `fetch` makes of its first `most` rows plus one.

    The connection's settings are locked. With `only_views` only the documented views can be queried.
    QueryStopped after `seconds`, or earlier if `hurries` returns True; QueryError for what fails or is not
    allowed.
    """
    connection.execute("set errors_as_json = true; set lock_configuration = true")
    try:
        text = sql.encode()
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise _refused(sql, "Only one SELECT statement is answered here.")
        if only_views:
            _refuse_beyond(connection, sql)
        with _stopped_after(connection, seconds, hurries) as stopped:
            ends = (at for at, _ in duckdb.tokenize(sql) if text[at : at + 1] == b";")  # a comment may follow
            limited = f"{BEFORE}{text[: next(ends, None)].decode()}\n) limit {most + 1}"
            return fetch(connection.execute(limited))
    except UnicodeEncodeError as error:
        raise _refused(sql, "The query has a sign that is no character of any script.") from error
    except duckdb.InterruptException as error:
        raise QueryStopped(sql, stopped[0]) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(sql, TOO_MUCH) from error
    except duckdb.Error as error:
        raise _failed(sql, error) from error


def as_python(sql: str, archive: str, *, joined: bool = False) -> str:
    """Return Python code for a notebook, with duckdb and pandas, that runs the query on `archive`, a path.

    With `joined` the code warns that the names which the reader joined are separate there.
    """
    quoted = sql.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    apart = "# Names that you have joined in Wireroom stand apart here.\n" if joined else ""
    return (
        f"import duckdb\nimport pandas as pd\n\n{apart}"
        f"ARCHIVE = {json.dumps(archive, ensure_ascii=False)}  # the path of the archive\n"
        f'SQL = """\n{quoted}\n"""\n\n'
        "with duckdb.connect(ARCHIVE, read_only=True) as archive:\n"
        "    archive.execute(\"set timezone = 'UTC'\")\n"
        "    frame: pd.DataFrame = archive.execute(SQL).df()\n\nframe\n"
    )


def timeout_message(seconds: float) -> str:
    """Return the error message for a query that was stopped after so many seconds."""
    return f"The query ran for more than {seconds:.0f} seconds and was stopped; ask for less."


@contextmanager
def _stopped_after(
    connection: Connection, seconds: float, hurries: Callable[[], bool]
) -> Iterator[list[str]]:
    """Interrupt the query in the block after `seconds`, or for `hurries`; yield a list with the message."""
    ended, why = threading.Event(), [timeout_message(seconds)]

    def watch() -> None:
        """Interrupt the statement when its time is over, or earlier if somebody waits to store stories."""
        waited = 0.0
        while not ended.wait(0.1):
            waited += 0.1
            if waited >= COURTESY and waited < seconds and hurries():
                why[0] = "The query was stopped, because stories were waiting to be stored; ask again."
                break
            if waited >= seconds:
                break
        while not ended.wait(0.1):  # an interrupt before the statement has begun is lost
            connection.interrupt()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield why
    finally:
        ended.set()
        watching.join()


def _refuse_beyond(connection: Connection, sql: str) -> None:
    """Raise QueryError for tables other than the documented views, and functions that reveal the machine."""
    nodes = [*_nodes(json.loads(value(connection, "select json_serialize_sql(?::varchar)", [sql])))]
    own = {str(each["key"]).lower() for node in nodes for each in node.get("cte_map", {}).get("map", ())}
    sql_of_known = "select table_name from duckdb_tables() union select view_name from duckdb_views()"
    if shadowed := own.intersection(map(str.lower, column(connection, sql_of_known))):
        raise _refused(sql, f"A part of it is named {min(shadowed)}, as a table is; give it another name.")
    for node in nodes:
        kind, table = node.get("type"), str(node.get("table_name", ""))
        if kind == "BASE_TABLE" and (
            node["schema_name"] or node["catalog_name"] or table.lower() not in {*VIEWS, *own}
        ):
            raise _refused(sql, f"{_place(sql, node['query_location'])}There is no table “{table}” here.")
        if kind == "TABLE_FUNCTION" and (name := node["function"]["function_name"]) not in MAKE_ROWS:
            raise _refused(sql, f"The function {name} is not available after FROM.")
        if kind == "SHOW_REF":
            raise _refused(sql, "DESCRIBE and SHOW are not available; the page lists all columns.")
        if (name := str(node.get("function_name", "")).lower()) in WITHHELD:
            raise _refused(sql, f"The function {name} is not available.")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every JSON object in a parsed statement, the statement itself included."""
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left += node.values()
        elif isinstance(node, list):
            left += node


def _refused(sql: str, reason: str) -> QueryError:
    return QueryError(sql, f"{reason} The tables to ask are {NOUNS}.")


def _failed(sql: str, error: duckdb.Error) -> QueryError:
    """Return a QueryError with a sentence on the engine's error and, where it is known, its place."""
    first, _, rest = str(error).partition("{")
    try:
        error_fields: dict[str, str] = json.loads("{" + rest)
    except ValueError:
        error_fields = {"exception_message": " ".join(str(error).split())}
    reason = " ".join(error_fields["exception_message"].split())
    named, said = error_fields.get("name", ""), error_fields.get("error_subtype", "")
    if said == "COLUMN_NOT_FOUND":
        reason = f"There is no column “{named}”{_nearest(error_fields)}."
    elif said == "MISSING_ENTRY":
        reason = f"There is no {error_fields.get('type', 'Table').lower()} “{named}”{_nearest(error_fields)}."
    elif not reason.endswith((".", "!")):
        reason = f"{reason[:1].upper()}{reason[1:]}."
    if "position" not in error_fields:
        return _refused(sql, f"The query was not answered. {reason}")
    before = 0 if first.startswith("Parser") else len(BEFORE)
    return _refused(sql, f"{_place(sql, int(error_fields['position']) - before)}{reason}")


def _nearest(error_fields: dict[str, str]) -> str:
    """Return a clause with up to three names similar to one that does not exist; "" if there are none."""
    nearest = [each for each in error_fields.get("candidates", "").split(",") if each][:3]
    return f"; the nearest are {', '.join(nearest)}" if nearest else ""


def _place(sql: str, at: int) -> str:
    """Return the place of a byte offset in the query, for a sentence: "Line 2, column 7: "."""
    before = sql.encode()[: max(0, at)].decode("utf-8", "ignore")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return f"Line {line}, column {column}: "
