"""Numbers for names: publishers, sections, languages, authors, tags and actors, each in its own table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from lib.model.article import Article
from lib.model.mention import Mention
from lib.store.identity import is_desk
from lib.store.known import with_column
from lib.store.rows import insert, next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The number of each name of a batch."""

    publishers: Mapping[str, int]
    sections: Mapping[str, int]
    languages: Mapping[str, int]
    authors: Mapping[str, int]
    tags: Mapping[str, int]
    actors: Mapping[str, int]  # by key


def number(
    connection: duckdb.DuckDBPyConnection, stories: Sequence[tuple[Article, Sequence[Mention]]]
) -> Numbers:
    """Numbers all names of the stories, new ones with the next free numbers."""
    articles = [article for article, _ in stories]
    actors = {mention.actor_id: mention for _, mentions in stories for mention in mentions}
    described = {key: (each.canonical, each.kind) for key, each in actors.items()}
    authors = {name: (is_desk(name),) for article in articles for name in article.authors}
    return Numbers(
        publishers=_plain(connection, "publisher", (each.publisher for each in articles)),
        sections=_plain(connection, "section", (each.section for each in articles)),
        languages=_plain(connection, "language", (each.language for each in articles), named="code"),
        authors=_numbers(connection, "author", "name", authors, ("desk",)),
        tags=_plain(connection, "tag", (name for each in articles for name in each.tags)),
        actors=_numbers(connection, "actor", "key", described, ("name", "kind")),
    )


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
    """The numbers of the names; `names` gives for each the values of the columns that describe it."""
    with_column(connection, "asked_name", pa.array(sorted(names), pa.string()))
    found = dict(
        connection.execute(
            f"select {named}, {table}_id from {table} where {named} in (from asked_name)"
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
