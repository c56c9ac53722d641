"""Showing names that the reader has joined: views on a connection in the place of the archive's tables.

The archive stores names as printed. A connection opened for reading shows the joined names in their place,
and so does every query: temporary views hide the tables of names, and those that hold their numbers.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import duckdb

from lib.model.errors import WireroomError
from lib.store.journal.joined_names import FIELDS, Field, groups, read
from lib.store.names import spelling
from lib.store.statements import Executes, value

LISTS = ("tag", "author")  # of which a story has several
JOINED = "joined_name"  # temporary table of the names as printed, with what is shown for each (_Shown)


class _Shown(NamedTuple):
    """A name that the reader joined with others: its number and print, and those of the name shown for it."""

    field: Field
    number: int
    name: str
    now: int
    called: str


def show(connection: duckdb.DuckDBPyConnection, archive: Path) -> str:
    """Make a connection show joined names as one.

    Return a hash of the joinings; "" if there are none or they cannot be read.
    """
    try:
        held = read(archive)
    except (WireroomError, OSError):
        return ""
    found = [row for field in FIELDS for row in _shown(connection, groups(held, field), field)]
    if not found:
        return ""
    columns = "field varchar, id integer, name varchar, now integer, called varchar"
    connection.execute(f"create temp table {JOINED}({columns})")
    connection.executemany(f"insert into {JOINED} values (?, ?, ?, ?, ?)", found)
    _add_views(connection, found)
    return sha256(json.dumps(found).encode()).hexdigest()[:16]


def _shown(connection: duckdb.DuckDBPyConnection, name_now: Mapping[str, str], field: Field) -> list[_Shown]:
    """Return the joined names of a field that the archive has, in the order of their numbers.

    `name_now` gives by the key of a joined name the name to show instead. The number shown is the number of
    this name or, if no story has it, of the first name joined with it.
    """
    if not name_now:
        return []
    keyed = spelling.key_sql("name")
    sql = f"""
        select {keyed}, {field}_id, name from {field}
        where {keyed} in (select unnest(?::varchar[])) order by 2"""
    rows = connection.execute(sql, [[*name_now]]).fetchall()
    shown: dict[str, tuple[int, str]] = {}  # by the key of the present name: number and name
    for key, number, name in rows:
        key_now = spelling.key(name_now[key])
        if key == key_now:
            shown[key_now] = (number, name)
        elif key_now not in shown:
            shown[key_now] = (number, name_now[key])
    return [_Shown(field, number, name, *shown[spelling.key(name_now[key])]) for key, number, name in rows]


def _add_views(connection: duckdb.DuckDBPyConnection, shown: Sequence[_Shown]) -> None:
    """Create temporary views of the archive's tables that show joined names and hide the tables."""
    stored = stored_schema(connection)
    moved: dict[Field, dict[int, int]] = {each.field: {} for each in shown}
    for each in shown:
        if each.number != each.now:
            moved[each.field][each.number] = each.now
    for field, now in moved.items():
        connection.execute(f"""
            create temp view {field} as
            select t.* replace (coalesce(called, t.name) as name)
            from {stored}.{field} t left join {JOINED} j on j.field = '{field}' and j.id = t.{field}_id
            where j.now is null or j.now = j.id""")
        if field in LISTS and now:
            involved = ", ".join(map(str, {*now, *now.values()}))
            connection.execute(f"""
                create temp view {field}_article as
                select {field}_id, id from {stored}.{field}_article where {field}_id not in ({involved})
                union all
                select distinct {_mapped(f"{field}_id", now)}, id from {stored}.{field}_article
                where {field}_id in ({involved})""")
    changed = ", ".join(
        f"{_all_mapped(f'{field}s', now)} as {field}s" if field in LISTS
        else f"{_mapped(f'{field}_id', now)} as {field}_id"
        for field, now in moved.items() if now
    )  # fmt: skip
    if changed:
        connection.execute(f"create temp view article as select * replace ({changed}) from {stored}.article")


def stored_schema(connection: Executes) -> str:
    """Return the SQL name of the archive's own schema, whose tables hold names as printed, not as joined."""
    database = str(value(connection, "select current_database()"))
    return '"{}".main'.format(database.replace('"', '""'))


def _mapped(number: str, now: Mapping[int, int]) -> str:
    """Return the SQL for the present number of a name whose stored number is the SQL expression `number`.

    `now` gives the present numbers of names that are shown as others.
    """
    return f"coalesce(map({[*now]}, {[*now.values()]})[{number}], {number})"


def _all_mapped(numbers: str, now: Mapping[int, int]) -> str:
    """Return the SQL for the present numbers of names, each once; `numbers` is SQL for the stored list.

    `now` gives the present numbers of names that are shown as others.
    """
    mapped = f"list_transform({numbers}, lambda x: {_mapped('x', now)})"
    once = "list_filter(n, lambda x, place: list_position(n, x) = place)"
    return f"""case when list_has_any({numbers}, {[*now]})
        then list_transform([{mapped}], lambda n: {once})[1] else {numbers} end"""
