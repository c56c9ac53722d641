"""Sums over stories as SQL: the same is used to store them (lib.store.stored_sums) and to compute them."""

from collections.abc import Callable, Sequence

from lib.model.article import ZONES, Zone
from lib.model.mention import Manner, codes_of

FIELDS = ("tag", "author", "publisher", "section", "language")
LISTED = ("tag", "author")  # of which a story has several
LAST_DAY = 6  # place of the newest day in what `totals` asks for
TOP = 6  # names of a field that a timeline shows
LARGEST = 5  # names of a field that must hold a part of the stories, for a stack of them to be worth drawing
NEAR = 50  # stories with one sentence, on either side of a story with it, that may be its copies
_MOST_ARE_SHARED = """
    join size using (id) join size size_of_first on size_of_first.id = first
    where 2 * shared > greatest(size.sentences, size_of_first.sentences)"""
BEGUN = "count(*) filter (begins)"  # the stories of an actor's rows of `begun`


def in_zones(zones: Sequence[Zone]) -> str:
    """Return zones as the numbers of an SQL condition `zone in (...)`: "2, 5"; "null" for no zones."""
    return ", ".join(str(ZONES.index(zone)) for zone in zones) or "null"


def in_roles(roles: Sequence[Manner]) -> str:
    """Return roles as the codes of an SQL condition `role in (...)`: "0, 3"; "null" for no roles."""
    return ", ".join(map(str, codes_of(roles))) or "null"


def counted_condition(zones: Sequence[Zone], roles: Sequence[Manner], table: str = "mention") -> str:
    """Return the SQL condition that a row of `table` is in these zones and roles.

    `table` is `mention` or `story_actor`.
    """
    return f"({table}.zone in ({in_zones(zones)}) and {table}.role in ({in_roles(roles)}))"


def names(where: str, more: str = "", source: str = "story_actor") -> str:
    """Return the SQL for (id, actor_id, chunk, smask, pmask, mentions): who is named in which story.

    It sums the rows of `source` that meet `where`; `more` are further columns, each with a comma behind. For
    a few stories the engine would build a table of a million groups, which takes 140 ms, as it knows that
    their numbers are close to each other; xor hides it.
    """
    return f"""
        select id, xor(actor_id, 0) as actor_id, {more} chunk, bit_or(smask) as smask,
            bit_or(pmask) as pmask, sum(mentions)::integer as mentions
        from {source} where {where} group by id, xor(actor_id, 0), chunk"""


def unlisted_sql(named: str, lists: str, *, paragraphs: bool = False) -> str:
    """Return the SQL for the rows of `named` with a `mask`: the sentences, or paragraphs, that are no lists.

    `named` is as of `names`; `lists` is a table with the places (id, sent, para) of lists of actors.
    """
    place, mask = ("para", "pmask") if paragraphs else ("sent", "smask")
    return f"""
        with listed as (
            select id, {place} // 64 as chunk, bit_or(1::ubigint << ({place} % 64))::ubigint as list
            from {lists} group by all)
        select * exclude (smask, pmask, mentions, list), {mask} & ~coalesce(list, 0::ubigint) as mask
        from {named} left join listed using (id, chunk) where {mask} & ~coalesce(list, 0::ubigint) <> 0"""


def pairs_join(entry: str = "entry", which: str = "a.actor_id < b.actor_id") -> str:
    """Return SQL to put after FROM: pairs (a, b) of rows of `entry` whose masks have a bit in common.

    They are two actors of one story; `which` is the SQL condition on a and b.
    """
    return f"""
        {entry} a join {entry} b
            on a.id = b.id and a.chunk = b.chunk and {which} and (a.mask & b.mask) <> 0"""


def begun(table: str, where: str) -> str:
    """Return SQL to put after FROM: rows of `table` that meet `where`, with `begins` and `ends`.

    These flag the first and the last row of an actor in a story. Such rows stand one after another, as they
    are stored at once, sorted, and the engine promises to keep the order of a table's rows in windows OVER
    nothing.
    """
    begins, ends = (
        f"(id <> {near}(id, 1, -1) over () or actor_id <> {near}(actor_id, 1, -1) over ()) as {name}"
        for near, name in (("lag", "begins"), ("lead", "ends"))
    )
    return f"(select *, {begins}, {ends} from {table} where {where})"


def actors(named: str, *, stories: str, more: str = "") -> str:
    """Return the SQL for how many stories and mentions each actor has: (actor_id, `more`, stories, mentions).

    `named` is a table or query of who is named in which story, as of `names`; `stories` the SQL that counts
    stories, as "count(*)"; `more` further columns, each with a comma behind, as "any_value(kind) as kind,".
    """
    return f"""
        select actor_id, {more} {stories} as stories, sum(mentions)::bigint as mentions
        from {named} group by actor_id"""


def reports_sql(counted: str, named: str, copied: str) -> str:
    """Return the SQL for the rows of `counted` with `reports`: their stories, copies of one report once.

    `counted` has (actor_id, stories), `named` (id, actor_id), `copied` (id, report) of stories with copies.
    """
    return f"""
        with merge as (
            select actor_id, count(distinct id) - count(distinct report) as merged
            from {named} join {copied} using (id) group by 1)
        select a.*, stories - coalesce(merged, 0) as reports
        from {counted} a left join merge using (actor_id)"""


def days(rows: str) -> str:
    """Return the SQL for (day, stories, texts): how many of `rows` each day has; texts are no briefs."""
    return f"""
        select day, count(*) as stories, count(*) filter (form <> 'brief') as texts
        from {rows} where day is not null group by day"""


def days_by(field: str, top: Sequence[int], rows: str) -> str:
    """Return the SQL for (day, number, stories): how many of `rows` each day has, by their names in a field.

    number is the first id of `top` that a story has; -1 if it has none.
    """
    return f"""
        select day, {first_of(field, top)} as number, count(*) as stories
        from {rows} where day is not null group by day, number"""


def names_sql(field: str, rows: str) -> str:
    """Return SQL to put after FROM: (number, id, day) for each name of a field in each row of `rows`.

    number is the name's id; id and day are the story's.
    """
    number = f"unnest({field}s)" if field in LISTED else f"{field}_id"
    return f"(select {number} as number, id, day from {rows})"


def links(field: str, rows: str) -> str:
    """Return the SQL for (number, stories): how many stories have each name of a field.

    `rows` is a table or query of rows of `article`; number is the name's id.
    """
    return f"""
        select number, count(*) as stories from {names_sql(field, rows)}
        where number is not null group by number"""


def totals(rows: str, of: Callable[[str], str]) -> str:
    """Return SQL for one row: stories, briefs, publishers, authors, tags, days, undated and assumed ones.

    The days are the first and the last; the last numbers are of stories without a day and with an assumed
    timezone. `rows` is a table of stories; `of(table)` gives the rows of another table that belong to them.
    """
    return f"""
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct author_id) from {of("author_article")}),
            (select count(distinct tag) from (select unnest(tags) as tag from {of("article")})),
            min(day), max(day), count(*) filter (day is null),
            (select count(*) from {of("article_text")} where zone_assumed)
        from {rows}"""


def copies_sql(sketches: str) -> str:
    """Return the SQL for the sketches that several stories have: (id, sent, band, first).

    `sketches` is a table of (id, sent, band); first is the lowest id with the band.
    """
    return f"""
        with sketch as materialized (select id, sent, band from {sketches}),
        origin as (select band, min(id) as first from sketch group by 1 having min(id) < max(id))
        select id, sent, band, first from sketch join origin using (band)"""


def copies(table: str, *, sized: bool) -> str:
    """Return the SQL for (first, id) of two stories most of whose sentences are copies of each other.

    `table` has the rows of `copies_sql`; `sized` says that the table copied_size exists. A story is compared
    with the first that has each of its sentences. That may be a longer one, which quotes many, so one that
    is a copy of none is compared with the NEAR before and after it, too, that have one of its sentences.
    """
    sizes = "from copied_size"
    if not sized:
        of_table = f"where id in (select id from {table})"
        sizes = f"select id, count(*) as sentences from sentence_sketch {of_table} group by 1"
    return f"""
        with size as materialized ({sizes}),
        of_first as materialized (
            select first, id from (
                select first, id, count(distinct sent) as shared from {table} where id > first group by all)
            {_MOST_ARE_SHARED}),
        alone as (
            select id from {table} join size using (id)
            where id not in (select unnest([first, id]) from of_first)
            group by id having 2 * count(distinct sent) > any_value(sentences)),
        placed as materialized (
            select id, band, row_number() over (partition by band order by id) as place from {table}
            where band in (select band from {table} where id in (from alone))),
        near as (
            select distinct least(a.id, b.id) as first, greatest(a.id, b.id) as id
            from placed a join placed b on a.band = b.band and abs(a.place - b.place) <= {NEAR}
            where a.id in (from alone) and a.id <> b.id)
        from of_first union select first, id from (
            select near.first, id, count(distinct sent) as shared from near join {table} using (id)
            where (near.first, band) in (select (id, band) from {table}) group by all)
        {_MOST_ARE_SHARED} order by first, id"""


def alike(held: str, named: str, sketched: str, reported: str, *, apart: str, which: str) -> str:
    """Return the SQL for (x, y, id, key) of stories that name two actors and may be one report.

    Two stories of a pair that share a key are one report: they are copies, or print the same sentence with
    both. `held` has (x, y, id), `named` (id, actor_id, chunk, smask), `sketched` is of `copies_sql`,
    `reported` has (id, report); `apart` is a condition on (id, sent), `which` on rows a and b of `named`.
    """
    return f"""
        with held as materialized ({held}),
        place as materialized (
            select distinct id, sent, band, actor_id from {named} join {sketched} using (id)
            where chunk = sent // 64 and (smask >> (sent % 64)) & 1 = 1 and {apart}
                and actor_id in (select x from held union select y from held)),
        weighed as (
            select least(a.actor_id, b.actor_id) as x, greatest(a.actor_id, b.actor_id) as y, id,
                band as key
            from place a join place b using (id, sent, band) where {which})
        select x, y, id, key from weighed join held using (x, y, id)
        union all select x, y, id, hash('report', report) from held join {reported} using (id)"""


def first_of(field: str, numbers: Sequence[int]) -> str:
    """Return SQL for the first id among `numbers` that a story has in a field, such as tag; else -1."""
    if field in LISTED:
        among = f"list_filter({field}s, lambda each: list_contains({list(numbers)}::integer[], each))"
        return f"coalesce({among}[1], -1)"
    return f"if({field}_id in ({', '.join(map(str, numbers)) or 'null'}), {field}_id, -1)"


def having(field: str, numbers: Sequence[int]) -> str:
    """Return the SQL condition that a row of `article` has one of the ids in a field, such as tag."""
    has = f"{field}_id in ({', '.join(map(str, numbers)) or 'null'})"  # list_has_any takes ten times as long
    return f"id in (select id from {field}_article where {has})" if field in LISTED else has
