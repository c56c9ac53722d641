"""The places of selected stories that name one or two actors, a page at a time, newest story first."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.model.filter import Filter
from lib.query.filter.conditions import Parameters, members
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

UNITS = {"sentence": "sent", "paragraph": "para", "article": "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which page of places to find: unit, limit, offset, a name's exact words, lists to leave out."""

    unit: Unit
    limit: int
    offset: int = 0
    seen: str = ""
    apart: str = ""  # table of the lists that are left out


@dataclass(frozen=True, slots=True)
class NamingPlace:
    """A place that names the actors: one sentence, or the nearest two of a paragraph or article."""

    id: int  # the row of `article`
    first: int  # the number of a sentence
    second: int  # the same where one names both
    total: int  # of such places, whatever the page
    stories: int  # with such places


def places_naming(
    db: ArchiveReader, criteria: Filter, sought: Sequence[Sequence[int]], page: Page
) -> list[NamingPlace]:
    """Return a page of places that name one or two actors, newest first; [] if an actor has no row ids.

    `sought` has the row ids of each actor.
    """
    if not all(sought):
        return []
    parameters = Parameters({"limit": page.limit, "offset": page.offset})
    if page.unit == "sentence" and not page.seen:
        sql = _page_by_masks(Relations(db, criteria), sought, page.apart)
    else:
        sql = _page_by_mentions(Relations(db, criteria), sought, page, parameters)
    return [NamingPlace(*row) for row in db.execute(sql, parameters.values).fetchall()]


def _page_by_mentions(
    relations: Relations, sought: Sequence[Sequence[int]], page: Page, parameters: Parameters
) -> str:
    """Return the SQL for a page of NamingPlace: in each unit, the two nearest sentences that name both."""
    first, second = (f"actor_id in ({members(numbers)})" for numbers in (sought[0], sought[-1]))
    spelled = f" and surface = {parameters.named('seen', page.seen)}" if page.seen else ""
    listed = "para" if page.unit == "paragraph" else "sent"  # a paragraph is left out beside any list
    apart = f"(id, {listed}) not in (select (id, {listed}) from {page.apart})" if page.apart else "true"
    return f"""
        with named as materialized (
            select distinct id, {first}{spelled} as is_first, {second} as is_second,
                {UNITS[page.unit]} as place, sent
            from mention
            where ({first} or {second}) and {relations.stories.within} and {apart}
                and {counted_condition(relations.criteria.zones, relations.criteria.roles)}
                and id in (select id from actor_article where {first})
                and id in (select id from actor_article where {second})),
        pair as (
            select a.id, a.place, min_by((a.sent, b.sent), (abs(a.sent - b.sent), a.sent, b.sent)) as nearest
            from named a join named b on a.id = b.id and a.place = b.place
            where a.is_first and b.is_second group by a.id, a.place)
        select pair.id, nearest[1], nearest[2], count(*) over (), (select count(distinct id) from pair)
        from pair join article using (id)
        order by published_at desc nulls last, pair.id desc, pair.place limit $limit offset $offset"""


def _page_by_masks(relations: Relations, sought: Sequence[Sequence[int]], left_out: str) -> str:
    """Return the SQL for a page of NamingPlace: sentences that name all actors sought.

    Sentences in the table `left_out` are left out.
    """
    listed = "select 0 as id, 0 as chunk, 0::ubigint as list where false"
    if left_out:
        listed = f"""
            select id, sent // 64 as chunk, bit_or(1::ubigint << (sent % 64))::ubigint as list
            from {left_out} group by all"""
    first, second = relations.masks_of(sought[0]), relations.masks_of(sought[-1])
    return f"""
        with pair as materialized (
            select id, chunk, a.mask & b.mask & ~coalesce(list, 0::ubigint) as mask
            from {first} a join {second} b using (id, chunk) left join ({listed}) using (id, chunk)
            where a.mask & b.mask & ~coalesce(list, 0::ubigint) <> 0 and {relations.stories.within}),
        page as (
            select pair.*, published_at from pair join article using (id)
            order by published_at desc nulls last, id desc, chunk limit $limit + $offset),
        place as (
            select *, 64 * chunk + unnest(list_filter(range(64), lambda bit: mask >> bit & 1 = 1)) as sent
            from page)
        select id, sent, sent, (select sum(bit_count(mask))::bigint from pair),
            (select count(distinct id) from pair)
        from place order by published_at desc nulls last, id desc, sent limit $limit offset $offset"""
