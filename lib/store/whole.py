"""Sums over all stories that are shown, so that a page without a filter counts nothing: `keep_totals`.

They are of one state of the archive, which stands with them in the setting TOTALS. Batches that others follow
leave them behind, and so does a killed run; what reads them counts then, and the next command that ends its
writing keeps them anew.
"""

import json
from collections.abc import Sequence
from contextlib import suppress

import duckdb

from lib.store.schema import IN_STEP, SHOWN, TOTALS

COPIED = ("copied_name", "copied_pair", "copied_size")  # what is asked of stories that share a sentence
TABLES = ("whole_name", "whole_pair", "whole_copy", "whole_link", "whole_day", *COPIED)
FIELDS = ("tag", "author", "publisher", "section", "language")
LISTED = ("tag", "author")  # of which a story has several
LAST_DAY = 6  # place of the newest day in what `counted` asks for
TOP = 6  # names of a field that a timeline shows
LARGEST = 5  # names of a field that must hold a part of the stories, for a stack of them to tell anything


def counted(rows: str) -> str:
    """Return the statement for stories, briefs, publishers, authors, tags, first and last day, undated
    stories and those of an assumed zone, among rows of `article`, which stand after FROM.
    """
    return f"""
        with sel as not materialized (select * from {rows})
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct k) from (select unnest(authors) as k from sel)),
            (select count(distinct k) from (select unnest(tags) as k from sel)),
            min(day), max(day), count(*) filter (day is null),
            (select count(*) from article_text where zone_assumed and id in (select id from sel))
        from sel"""


def copied(sketches: str) -> str:
    """Return the statement for the rows (id, sent, band, first) of sentences that several stories print.

    It takes the rows (id, sent, band) of these stories' sketches, which stand behind SELECT.
    """
    return f"""
        with sketch as materialized (select {sketches}),
        origin as (select band, min(id) as first from sketch group by 1 having min(id) < max(id))
        select id, sent, band, first from sketch join origin using (band)"""


def copies(table: str, *, sized: bool) -> str:
    """Return the statement for (first, id) of two stories of which most sentences are copies of each other.

    Table is what `copied` gives; sized says that copied_size stands.
    """
    sizes = "from copied_size"
    if not sized:
        sizes = "select id, count(*) as sentences from sentence_sketch"
        sizes += f" where id in (select id from {table}) group by 1"
    return f"""
        with shared as (
            select first, id, count(distinct sent) as shared from {table} where id > first group by all),
        size as materialized ({sizes})
        select first, id from shared join size using (id) join size of_first on of_first.id = first
        where 2 * shared > greatest(size.sentences, of_first.sentences) order by first, id"""


def first_of(field: str, numbers: Sequence[int]) -> str:
    """Return the expression for which of the names a row of `article` carries first; -1 where none."""
    if field in LISTED:
        among = f"list_filter({field}s, lambda each: list_contains({list(numbers)}::integer[], each))"
        return f"coalesce({among}[1], -1)"
    return f"if({field}_id in ({', '.join(map(str, numbers)) or 'null'}), {field}_id, -1)"


def having(field: str, numbers: Sequence[int]) -> str:
    """Return the condition on rows of `article` that they carry one of the names."""
    has = f"{field}_id in ({', '.join(map(str, numbers)) or 'null'})"  # list_has_any takes ten times as long
    return f"id in (select id from {field}_article where {has})" if field in LISTED else has


def keep_totals(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the sums of the archive as it stands, unless they are kept or its counted names do not stand."""
    try:
        held = dict(connection.execute("select key, value from setting").fetchall())
        if json.loads(held.get(TOTALS, "{}")).get("state") == held["state"]:
            return
        if connection.execute(f"select {IN_STEP}").fetchall() != [(True,)]:
            return
        connection.begin()
        kept = {"state": held["state"], "covered": _days(connection), **_reports(connection)}
        kept["numbers"] = connection.execute(counted("(from article where shown)")).fetchall()[0]
        kinds = "select kind, count(*) from whole_name group by 1 order by 1"
        kept["actors"] = connection.execute(kinds).fetchall()
        connection.execute("delete from setting where key = ?", [TOTALS])
        connection.execute("insert into setting values (?, ?)", [TOTALS, json.dumps(kept)])
        connection.commit()
    except (duckdb.Error, LookupError, ValueError):  # what is not kept is counted: no writing fails for it
        with suppress(duckdb.Error):
            connection.rollback()


def _days(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Fill whole_link and whole_day; return how many dated stories have one of each field's LARGEST names."""
    connection.execute("delete from whole_link; delete from whole_day")
    connection.execute("""
        insert into whole_day
        select '', day, -1, count(*), count(*) filter (form <> 'brief')
        from article where shown and day is not null group by day order by day""")
    covered = {}
    for field in FIELDS:
        number = f"unnest({field}s)" if field in LISTED else f"{field}_id"
        connection.execute(f"""
            insert into whole_link
            select '{field}', number, count(*) from (select {number} as number from article where shown)
            where number is not null group by number order by number""")
        most = f"from whole_link where field = '{field}' order by stories desc, number limit {TOP}"
        top = [row for (row,) in connection.execute(f"select number {most}").fetchall()]
        connection.execute(f"""
            insert into whole_day
            select '{field}', day, {first_of(field, top)} as number, count(*), 0
            from article where shown and day is not null group by day, number order by day, number""")
        sql = (
            f"select count(*) from article where shown and day is not null and {having(field, top[:LARGEST])}"
        )
        covered[field] = connection.execute(sql).fetchall()[0][0]
    return covered


def _reports(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Fill whole_copy, whole_name and whole_pair; return the number of independent reports."""
    long = connection.execute("select max(chunk) > 0 from counted_name").fetchall()[0][0]
    sketches = f"id, sent, band from copied_sketch where {SHOWN}"
    connection.execute(f"create or replace temp table whole_copied as {copied(sketches)}")
    of_copied = "where id in (select id from copied_sketch)"
    connection.execute(f"""
        delete from copied_name; delete from copied_pair; delete from copied_size;
        insert into copied_name select id, actor_id, kind, chunk, smask from counted_name {of_copied};
        insert into copied_pair by name from named_pair {of_copied};
        insert into copied_size select id, count(*) from sentence_sketch {of_copied} group by 1 order by 1""")
    connection.execute(f"""
        create or replace temp table keyed as
        with pair as materialized ({copies("whole_copied", sized=True)})
        select 0 as x, 0 as y, id, first::hugeint as key from pair
        union select 0, 0, first, first from pair""")
    connection.execute(f"""
        delete from whole_copy;
        insert into whole_copy select id, origin from ({_origins(connection)}) order by id;
        create or replace table whole_name as
        with merge as (
            select actor_id, count(distinct id) - count(distinct report) as merged
            from copied_name join whole_copy using (id) group by 1)
        select actor_id, any_value(kind) as kind, {"count(distinct id)" if long else "count(*)"} as stories,
            sum(mentions)::bigint as mentions, stories - coalesce(any_value(merged), 0) as reports
        from counted_name left join merge using (actor_id) where {SHOWN} group by 1 order by 1""")
    connection.execute(f"create or replace temp table keyed as {_KEYS}")
    connection.execute(f"""
        create or replace table whole_pair as
        with merge as (
            select x, y, count(*) - count(distinct origin) as merged
            from ({_origins(connection)}) group by 1, 2)
        select x, y, any_value(kinds) as kinds, sum(sentences)::bigint as sentences, count(*) as stories,
            count(*) - coalesce(any_value(merged), 0) as reports
        from named_pair left join merge using (x, y) where {SHOWN} group by 1, 2 order by 1, 2""")
    connection.execute("drop table whole_copied; drop table keyed; drop table origin")
    sql = """
        select (select count(*) from article where shown)
            - (select count(*) - count(distinct report) from whole_copy)"""
    return {"reports": connection.execute(sql).fetchall()[0][0]}


# Two stories of a pair of actors are one report that are copies, or print the same sentence with both.
_KEYS = f"""
    with held as materialized (
        select x, y, id from copied_pair where id in (select id from whole_copied) and {SHOWN}),
    place as materialized (
        select distinct id, sent, band, actor_id from copied_name join whole_copied using (id)
        where chunk = sent // 64 and (smask >> (sent % 64)) & 1 = 1
            and (id, sent) not in (select (id, sent) from list_sentence)),
    told as (
        select a.actor_id as x, b.actor_id as y, id, band::hugeint as key
        from place a join place b using (id, sent, band) where a.actor_id < b.actor_id
        union select x, y, id, -1 - report::hugeint from held join whole_copy using (id))
    select * from told qualify count(*) over (partition by x, y, key) > 1"""


def _origins(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the statement for (x, y, id, origin) of the rows `keyed`: stories of a pair that share a key, or
    are tied through others, have the same origin.
    """
    connection.execute(
        "create or replace temp table origin as select distinct x, y, id, id as origin from keyed"
    )
    changed = True
    while changed:
        connection.execute("""
            create or replace temp table lower as
            with least as (
                select x, y, key, min(origin) as origin from keyed join origin using (x, y, id) group by all)
            select x, y, id, min(origin) as origin from keyed join least using (x, y, key) group by all""")
        sql = "select count(*) from lower join origin using (x, y, id) where lower.origin < origin.origin"
        changed = bool(connection.execute(sql).fetchall()[0][0])
        connection.execute("create or replace temp table origin as from lower")
    connection.execute("drop table lower")
    return "from origin"
