"""Tags, authors, publishers and sections that the reader has joined, stored as events of the journal.

When a name disappears with a removed story its joinings are erased. The archive stores names as printed: a
connection opened for reading shows the joined names in their place, and so does every query.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from lib.model.errors import WireroomError
from lib.store.journal import records
from lib.store.journal.journal import Journal
from lib.store.names import spelling

Field = Literal["tag", "author", "publisher", "section"]
FIELDS: tuple[Field, ...] = get_args(Field)
LISTS = ("tag", "author")  # of which a story has several
JOINED = "joined_name"  # temporary table (field, id, name, now): names as printed, and what stands for each


class NamesError(WireroomError):
    """A joining of names cannot be read, made or undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A joining: a name of a field that is shown under another one, perhaps new, with its id and time."""

    id: str
    field: Field
    name: str
    to: str
    made_at: datetime


def recorded(archive: Path) -> tuple[tuple[Joined, ...], frozenset[str]]:
    """Return all joinings in order, and the ids of those undone."""
    return records.recorded(archive, "join", parse)


def read(archive: Path) -> tuple[Joined, ...]:
    """Return the currently joined names, in the order in which they were joined."""
    return records.standing(archive, "join", parse)


def join(archive: Path, field: Field, name: str, to: str) -> Joined:
    """Show a name under another from now on; return the joining once it is on disk. Raises NamesError."""
    name, to = (" ".join(each.split()) for each in (name, to))
    if not name or not to or spelling.key(name) == spelling.key(to):
        raise NamesError(f"“{name}” and “{to}” are one {field} already; nothing changed.")
    made = Joined(id=records.new_id(), field=field, name=name, to=to, made_at=datetime.now(UTC))
    Journal(archive).append([records.record("join", records.fields_of(made))])
    return made


def undo(archive: Path, number: str) -> Joined:
    """Separate two joined names again and return the joining."""
    words = f"There are no joined names {number} to part; `python -m lib names` lists them."
    return records.undo(archive, number, read(archive), NamesError(words))[0]


@lru_cache(maxsize=16)
def last_change(archive: Path, journal: tuple[int, ...]) -> int:
    """Return the number of the last event that may have joined or separated names.

    `journal` is a cache key that changes with each event of the journal.
    """
    return max((each.seq for each in Journal(archive).events("join", "undo", "erased")), default=0)


def standing(connection: duckdb.DuckDBPyConnection, held: Sequence[Joined]) -> set[tuple[str, str]]:
    """Return (id, name) for each joined name that occurs in the archive."""
    return {
        (each.id, name)
        for each in held
        for name in (each.name, each.to)
        if connection.execute(
            f"select 1 from {each.field} where {spelling.key_sql('name')} = ? limit 1", [spelling.key(name)]
        ).fetchall()
    }


def parse(fields: dict[str, Any]) -> Joined:
    """Return the joining in an event's fields; raises ValueError, TypeError or KeyError if not valid."""
    made = Joined(**{**fields, "made_at": records.moment(fields)})
    if made.field not in FIELDS:
        raise ValueError(f"there is no field {made.field}")
    return made


def groups(held: Sequence[Joined], field: Field) -> dict[str, str]:
    """Return the present name for each joined name of a field, by the name's key."""
    now: dict[str, str] = {}
    for each in held:
        if each.field != field:
            continue
        to = now.get(spelling.key(each.to), each.to)
        former = now.get(spelling.key(each.name), each.name)
        before, after = spelling.key(former), spelling.key(to)
        if before != after:
            now = {key: to if spelling.key(name) == before else name for key, name in now.items()}
            now |= {before: to, after: to}
    return now


def show(connection: duckdb.DuckDBPyConnection, archive: Path) -> str:
    """Make a connection show joined names as one; return a key that changes with them, "" if there are none.

    If the joinings cannot be read, names stay separate: `doctor` reports why.
    """
    try:
        held = read(archive)
    except (WireroomError, OSError):
        return ""
    found = [row for field in FIELDS for row in _joined(connection, groups(held, field), field)]
    if not found:
        return ""
    connection.execute(f"create temp table {JOINED}(field varchar, id integer, name varchar, now integer)")
    connection.execute("create temp table called_name(field varchar, id integer, name varchar)")
    for field, number, name, now, called in found:
        connection.execute(f"insert into {JOINED} values (?, ?, ?, ?)", [field, number, name, now])
        if number == now:
            connection.execute("insert into called_name values (?, ?, ?)", [field, number, called])
    changed = dict.fromkeys(field for field, *_ in found)
    numbers = f"select id, now from {JOINED} where field = ? and id <> now order by id"
    _add_views(
        connection, {field: dict(connection.execute(numbers, [field]).fetchall()) for field in changed}
    )
    return sha256(json.dumps(found).encode()).hexdigest()[:16]


def _joined(
    connection: duckdb.DuckDBPyConnection, now: dict[str, str], field: Field
) -> Iterator[tuple[Field, int, str, int, str]]:
    """Yield (field, number, name, present number, present name) for each joined name."""
    keyed = spelling.key_sql("name")
    among = f"{keyed} in (select unnest(?::varchar[]))"
    sql = f"select {keyed}, {field}_id, name from {field} where {among} order by 2"
    rows = connection.execute(sql, [[*now]]).fetchall() if now else []
    kept: dict[str, tuple[int, str]] = {}
    for key, number, name in rows:
        to = spelling.key(now[key])
        if key == to or to not in kept:
            kept[to] = (number, name if key == to else now[key])
    for key, number, name in rows:
        yield field, number, name, *kept[spelling.key(now[key])]


def _add_views(connection: duckdb.DuckDBPyConnection, numbers: dict[Field, dict[int, int]]) -> None:
    """Create temporary views that hide the tables and show joined names."""
    stored = tables(connection.execute("select current_database()").fetchall()[0][0])
    for field, now in numbers.items():
        connection.execute(f"""
            create temp view {field} as
            select t.* replace (coalesce(c.name, t.name) as name)
            from {stored}.{field} t left join called_name c on c.field = '{field}' and c.id = t.{field}_id
            where {field}_id not in (select id from {JOINED} where field = '{field}' and id <> now)""")
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
        for field, now in numbers.items() if now
    )  # fmt: skip
    if changed:
        connection.execute(f"create temp view article as select * replace ({changed}) from {stored}.article")


def tables(database: str) -> str:
    """Return the SQL name of a database's schema, whose tables have names as printed."""
    return '"{}".main'.format(database.replace('"', '""'))


def _mapped(number: str, now: dict[int, int]) -> str:
    """Return the SQL that turns a name's number into that of the name which it is joined to."""
    return f"coalesce(map({[*now]}, {[*now.values()]})[{number}], {number})"


def _all_mapped(numbers: str, now: dict[int, int]) -> str:
    """Return the SQL for a list of numbers replaced by their present ones, without duplicates."""
    mapped = f"list_transform({numbers}, lambda x: {_mapped('x', now)})"
    once = "list_filter(n, lambda x, place: list_position(n, x) = place)"
    return f"""case when list_has_any({numbers}, {[*now]})
        then list_transform([{mapped}], lambda n: {once})[1] else {numbers} end"""
