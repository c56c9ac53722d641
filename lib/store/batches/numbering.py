"""Numbering the names in a batch: known names have their numbers, new ones get the next free ones."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from lib.model.ledger import kind_of
from lib.store.batches.batch_changes import NewText
from lib.store.batches.rows import Row, insert, insert_rows, next_number
from lib.store.names import spelling
from lib.store.names.authors import is_agency, is_desk, is_house, listed_author
from lib.store.names.publishers import is_domain, listed_publisher, publisher_keys
from lib.store.names.subjects import listed_subject, tags
from lib.store.statements import column

# Names that no story bears any more go too: a name can be all that somebody wants to have removed.
USED = {
    "tag": "select tag_id from tag_article",
    "author": "select author_id from author_article",
    "actor": "select actor_id from actor_article",
    "publisher": "select publisher_id from article where publisher_id is not null",
    "section": "select section_id from article where section_id is not null",
    "language": "select language_id from article where language_id is not null",
}
_GIVEN = "(select unnest(?::varchar[]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers of a batch's names: by name as printed, of actors by key, of tags by row of `article`."""

    publishers: Mapping[str, int]
    sections: Mapping[str, int]
    languages: Mapping[str, int]
    authors: Mapping[str, int]
    tags: Mapping[str, int]
    tagged: Mapping[int, Sequence[str]]  # the tags of each row that name a subject, as printed
    actors: Mapping[str, int]  # by key


def number_names(connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText]) -> Numbers:
    """Return the numbers of all names in the texts; store new names with the next free numbers."""
    articles = [text.article for text in texts]
    tagged = {text.text.id: list(tags(text.article)) for text in texts}
    found = (text.mentions if text.found is None else text.found for text in texts)
    spelled = {mention.actor_id: mention.canonical for mentions in found for mention in mentions}
    sql = f"select key from found_actor where key in {_GIVEN}"
    never_found = sorted(spelled.keys() - set(column(connection, sql, [sorted(spelled)])))
    insert(connection, "found_actor", ("key", "name"), [(key, spelled[key]) for key in never_found])
    sections = {name: listed_subject(name) for article in articles if (name := article.section)}
    signatures = {name for article in articles for name in article.authors if not is_house(name)}
    authors = {name: listed_author(name) for name in signatures}
    languages = {code for article in articles if (code := article.language)}
    return Numbers(
        publishers=_publishers(connection, {listed_publisher(each) for each in articles} - {""}),
        sections=_joined(connection, "section", {name: its for name, its in sections.items() if its}),
        languages=_numbers(connection, "language", {code: {"code": code} for code in languages}, by="code"),
        authors=_joined(
            connection, "author", authors, described=lambda name: {"desk": is_desk(name) or is_agency(name)}
        ),
        tags=_joined(connection, "tag", dict(tag for its in tagged.values() for tag in its)),
        tagged={number: [printed for printed, _ in its] for number, its in tagged.items()},
        actors=number_keys(connection, {m.actor_id: m.canonical for text in texts for m in text.mentions}),
    )


def _joined(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    listed: Mapping[str, str],
    *,
    described: Callable[[str], Row] = lambda name: {},
) -> Mapping[str, int]:
    """Return the number of each printed name in a table; variants such as "U.S." and "USA" share one.

    `listed` gives the spelling to store by printed name; `described` the further columns of a new name's row.
    """
    if not listed:
        return {}
    spellings: dict[str, set[str]] = {}
    for name in listed.values():
        spellings.setdefault(spelling.key(name), set()).add(name)
    sql = f"""
        select key, min({table}_id), arg_min(name, {table}_id)
        from (select *, {spelling.key_sql("name")} as key from {table}) where key in {_GIVEN} group by key"""
    numbers: dict[str, int] = {}
    for key, number, stored_name in connection.execute(sql, [sorted(spellings)]).fetchall():
        numbers[key] = number
        best = spelling.best_spelling({stored_name, *spellings[key]})
        if best != stored_name:
            connection.execute(f"update {table} set name = ? where {table}_id = ?", [best, number])
    new = {key: spelling.best_spelling(spellings[key]) for key in spellings.keys() - numbers.keys()}
    numbers |= _add(connection, table, {key: {"name": best, **described(best)} for key, best in new.items()})
    return {name: numbers[spelling.key(given)] for name, given in listed.items()}


def _publishers(connection: duckdb.DuckDBPyConnection, printed: Collection[str]) -> Mapping[str, int]:
    """Return publishers' numbers by printed name; a name and the one domain that it spells share one.

    "Harbour Post" has the number of harbourpost.com. A domain is stored in lower case, however a page wrote
    it.
    """
    known = dict(connection.execute("select name, publisher_id from publisher").fetchall())
    domains: dict[str, set[str]] = {}
    for name in filter(is_domain, {*known, *printed}):
        for key in publisher_keys(name):
            domains.setdefault(key, set()).add(name.lower())
    listed = {}
    for name in sorted({*known, *printed}):
        spelled = {domain for key in publisher_keys(name) for domain in domains.get(key, ())}
        listed[name] = name.lower() if is_domain(name) else spelled.pop() if len(spelled) == 1 else name
    for name, domain in listed.items():
        if name in known and name != domain:  # the copied text came before the saved page
            _join(connection, known, name, domain)
    numbers = _numbers(connection, "publisher", {listed[name]: {"name": listed[name]} for name in printed})
    return {name: numbers[listed[name]] for name in printed}


def _join(connection: duckdb.DuckDBPyConnection, known: dict[str, int], name: str, domain: str) -> None:
    """Rename a publisher to its domain, in `known` too; if the domain has a number already, merge the two."""
    if domain not in known:
        connection.execute("update publisher set name = ? where name = ?", [domain, name])
        known[domain] = known[name]
    elif known[name] != known[domain]:
        moved = [known[domain], known[name]]
        connection.execute("update article set publisher_id = ? where publisher_id = ?", moved)
        connection.execute("delete from publisher where name = ?", [name])


def number_keys(connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Mapping[str, int]:
    """Return the number of each actor by key, adding new actors; `names` gives the actors' names by key.

    A new actor is named as it was first spelled in a text, else as `names` says.
    """
    sql = f"select key, name from found_actor where key in {_GIVEN}"
    spelled = dict(connection.execute(sql, [sorted(names)]).fetchall())
    rows = {
        key: {"key": key, "name": spelled.get(key, name), "kind": kind_of(key)} for key, name in names.items()
    }
    return _numbers(connection, "actor", rows, by="key")


def _numbers(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Mapping[str, Row], *, by: str = "name"
) -> Mapping[str, int]:
    """Return by name its number in a table; names that the table lacks are added, with their `rows`.

    `by` is the table's column that holds the names.
    """
    sql = f"select {by}, {table}_id from {table} where {by} in {_GIVEN}"
    known = dict(connection.execute(sql, [sorted(rows)]).fetchall()) if rows else {}
    return known | _add(connection, table, {name: row for name, row in rows.items() if name not in known})


def _add(connection: duckdb.DuckDBPyConnection, table: str, rows: Mapping[str, Row]) -> dict[str, int]:
    """Insert rows, in the order of their keys, with the next free numbers; return the numbers by key."""
    if not rows:
        return {}
    first = next_number(connection, table, f"{table}_id")
    numbers = {key: number for number, key in enumerate(sorted(rows), start=first)}
    insert_rows(connection, table, ({f"{table}_id": numbers[key], **rows[key]} for key in numbers))
    return numbers


def drop_unused_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete names that no story has, and spellings of actors that no text names."""
    for table, used in USED.items():
        connection.execute(f"delete from {table} where {table}_id not in ({used})")
    connection.execute("""
        delete from found_actor where key not in (
            select key from actor where actor_id in (
                select actor_id from actor_article where id not in (select id from found_before))
            union all select unnest(keys) from found_before)""")
