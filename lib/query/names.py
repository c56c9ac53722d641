"""From the names a reader writes to the archive's ids, and back."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from lib.query.spelling import folded, pattern
from lib.store.archive import Reading

Dimension = Literal["publisher", "section", "language", "author", "tag", "actor"]
NAME: Mapping[Dimension, str] = {
    "publisher": "name", "section": "name", "language": "code",
    "author": "name", "tag": "name", "actor": "name",
}  # fmt: skip

_FORMERLY = """key in (
    select key from found_actor
    where name in (select unnest($names)) and name not in (select name from actor))"""


def ids(db: Reading, dimension: Dimension, names: Collection[str]) -> list[int]:
    """The ids of names written exactly so; an actor may also be written by its key (person/joe-biden).

    An actor that the reader has renamed is found by its former name too, unless another bears that now.
    """
    if not names:
        return []
    columns = [NAME[dimension], *(["key"] if dimension == "actor" else [])]
    wanted = " or ".join(f"{column} in (select unnest($names))" for column in columns)
    wanted += f" or {_FORMERLY}" if dimension == "actor" else ""
    sql = f"select {dimension}_id from {dimension} where {wanted} order by 1"
    return [row[0] for row in db.execute(sql, {"names": list(names)}).fetchall()]


def matches(db: Reading, dimension: Dimension, written: str) -> list[tuple[int, str]]:
    """The ids and names that a reader can mean: the whole name, else names with words that begin so."""
    name = NAME[dimension]
    whole = f"{folded(name)} = {folded('$written')}" + (" or key = $written" if dimension == "actor" else "")
    sql = f"""
        with found as (
            select {dimension}_id as id, {name} as name, coalesce({whole}, false) as whole from {dimension}
            where ({whole}) or regexp_matches({folded(name)}, $pattern))
        select id, name from found where whole = (select bool_or(whole) from found) order by id"""
    parameters = {"written": written, "pattern": pattern(written, exact=False)}
    return [(row[0], row[1]) for row in db.execute(sql, parameters).fetchall()]


def names(db: Reading, dimension: Dimension, wanted: Iterable[int]) -> dict[int, str]:
    """The names of ids."""
    sql = f"""
        select {dimension}_id, {NAME[dimension]} from {dimension}
        where {dimension}_id in (select unnest($ids::integer[]))"""
    rows = db.execute(sql, {"ids": sorted({int(each) for each in wanted})}).fetchall()
    return {row[0]: row[1] for row in rows}


def printed(db: Reading, actor: str) -> str:
    """An actor's name, for a name or a key (person/joe-biden)."""
    rows = db.execute("select name from actor where key = $key limit 1", {"key": actor}).fetchall()
    return str(rows[0][0]) if rows else actor
