"""Queries on one actor: the words it is named by, its days, and its quotations."""

from typing import Any

import pandas as pd

from lib.actors.speech import Named, Quotation
from lib.actors.speech import quotations as quoted
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.model.mention import Manner, role_of
from lib.query import evidence
from lib.query.filter.names import ids, keys
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted

SEEN: Columns = {"surface": "text", "role": "text", "mentions": "count", "stories": "count"}
SPAN: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "of": "count", "first": "time", "last": "time", "first_day": "date", "last_day": "date",
    "undated": "count",
}  # fmt: skip
QUOTED: Columns = {**evidence.COLUMNS, "words": "text"}
LOOKED_AT = 300  # paragraphs with an actor among which quotations are sought, the newest first
Paragraph = tuple[int, int]  # a row of `article` and the number of a block in it


def seen(db: ArchiveReader, criteria: Filter, *, actor: str, limit: int = 40) -> pd.DataFrame:
    """Return the words by which the actor is named in the selection, with their roles, most frequent first.

    `attrs["of"]` counts all, whatever the limit.
    """
    sql = f"""
        select surface, role, count(*), count(distinct id), count(*) over () from mention
        where actor_id in (select unnest($actors::integer[])) and {counted(criteria.zones, criteria.roles)}
            and {selection(db, criteria).within}
        group by all order by count(*) desc, surface, role limit $limit"""
    parameters = {"actors": ids(db, "actor", [actor]), "limit": limit}
    rows = db.execute(sql, parameters).fetchall()
    answer = frame([(word, role_of(role), *counts) for word, role, *counts, _ in rows], SEEN)
    answer.attrs = {"of": rows[0][-1] if rows else 0}
    return answer


def span(db: ArchiveReader, criteria: Filter, *, actor: str) -> pd.DataFrame:
    """Return a row on how often, in how many stories and from when to when the selection names the actor."""
    selected = selection(db, criteria)
    sql = f"""
        select key, name, kind, count(*), count(distinct m.id), (select count(*) from {selected.rows}),
            min(published_at), max(published_at), date '1970-01-01' + min(day), date '1970-01-01' + max(day),
            count(distinct m.id) filter (day is null)
        from mention m join actor using (actor_id) join {selected.rows} a on a.id = m.id
        where actor_id in (select unnest($actors::integer[]))
            and {counted(criteria.zones, criteria.roles, "m")}
        group by key, name, kind"""
    rows = db.execute(sql, {"actors": ids(db, "actor", [actor])}).fetchall()
    return frame(rows[:1], SPAN)


def quotations(db: ArchiveReader, criteria: Filter, *, actor: str, limit: int = 20) -> pd.DataFrame:
    """Return the passages that quote the actor (lib.actors.speech), newest first, with the quoted words.

    Words for a country's people and names inside another name do not count. `attrs["total"]` counts all among
    the newest `looked_at` paragraphs that name the actor, of `of`.
    """
    own = {*keys(db, actor)}
    places, of = _paragraphs(db, criteria, actor)
    texts, names = evidence.texts_at(db, places), _names(db, criteria, places)
    found = [
        (place, said)
        for place in places
        for said in quoted(texts[place], [name for _, name, speaks in names[place] if speaks])
        if said.speaker in own
    ]
    stories = evidence.stories_at(db, {row for (row, _), _ in found[:limit]})
    rows = [
        _row(stories[place[0]], place[1], texts[place], names[place], said) for place, said in found[:limit]
    ]
    answer = frame(rows, QUOTED)
    answer.attrs = {"total": len(found), "looked_at": len(places), "of": of}
    return answer


def _paragraphs(db: ArchiveReader, criteria: Filter, actor: str) -> tuple[list[Paragraph], int]:
    """Return the newest paragraphs (row, block) that name the actor as a possible speaker; of how many."""
    sql = f"""
        with place as (
            select distinct id, block from mention
            where actor_id in (select unnest($actors::integer[])) and {selection(db, criteria).within}
                and {counted(criteria.zones, _speaking(criteria))})
        select id, block, count(*) over () from place join article using (id)
        order by published_at desc nulls last, id desc, block limit {LOOKED_AT}"""
    parameters = {"actors": ids(db, "actor", [actor])}
    rows = db.execute(sql, parameters).fetchall()
    return [(row, block) for row, block, _ in rows], rows[0][2] if rows else 0


def _speaking(criteria: Filter) -> tuple[Manner, ...]:
    return tuple(role for role in criteria.roles if role not in ("demonym", "nested"))


def _names(
    db: ArchiveReader, criteria: Filter, places: list[Paragraph]
) -> dict[Paragraph, list[tuple[int, Named, bool]]]:
    """Return by paragraph its names with their zones, and whether each may be a speaker.

    A country can be a speaker only by a name of its government, such as the Kremlin.
    """
    sql = f"""
        select m.id, block, zone, start, "end", key, kind,
            kind <> 'country' or {counted(criteria.zones, ("metonym",), "m")}
        from mention m join actor using (actor_id)
        where {counted(criteria.zones, _speaking(criteria), "m")} and m.id in (select unnest($ids::integer[]))
            and block in (select unnest($blocks::integer[]))
        order by m.id, block, start, "end", key"""
    parameters = {"ids": [row for row, _ in places], "blocks": [block for _, block in places]}
    found: dict[Paragraph, list[tuple[int, Named, bool]]] = {place: [] for place in places}
    for row, block, zone, start, end, key, kind, speaks in db.execute(sql, parameters).fetchall():
        if (row, block) in found:
            found[row, block].append((zone, Named(start=start, end=end, key=key, kind=kind), speaks))
    return found


def _row(
    story: tuple[Any, ...], block: int, text: str, names: list[tuple[int, Named, bool]], said: Quotation
) -> tuple[Any, ...]:
    """Return a row of what an actor says: the story, the place and text of the quotation, names in it."""
    *story_values, url, captured = story
    spans = [
        [name.start - said.start, name.end - said.start, name.key]
        for _, name, _ in names
        if said.start <= name.start < said.end
    ]
    place = (ZONES[names[0][0]], block, said.start, said.end, text[said.start : said.end])
    return (*story_values, *place, spans, 0, url, captured, said.words)
