"""The numbers of the names of a batch: those an archive knows, and the next free ones for new names.

What questions would else count anew from all mentions and sketches is kept here too.

`counted_name`, `list_sentence` and `named_pair` say what `mention` says: the names that a filter counts by
default, the sentences that name so many as a list does, and who stands together in the others.
`copied_sketch` holds every band of `sentence_sketch` that several rows of `article` bear, and may hold one
whose other bearers are gone. They are brought up to date in the transaction that changes mentions, and stand
only while the setting COUNTED equals the archive's state: a writer that knows nothing of them moves the state
alone, and from then on questions count mentions and sketches until the next writer has filled them anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.ledger import kind_of
from lib.model.mention import DEFAULT_ROLES, KINDS, LIST, Mention, codes_of
from lib.store import names
from lib.store.archive import new_state, value
from lib.store.batches.deduplicate import NewText
from lib.store.batches.known import with_column
from lib.store.batches.rows import insert, is_desk, next_number
from lib.store.schema import COUNTED, IN_STEP

_GIVEN = "(select unnest(?::varchar[]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The number of each name of a batch."""

    publishers: Mapping[str, int]
    sections: Mapping[str, int]
    languages: Mapping[str, int]
    authors: Mapping[str, int]
    tags: Mapping[str, int]
    actors: Mapping[str, int]  # by key


def number_names(connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText]) -> Numbers:
    """Return the numbers of all names of the texts; new names get the next free numbers."""
    articles = [text.article for text in texts]
    _spell(connection, (m for text in texts for m in (text.mentions if text.found is None else text.found)))
    printed = {name for article in articles for name in article.authors if not names.is_house(name)}
    authors = {name: names.author(name) for name in printed}
    desks = {name: (is_desk(name) or names.agency(name),) for name in authors.values()}
    return Numbers(
        publishers=_publishers(connection, {names.publisher(each) for each in articles} - {""}),
        sections=_joined(connection, "section", _subjects(each.section for each in articles)),
        languages=_plain(connection, "language", (each.language for each in articles), named="code"),
        authors=_joined(connection, "author", authors, described=("desk",), values=desks),
        tags=_joined(connection, "tag", dict(tag for each in articles for tag in names.tags(each))),
        actors=number_actors(connection, (mention for text in texts for mention in text.mentions)),
    )


def _subjects(printed: Iterable[str | None]) -> dict[str, str]:
    """Return the names of sections as they are listed; codes of content systems are left out."""
    return {name: listed for name in set(printed) if name and (listed := names.subject(name))}


def _joined(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    listed: Mapping[str, str],
    *,
    described: tuple[str, ...] = (),
    values: Mapping[str, tuple[object, ...]] | None = None,
) -> Mapping[str, int]:
    """Return the number of each printed name; variants of one have one number and the best spelling."""
    spellings: dict[str, set[str]] = {}
    for name in listed.values():
        spellings.setdefault(names.key(name), set()).add(name)
    sql = f"""
        select key, min({table}_id), arg_min(name, {table}_id)
        from (select *, {names.key_sql("name")} as key from {table}) where key in {_GIVEN} group by key"""
    numbers: dict[str, int] = {}
    for key, number, held in connection.execute(sql, [sorted(spellings)]).fetchall():
        numbers[key] = number
        if (best := names.best({held, *spellings[key]})) != held:
            connection.execute(f"update {table} set name = ? where {table}_id = ?", [best, number])
    free = next_number(connection, table, f"{table}_id")
    new = {key: free + place for place, key in enumerate(sorted(spellings.keys() - numbers.keys()))}
    best_of = {key: names.best(spellings[key]) for key in new}
    rows = [(number, best_of[key], *(values or {}).get(best_of[key], ())) for key, number in new.items()]
    insert(connection, table, (f"{table}_id", "name", *described), rows)
    numbers |= new
    return {name: numbers[names.key(given)] for name, given in listed.items()}


def _publishers(connection: duckdb.DuckDBPyConnection, printed: Collection[str]) -> Mapping[str, int]:
    """Return the numbers of publishers; a printed name and the one domain it spells are one.

    A domain is listed in small letters, however a page wrote it.
    """
    known = dict(connection.execute("select name, publisher_id from publisher").fetchall())
    domains: dict[str, set[str]] = {}
    for name in {*known, *printed}:
        if names.is_domain(name):
            for key in names.publisher_keys(name):
                domains.setdefault(key, set()).add(name.lower())
    listed = {name: name for name in printed}
    for name in sorted({*known, *printed}):
        spelled = {name.lower()}
        if not names.is_domain(name):
            spelled = {each for key in names.publisher_keys(name) for each in domains.get(key, ())}
        if len(spelled) != 1 or name in spelled:
            continue
        (domain,) = spelled
        listed |= {name: domain} if name in printed else {}
        if name in known:  # the copied text came before the saved page
            _join(connection, known, name, domain)
    found = _plain(connection, "publisher", listed.values())
    return {name: found[given] for name, given in listed.items()}


def _join(connection: duckdb.DuckDBPyConnection, known: dict[str, int], name: str, domain: str) -> None:
    """Call a publisher by its domain; where the domain is one already, its stories become those of that."""
    if domain not in known:
        connection.execute("update publisher set name = ? where name = ?", [domain, name])
        known[domain] = known[name]
    elif known[name] != known[domain]:
        moved = [known[domain], known[name]]
        connection.execute("update article set publisher_id = ? where publisher_id = ?", moved)
        connection.execute("delete from publisher where name = ?", [name])


def number_actors(connection: duckdb.DuckDBPyConnection, mentions: Iterable[Mention]) -> Mapping[str, int]:
    """Return the number of each actor of the mentions."""
    return number_keys(connection, {mention.actor_id: mention.canonical for mention in mentions})


def number_keys(connection: duckdb.DuckDBPyConnection, called: Mapping[str, str]) -> Mapping[str, int]:
    """Return the number of each actor, given with a name.

    A new one is called as it was first found, else as it is given.
    """
    sql = f"select key, name from found_actor where key in {_GIVEN}"
    spelled = dict(connection.execute(sql, [sorted(called)]).fetchall())
    described = {key: (spelled.get(key, name), kind_of(key)) for key, name in called.items()}
    return _numbers(connection, "actor", "key", described, ("name", "kind"))


def _spell(connection: duckdb.DuckDBPyConnection, found: Iterable[Mention]) -> None:
    """Note the spelling of actors that were never found before."""
    spelled = {mention.actor_id: mention.canonical for mention in found}
    sql = f"select key from found_actor where key in {_GIVEN}"
    known = {key for (key,) in connection.execute(sql, [sorted(spelled)]).fetchall()}
    new = sorted(spelled.keys() - known)
    insert(connection, "found_actor", ("key", "name"), [(key, spelled[key]) for key in new])


def _plain(
    connection: duckdb.DuckDBPyConnection, table: str, given: Iterable[str | None], *, named: str = "name"
) -> Mapping[str, int]:
    return _numbers(connection, table, named, {name: () for name in given if name}, ())


def _numbers(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    named: str,
    given: Mapping[str, tuple[object, ...]],
    described: tuple[str, ...],
) -> Mapping[str, int]:
    """Return the numbers of the names; `given` gives for each the values of the columns that describe it."""
    sql = f"select {named}, {table}_id from {table} where {named} in {_GIVEN}"
    found = dict(connection.execute(sql, [sorted(given)]).fetchall())
    free = next_number(connection, table, f"{table}_id")
    new = {name: free + place for place, name in enumerate(sorted(given.keys() - found.keys()))}
    rows = [(number, name, *given[name]) for name, number in new.items()]
    insert(connection, table, (f"{table}_id", named, *described), rows)
    return {**found, **new}


AT_ONCE = 4_000_000  # sentences whose bands are sorted at once: under a gigabyte
TABLES = ("counted_name", "list_sentence", "named_pair", "copied_sketch")
_KIND = " ".join(f"when '{kind}' then {number}" for number, kind in enumerate(KINDS))
_COUNTED = f"""
    zone in ({", ".join(str(ZONES.index(zone)) for zone in DEFAULT_ZONES)})
    and role in ({", ".join(map(str, codes_of(DEFAULT_ROLES)))})"""


def count_new_names(connection: duckdb.DuckDBPyConnection, rows: Iterable[int]) -> None:
    """Keep what there is to keep of rows of `article` that are new."""
    with_column(connection, "new_row", rows, "int32")
    count_names(connection, "new_row", sketched="new_row", new=True)


def count_names(
    connection: duckdb.DuckDBPyConnection, named: str, *, sketched: str | None = None, new: bool = False
) -> None:
    """Bring what is kept of rows of `article` in line with their mentions and sketches.

    Temporary tables give the rows that name others than before, and those among them that have other
    sketches. Where what is kept of others is not in line, all is written anew. Of new rows nothing is kept.
    """
    if connection.execute(f"select {IN_STEP}").fetchall() != [(True,)]:
        count_all(connection)
        return
    if not new:
        for table in TABLES:
            if rows := sketched if table == "copied_sketch" else named:
                connection.execute(f"delete from {table} where id in (from {rows})")
    _fill(connection, f"id in (from {named})")
    if not sketched:
        return
    # The band of a new sentence may be that of an old one, which was the only one until now.
    connection.execute(f"""
        create or replace temp table new_band as
        select unnest([a, b, c]) as band from sentence_sketch where id in (from {sketched})""")
    bearing = " union all ".join(
        f"select id, sent, {band} as band from sentence_sketch where {band} in (from new_band)"
        for band in "abc"
    )
    _fill_copied(connection, f"from ({bearing})")


def count_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Write all that is kept anew."""
    for table in TABLES:
        connection.execute(f"delete from {table}")
    _fill(connection, "true")
    parts = 1 + int(str(value(connection, "select count(*) from sentence_sketch"))) // AT_ONCE
    bands = "select id, sent, unnest([a, b, c]) as band from sentence_sketch"
    for part in range(parts):
        _fill_copied(connection, f"select * from ({bands}) where band % {parts} = {part}")
    connection.execute("delete from setting where key = ?", [COUNTED])
    connection.execute("insert into setting select ?, value from setting where key = 'state'", [COUNTED])


def move_state(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the archive a new state, in which what is kept stands as it stood in the former."""
    connection.execute(
        f"update setting set value = ? where key = 'state' or key = ? and {IN_STEP}", [new_state(), COUNTED]
    )


def _fill(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    connection.execute(f"""
        insert into counted_name
        select id, actor_id, any_value(case kind {_KIND} end), sent // 64,
            bit_or(1::ubigint << (sent % 64)), bit_or(1::ubigint << (para % 64)), count(*)
        from mention join actor using (actor_id) where {_COUNTED} and {where}
        group by id, actor_id, sent // 64 order by id, actor_id, sent // 64""")
    connection.execute(f"""
        insert into list_sentence
        select id, sent, any_value(para), count(distinct actor_id) from mention
        where id in (select id from actor_article where {where} group by id having count(*) >= {LIST})
        group by id, sent having count(distinct actor_id) >= {LIST} order by id, sent""")
    connection.execute(f"""
        insert into named_pair
        with list as (
            select id, sent // 64 as chunk, bit_or(1::ubigint << (sent % 64))::ubigint as listed
            from list_sentence where {where} group by all),
        entry as materialized (
            select id, actor_id, kind, chunk, smask & ~coalesce(listed, 0::ubigint) as mask
            from counted_name left join list using (id, chunk) where {where})
        select a.id, a.actor_id, b.actor_id, any_value((1 << a.kind) | (1 << b.kind)),
            sum(bit_count(a.mask & b.mask))
        from entry a join entry b
            on a.id = b.id and a.chunk = b.chunk and a.actor_id < b.actor_id and (a.mask & b.mask) <> 0
        group by a.id, a.actor_id, b.actor_id order by a.id, a.actor_id, b.actor_id""")


def _fill_copied(connection: duckdb.DuckDBPyConnection, bearing: str) -> None:
    """Add the sentences whose band several of the rows bear, but those that are there already."""
    connection.execute(f"""
        insert into copied_sketch
        with bearing as materialized ({bearing}),
        copied as (select band from bearing group by band having min(id) < max(id))
        select distinct id, sent, band from bearing where band in (from copied)
        except select id, sent, band from copied_sketch order by id, sent, band""")
