"""The stored sums over stories: filled when stories change, and again when they are out of date.

For each story: `story_actor` sums `mention`, `counted_name` the part of it that a filter counts by default;
`list_sentence` has the sentences with as many names as a list, `named_pair` the pairs in the others, and
`copied_sketch` every band of `sentence_sketch` that several rows of `article` have, and perhaps one whose
other rows are gone. They are updated in the transaction that changes mentions.

For all shown stories: the tables OF_ALL and the setting TOTALS, so that a page without a filter counts
nothing. They are valid for one state of the archive, which is stored with them. Batches that others follow
leave them out of date, and so does an interrupted run; readers compute the sums then, and the next command
that ends its writing stores them again.
"""

import json
from contextlib import suppress

import duckdb

from lib.model.article import DEFAULT_ZONES
from lib.model.mention import DEFAULT_ROLES, KINDS, LIST
from lib.store import summaries
from lib.store.id_ranges import id_ranges
from lib.store.schema import SHOWN
from lib.store.statements import value
from lib.store.stored_settings import TOTALS, put_setting, setting

OF_STORIES = ("story_actor", "counted_name", "list_sentence", "named_pair", "copied_sketch")
COPIED = ("copied_name", "copied_pair", "copied_size")  # what is asked of stories that share a sentence
OF_ALL = ("whole_name", "whole_pair", "whole_copy", "whole_link", "whole_day", *COPIED)
STEP = 100_000  # stories that are summed at once: under a gigabyte
AT_ONCE = 4_000_000  # sentences whose bands are sorted at once: the same

_DEFAULT = summaries.counted_condition(DEFAULT_ZONES, DEFAULT_ROLES, "story_actor")
_KIND = " ".join(f"when '{kind}' then {number}" for number, kind in enumerate(KINDS))


def sum_mentions(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Fill story_actor for rows of `article` that meet an SQL condition on their id."""
    connection.execute(f"""
        insert into story_actor
        select id, actor_id, zone, role, sent // 64, bit_or(1::ubigint << (sent % 64)),
            bit_or(1::ubigint << (para % 64)), count(*)
        from mention where {where}
        group by id, actor_id, zone, role, sent // 64 order by id, actor_id, zone, role, sent // 64""")


def sum_stories(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Fill the sums by story, but copied_sketch, for rows of `article` that meet a condition on their id."""
    sum_mentions(connection, where)
    kind = f"any_value(case kind {_KIND} end) as kind,"
    connection.execute(f"""
        insert into counted_name
        {summaries.names(f"{_DEFAULT} and {where}", kind, "story_actor join actor using (actor_id)")}
        order by id, actor_id, chunk""")
    connection.execute(f"""
        insert into list_sentence
        select id, sent, any_value(para), count(distinct actor_id) from mention
        where id in (select id from actor_article where {where} group by id having count(*) >= {LIST})
        group by id, sent having count(distinct actor_id) >= {LIST} order by id, sent""")
    own = f"(select * from {{}} where {where})"
    entries = summaries.unlisted_sql(own.format("counted_name"), own.format("list_sentence"))
    connection.execute(f"""
        insert into named_pair
        with entry as materialized ({entries})
        select a.id, a.actor_id, b.actor_id, any_value((1 << a.kind) | (1 << b.kind)),
            sum(bit_count(a.mask & b.mask))
        from {summaries.pairs_join()}
        group by a.id, a.actor_id, b.actor_id order by a.id, a.actor_id, b.actor_id""")


def sum_sketches(connection: duckdb.DuckDBPyConnection, bearing: str) -> None:
    """Add to copied_sketch the rows of `bearing` whose band several stories have.

    `bearing` is SQL for (id, sent, band).
    """
    connection.execute(f"""
        insert into copied_sketch
        with bearing as materialized ({bearing}),
        copied as (select band from bearing group by band having min(id) < max(id))
        select distinct id, sent, band from bearing where band in (from copied)
        except select id, sent, band from copied_sketch order by id, sent, band""")


def sum_every_story(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute all sums by story again, some stories at a time."""
    for table in OF_STORIES:
        connection.execute(f"delete from {table}")
    for first, last in id_ranges(connection, "article", STEP):
        sum_stories(connection, f"id between {first} and {last}")
    parts = 1 + value(connection, "select count(*) from sentence_sketch") // AT_ONCE
    bands = "select id, sent, unnest([a, b, c]) as band from sentence_sketch"
    for part in range(parts):
        sum_sketches(connection, f"select * from ({bands}) where band % {parts} = {part}")


def sum_new(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Fill all tables of sums by story for the rows of `article` in the one column of the table `rows`."""
    sum_stories(connection, f"id in (from {rows})")
    # The band of a new sentence may be that of an old one, which was the only one until now.
    connection.execute(f"""
        create or replace temp table new_band as
        select unnest([a, b, c]) as band from sentence_sketch where id in (from {rows})""")
    bearing = " union all ".join(
        f"select id, sent, {band} as band from sentence_sketch where {band} in (from new_band)"
        for band in "abc"
    )
    sum_sketches(connection, f"from ({bearing})")


def keep_totals(connection: duckdb.DuckDBPyConnection) -> None:
    """Store the sums over all stories, unless they are up to date; if that fails, leave them as they were."""
    try:
        held = dict(connection.execute("select key, value from setting").fetchall())
        if json.loads(held.get(TOTALS, "{}")).get("state") == held["state"]:
            return
        connection.begin()
        sum_all_stories(connection)
        connection.commit()
    except (duckdb.Error, LookupError, ValueError):  # what is not kept is counted: no writing fails for it
        with suppress(duckdb.Error):
            connection.rollback()


def sum_all_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute and store the sums over all shown stories; the caller commits."""
    kept: dict[str, object] = {"state": setting(connection, "state"), "covered": _sum_days(connection)}
    _sum_copies(connection)
    names = f"(from {summaries.begun('counted_name', 'true')} where {SHOWN})"
    sums = summaries.actors(names, stories=summaries.BEGUN, more="any_value(kind) as kind,")
    connection.execute(f"""
        create or replace table whole_name as
        {summaries.reports_sql(f"({sums})", "copied_name", "whole_copy")} order by actor_id;
        create or replace table whole_pair as
        select x, y, any_value(kinds) as kinds, sum(sentences)::bigint as sentences, count(*) as stories,
            count(*) - coalesce(any_value(merged), 0) as reports
        from named_pair left join merged_pair using (x, y) where {SHOWN} group by 1, 2 order by 1, 2""")
    kept["reports"] = value(connection, """
        select (select count(*) from article where shown) - count(*) + count(distinct report)
        from whole_copy""")  # fmt: skip
    numbers = summaries.totals("(from article where shown)", f"(from {{}} where {SHOWN})".format)
    kept["numbers"] = connection.execute(numbers).fetchall()[0]
    kinds = "select kind, count(*) from whole_name group by 1 order by 1"
    kept["actors"] = connection.execute(kinds).fetchall()
    put_setting(connection, TOTALS, json.dumps(kept))


def _sum_days(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Fill whole_link and whole_day; return by field how many dated stories have one of its largest names."""
    fields, shown = summaries.FIELDS, "(from article where shown)"
    links = [f"select '{field}', number, stories from ({summaries.links(field, shown)})" for field in fields]
    connection.execute(f"""
        delete from whole_link; delete from whole_day;
        insert into whole_link from ({" union all ".join(links)}) order by all""")
    top: dict[str, list[int]] = {field: [] for field in fields}
    largest = f"""
        select field, number from whole_link
        qualify row_number() over (partition by field order by stories desc, number) <= {summaries.TOP}
        order by stories desc, number"""
    for field, number in connection.execute(largest).fetchall():
        top[field].append(number)
    days = [f"select '', day, -1, stories, texts from ({summaries.days(shown)})"]
    for field in fields:
        by_name = summaries.days_by(field, top[field], shown)
        days.append(f"select '{field}', day, number, stories, 0 from ({by_name})")
    connection.execute(f"insert into whole_day from ({' union all '.join(days)}) order by all")
    has = [summaries.having(field, top[field][: summaries.LARGEST]) for field in fields]
    counts = ", ".join(f"count(*) filter ({each})" for each in has)
    covered = connection.execute(f"select {counts} from article where shown and day is not null").fetchall()
    return dict(zip(fields, covered[0], strict=True))


def _sum_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables COPIED and whole_copy, which has the first story of each report that several print.

    Temp table merged_pair gets (x, y, merged): of the stories with both actors, how many count no more, as
    they are one report with another.
    """
    connection.execute("create or replace temp table merged_pair(x integer, y integer, merged bigint)")
    for table in (*COPIED, "whole_copy"):
        connection.execute(f"delete from {table}")
    if not value(connection, "select count(*) from copied_sketch"):
        return  # as in most archives of few stories, where to plan the rest takes a third of the time
    of_copied = "where id in (select id from copied_sketch)"
    connection.execute(f"""
        insert into copied_name select id, actor_id, kind, chunk, smask from counted_name {of_copied};
        insert into copied_pair by name from named_pair {of_copied};
        insert into copied_size select id, count(*) from sentence_sketch {of_copied} group by 1 order by 1;
        create or replace temp table whole_copied as
        {summaries.copies_sql(f"(from copied_sketch where {SHOWN})")}""")
    _find_origins(connection, f"""
        with pair as materialized ({summaries.copies("whole_copied", sized=True)})
        select 0 as x, 0 as y, id, first::ubigint as key from pair
        union select 0, 0, first, first from pair""")  # fmt: skip
    connection.execute("insert into whole_copy select id, origin from origin order by id")
    keys = summaries.alike(
        f"select x, y, id from copied_pair where id in (select id from whole_copied) and {SHOWN}",
        "copied_name", "whole_copied", "whole_copy", which="a.actor_id < b.actor_id",
        apart="(id, sent) not in (select (id, sent) from list_sentence)",
    )  # fmt: skip
    several = f"select distinct * from ({keys}) qualify count(*) over (partition by x, y, key) > 1"
    _find_origins(connection, several)
    connection.execute("""
        insert into merged_pair select x, y, count(*) - count(distinct origin) from origin group by 1, 2;
        drop table whole_copied; drop table keyed; drop table origin""")


def _find_origins(connection: duckdb.DuckDBPyConnection, keyed: str) -> None:
    """Fill temp table `origin` (x, y, id, origin): stories of one (x, y) that share a key have one origin.

    That is the lowest id of them, also where two share a key only with a third. `keyed` is SQL for (x, y, id,
    key).
    """
    connection.execute(f"""
        create or replace temp table keyed as {keyed};
        create or replace temp table origin as select distinct x, y, id, id as origin from keyed""")
    before, after = None, value(connection, "select sum(origin) from origin")
    while after != before:
        connection.execute("""
            create or replace temp table origin as
            with least as (
                select x, y, key, min(origin) as origin from keyed join origin using (x, y, id) group by all)
            select x, y, id, min(origin) as origin from keyed join least using (x, y, key) group by all""")
        before, after = after, value(connection, "select sum(origin) from origin")
