"""Numbers for names: publishers, sections, languages, authors, tags and actors, each in its own table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from lib.model.mention import Mention
from lib.store.batches.deduplicate import NewText
from lib.store.batches.identity import is_desk
from lib.store.batches.known import with_column
from lib.store.batches.rows import insert, next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The number of each name of a batch."""

    publishers: Mapping[str, int]
    sections: Mapping[str, int]
    languages: Mapping[str, int]
    authors: Mapping[str, int]
    tags: Mapping[str, int]
    actors: Mapping[str, int]  # by key


def number(connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText]) -> Numbers:
    """Return the numbers of all names of the texts; new names get the next free numbers."""
    articles = [each.article for each in texts]
    _spell(connection, (m for each in texts for m in (each.mentions if each.found is None else each.found)))
    authors = {name: (is_desk(name),) for article in articles for name in article.authors}
    return Numbers(
        publishers=_plain(connection, "publisher", (each.publisher for each in articles)),
        sections=_plain(connection, "section", (each.section for each in articles)),
        languages=_plain(connection, "language", (each.language for each in articles), named="code"),
        authors=_numbers(connection, "author", "name", authors, ("desk",)),
        tags=_plain(connection, "tag", (name for each in articles for name in each.tags)),
        actors=number_actors(connection, (mention for each in texts for mention in each.mentions)),
    )


def number_actors(connection: duckdb.DuckDBPyConnection, mentions: Iterable[Mention]) -> Mapping[str, int]:
    """Return the number of each actor.

    A new one is called as it was first found, else as the mention says.
    """
    actors = {mention.actor_id: mention for mention in mentions}
    with_column(connection, "given_key", pa.array(sorted(actors), pa.string()))
    spelled = dict(
        connection.execute("select key, name from found_actor where key in (from given_key)").fetchall()
    )
    described = {key: (spelled.get(key, each.canonical), each.kind) for key, each in actors.items()}
    return _numbers(connection, "actor", "key", described, ("name", "kind"))


def _spell(connection: duckdb.DuckDBPyConnection, found: Iterable[Mention]) -> None:
    """Note the spelling of actors that were never found before."""
    spelled = {mention.actor_id: mention.canonical for mention in found}
    with_column(connection, "given_key", pa.array(sorted(spelled), pa.string()))
    rows = connection.execute(
        "select value from given_key where value not in (select key from found_actor) order by value"
    ).fetchall()
    insert(connection, "found_actor", ("key", "name"), [(key, spelled[key]) for (key,) in rows])


def _plain(
    connection: duckdb.DuckDBPyConnection, table: str, names: Iterable[str | None], *, named: str = "name"
) -> Mapping[str, int]:
    return _numbers(connection, table, named, {name: () for name in names if name}, ())


def _numbers(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    named: str,
    names: Mapping[str, tuple[object, ...]],
    described: tuple[str, ...],
) -> Mapping[str, int]:
    """Return the numbers of the names; `names` gives for each the values of the columns that describe it."""
    with_column(connection, "given_name", pa.array(sorted(names), pa.string()))
    found = dict(
        connection.execute(
            f"select {named}, {table}_id from {table} where {named} in (from given_name)"
        ).fetchall()
    )
    free = next_number(connection, table, f"{table}_id")
    new = {name: free + place for place, name in enumerate(sorted(names.keys() - found.keys()))}
    insert(
        connection,
        table,
        (f"{table}_id", named, *described),
        [(new_number, name, *names[name]) for name, new_number in new.items()],
    )
    return {**found, **new}
