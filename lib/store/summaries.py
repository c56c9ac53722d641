"""Sums over stories: the SQL of each, used both to store the sums and to compute them for a filter.

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
from collections.abc import Callable, Sequence
from contextlib import suppress

import duckdb

from lib.model.article import DEFAULT_ZONES, ZONES, Zone
from lib.model.mention import DEFAULT_ROLES, KINDS, LIST, Manner, codes_of
from lib.store.schema import SHOWN, TOTALS

OF_STORIES = ("story_actor", "counted_name", "list_sentence", "named_pair", "copied_sketch")
COPIED = ("copied_name", "copied_pair", "copied_size")  # what is asked of stories that share a sentence
OF_ALL = ("whole_name", "whole_pair", "whole_copy", "whole_link", "whole_day", *COPIED)
FIELDS = ("tag", "author", "publisher", "section", "language")
LISTED = ("tag", "author")  # of which a story has several
LAST_DAY = 6  # place of the newest day in what `totals` asks for
TOP = 6  # names of a field that a timeline shows
LARGEST = 5  # names of a field that must hold a part of the stories, for a stack of them to be worth drawing
BEGUN = "count(*) filter (begins)"  # the stories of an actor's rows of `begun`
STEP = 100_000  # stories that are summed at once: under a gigabyte
AT_ONCE = 4_000_000  # sentences whose bands are sorted at once: the same


def in_zones(zones: Sequence[Zone]) -> str:
    """Return zones as stored numbers for an SQL condition `zone in (...)`."""
    return ", ".join(str(ZONES.index(zone)) for zone in zones) or "null"


def in_roles(roles: Sequence[Manner]) -> str:
    """Return roles as stored codes for an SQL condition `role in (...)`."""
    return ", ".join(map(str, codes_of(roles))) or "null"


def counted(zones: Sequence[Zone], roles: Sequence[Manner], table: str = "mention") -> str:
    """Return the SQL condition on rows of `mention` or `story_actor`: in the zones and roles."""
    return f"({table}.zone in ({in_zones(zones)}) and {table}.role in ({in_roles(roles)}))"


def names(where: str, more: str = "", source: str = "story_actor") -> str:
    """Return the SQL for (id, actor_id, chunk, smask, pmask, mentions): who is named in which story.

    It takes the rows of `story_actor` that meet a condition. For a few stories the engine would build a table
    of a million groups, which takes 140 ms, as it knows that their numbers are close to each other; xor hides
    it.
    """
    return f"""
        select id, xor(actor_id, 0) as actor_id, {more} chunk, bit_or(smask) as smask,
            bit_or(pmask) as pmask, sum(mentions)::integer as mentions
        from {source} where {where} group by id, xor(actor_id, 0), chunk"""


def unlisted(names: str, lists: str, *, paragraphs: bool = False) -> str:
    """Return the SQL for rows of `names` with a `mask` of sentences or paragraphs, less those of `lists`."""
    place, mask = ("para", "pmask") if paragraphs else ("sent", "smask")
    return f"""
        with listed as (
            select id, {place} // 64 as chunk, bit_or(1::ubigint << ({place} % 64))::ubigint as list
            from {lists} group by all)
        select * exclude (smask, pmask, mentions, list), {mask} & ~coalesce(list, 0::ubigint) as mask
        from {names} left join listed using (id, chunk) where {mask} & ~coalesce(list, 0::ubigint) <> 0"""


def paired(entry: str = "entry", which: str = "a.actor_id < b.actor_id") -> str:
    """Return SQL to put after FROM: pairs of rows of `entry` that meet `which` and share a bit of `mask`."""
    return f"""
        {entry} a join {entry} b
            on a.id = b.id and a.chunk = b.chunk and {which} and (a.mask & b.mask) <> 0"""


def begun(table: str, where: str) -> str:
    """Return SQL to put after FROM: rows of a table of names, and which begin and end an actor's of a story.

    These stand one after another, as they are stored at once, sorted, and the engine promises to keep the
    order of a table's rows in windows OVER nothing.
    """
    begins, ends = (
        f"(id <> {near}(id, 1, -1) over () or actor_id <> {near}(actor_id, 1, -1) over ()) as {name}"
        for near, name in (("lag", "begins"), ("lead", "ends"))
    )
    return f"(select *, {begins}, {ends} from {table} where {where})"


def actors(names: str, *, stories: str, more: str = "") -> str:
    """Return the SQL that sums rows of names to (actor_id, stories, mentions); `stories` counts stories."""
    return f"""
        select actor_id, {more} {stories} as stories, sum(mentions)::bigint as mentions
        from {names} group by actor_id"""


def reported(actors: str, names: str, copies: str) -> str:
    """Return the SQL that adds to rows of `actors` their number of reports, a story and its copies as one."""
    return f"""
        with merge as (
            select actor_id, count(distinct id) - count(distinct report) as merged
            from {names} join {copies} using (id) group by 1)
        select a.*, stories - coalesce(merged, 0) as reports
        from {actors} a left join merge using (actor_id)"""


def days(rows: str) -> str:
    """Return the SQL for (day, stories, texts) of rows of `article`; texts excludes briefs."""
    return f"""
        select day, count(*) as stories, count(*) filter (form <> 'brief') as texts
        from {rows} where day is not null group by day"""


def days_by(field: str, top: Sequence[int], rows: str) -> str:
    """Return the SQL for (day, number, stories) by the first name of a field among `top`, -1 for none."""
    return f"""
        select day, {first_of(field, top)} as number, count(*) as stories
        from {rows} where day is not null group by day, number"""


def carried(field: str, rows: str) -> str:
    """Return SQL to put after FROM: (number, id, day) for each name of a field in rows of `article`."""
    number = f"unnest({field}s)" if field in LISTED else f"{field}_id"
    return f"(select {number} as number, id, day from {rows})"


def links(field: str, rows: str) -> str:
    """Return the SQL for (number, stories): how many rows of `article` have each name of a field."""
    return f"""
        select number, count(*) as stories from {carried(field, rows)}
        where number is not null group by number"""


def totals(rows: str, of: Callable[[str], str]) -> str:
    """Return the SQL for the numbers of stories, briefs, publishers, authors, tags, days and so on.

    `rows` is a table of stories; `of(table)` gives the rows of another table that belong to them.
    """
    return f"""
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct author_id) from {of("author_article")}),
            (select count(distinct tag) from (select unnest(tags) as tag from {of("article")})),
            min(day), max(day), count(*) filter (day is null),
            (select count(*) from {of("article_text")} where zone_assumed)
        from {rows}"""


def copied(sketches: str) -> str:
    """Return the SQL for rows (id, sent, band, first) of sentences that occur in several stories."""
    return f"""
        with sketch as materialized (select id, sent, band from {sketches}),
        origin as (select band, min(id) as first from sketch group by 1 having min(id) < max(id))
        select id, sent, band, first from sketch join origin using (band)"""


def copies(table: str, *, sized: bool) -> str:
    """Return the SQL for (first, id) of two stories most of whose sentences are copies of each other.

    `table` is the result of `copied`; `sized` says that the table copied_size exists.
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


def alike(held: str, names: str, copied: str, copies: str, *, apart: str, which: str) -> str:
    """Return the SQL for (x, y, id, key) of stories that name two actors and may be one report.

    Two stories of a pair that share a key are one report: they are copies, or print the same sentence with
    both. held has (x, y, id), names (id, actor_id, chunk, smask); apart is a condition on (id, sent), `which`
    one on two rows of names that make a pair.
    """
    return f"""
        with held as materialized ({held}),
        place as materialized (
            select distinct id, sent, band, actor_id from {names} join {copied} using (id)
            where chunk = sent // 64 and (smask >> (sent % 64)) & 1 = 1 and {apart}
                and actor_id in (select x from held union select y from held)),
        weighed as (
            select least(a.actor_id, b.actor_id) as x, greatest(a.actor_id, b.actor_id) as y, id,
                band as key
            from place a join place b using (id, sent, band) where {which})
        select x, y, id, key from weighed join held using (x, y, id)
        union all select x, y, id, hash('report', report) from held join {copies} using (id)"""


def first_of(field: str, numbers: Sequence[int]) -> str:
    """Return the SQL for which of the names a row of `article` has first; -1 for none."""
    if field in LISTED:
        among = f"list_filter({field}s, lambda each: list_contains({list(numbers)}::integer[], each))"
        return f"coalesce({among}[1], -1)"
    return f"if({field}_id in ({', '.join(map(str, numbers)) or 'null'}), {field}_id, -1)"


def having(field: str, numbers: Sequence[int]) -> str:
    """Return the SQL condition on rows of `article`: it has one of the names."""
    has = f"{field}_id in ({', '.join(map(str, numbers)) or 'null'})"  # list_has_any takes ten times as long
    return f"id in (select id from {field}_article where {has})" if field in LISTED else has


_DEFAULT = counted(DEFAULT_ZONES, DEFAULT_ROLES, "story_actor")
_KIND = " ".join(f"when '{kind}' then {number}" for number, kind in enumerate(KINDS))


def sum_mentions(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Fill story_actor for rows of `article` whose id meets a condition."""
    connection.execute(f"""
        insert into story_actor
        select id, actor_id, zone, role, sent // 64, bit_or(1::ubigint << (sent % 64)),
            bit_or(1::ubigint << (para % 64)), count(*)
        from mention where {where}
        group by id, actor_id, zone, role, sent // 64 order by id, actor_id, zone, role, sent // 64""")


def sum_stories(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Fill all tables of sums by story for rows of `article` whose id meets a condition."""
    sum_mentions(connection, where)
    kind = f"any_value(case kind {_KIND} end) as kind,"
    connection.execute(f"""
        insert into counted_name
        {names(f"{_DEFAULT} and {where}", kind, "story_actor join actor using (actor_id)")}
        order by id, actor_id, chunk""")
    connection.execute(f"""
        insert into list_sentence
        select id, sent, any_value(para), count(distinct actor_id) from mention
        where id in (select id from actor_article where {where} group by id having count(*) >= {LIST})
        group by id, sent having count(distinct actor_id) >= {LIST} order by id, sent""")
    own = f"(select * from {{}} where {where})"
    connection.execute(f"""
        insert into named_pair
        with entry as materialized ({unlisted(own.format("counted_name"), own.format("list_sentence"))})
        select a.id, a.actor_id, b.actor_id, any_value((1 << a.kind) | (1 << b.kind)),
            sum(bit_count(a.mask & b.mask))
        from {paired()} group by a.id, a.actor_id, b.actor_id order by a.id, a.actor_id, b.actor_id""")


def sum_sketches(connection: duckdb.DuckDBPyConnection, bearing: str) -> None:
    """Add to copied_sketch the rows of `bearing`, (id, sent, band), whose band several stories have."""
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
    (last,) = connection.execute("select coalesce(max(id), 0) from article").fetchall()[0]
    for first in range(0, last + 1, STEP):
        sum_stories(connection, f"id between {first} and {first + STEP - 1}")
    (sentences,) = connection.execute("select count(*) from sentence_sketch").fetchall()[0]
    parts = 1 + sentences // AT_ONCE
    bands = "select id, sent, unnest([a, b, c]) as band from sentence_sketch"
    for part in range(parts):
        sum_sketches(connection, f"select * from ({bands}) where band % {parts} = {part}")


def sum_new(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Fill all tables of sums by story for the rows of `article` that the table `rows` lists."""
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
    """Store the sums over all stories, unless they are up to date; where that fails, do without."""
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
    (state,) = connection.execute("select value from setting where key = 'state'").fetchall()[0]
    kept = {"state": state, "covered": _sum_days(connection), **_sum_names(connection)}
    numbers = totals("(from article where shown)", f"(from {{}} where {SHOWN})".format)
    kept["numbers"] = connection.execute(numbers).fetchall()[0]
    kinds = "select kind, count(*) from whole_name group by 1 order by 1"
    kept["actors"] = connection.execute(kinds).fetchall()
    connection.execute("delete from setting where key = ?", [TOTALS])
    connection.execute("insert into setting values (?, ?)", [TOTALS, json.dumps(kept)])


def _sum_days(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Fill whole_link and whole_day; return by field how many dated stories have one of its largest names."""
    shown = "(from article where shown)"
    connection.execute(f"""
        delete from whole_link; delete from whole_day;
        insert into whole_day select '', day, -1, stories, texts from ({days(shown)}) order by day""")
    covered = {}
    for field in FIELDS:
        connection.execute(f"""
            insert into whole_link select '{field}', number, stories from ({links(field, shown)})
            order by number""")
        most = f"from whole_link where field = '{field}' order by stories desc, number limit {TOP}"
        top = [row for (row,) in connection.execute(f"select number {most}").fetchall()]
        connection.execute(f"""
            insert into whole_day select '{field}', day, number, stories, 0
            from ({days_by(field, top, shown)}) order by day, number""")
        has = having(field, top[:LARGEST])
        sql = f"select count(*) from article where shown and day is not null and {has}"
        covered[field] = connection.execute(sql).fetchall()[0][0]
    return covered


def _sum_names(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Fill whole_copy, whole_name and whole_pair; return {"reports": number of independent reports}."""
    shown = f"(from {{}} where {SHOWN})".format
    connection.execute(f"create or replace temp table whole_copied as {copied(shown('copied_sketch'))}")
    of_copied = "where id in (select id from copied_sketch)"
    connection.execute(f"""
        delete from copied_name; delete from copied_pair; delete from copied_size;
        insert into copied_name select id, actor_id, kind, chunk, smask from counted_name {of_copied};
        insert into copied_pair by name from named_pair {of_copied};
        insert into copied_size select id, count(*) from sentence_sketch {of_copied} group by 1 order by 1""")
    connection.execute(f"""
        create or replace temp table keyed as
        with pair as materialized ({copies("whole_copied", sized=True)})
        select 0 as x, 0 as y, id, first::ubigint as key from pair
        union select 0, 0, first, first from pair""")
    sums = actors(shown(begun("counted_name", "true")), stories=BEGUN, more="any_value(kind) as kind,")
    connection.execute(f"""
        delete from whole_copy;
        insert into whole_copy select id, origin from ({_origins(connection)}) order by id;
        create or replace table whole_name as
        {reported(f"({sums})", "copied_name", "whole_copy")} order by actor_id""")
    keys = alike(
        f"select x, y, id from copied_pair where id in (select id from whole_copied) and {SHOWN}",
        "copied_name", "whole_copied", "whole_copy", which="a.actor_id < b.actor_id",
        apart="(id, sent) not in (select (id, sent) from list_sentence)",
    )  # fmt: skip
    connection.execute(f"""
        create or replace temp table keyed as
        select distinct * from ({keys}) qualify count(*) over (partition by x, y, key) > 1""")
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


def _origins(connection: duckdb.DuckDBPyConnection) -> str:
    """Return SQL for (x, y, id, origin) of temp table keyed: stories of (x, y) that share a key share one."""
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
