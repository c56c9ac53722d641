"""Stories that tell of one event: those of the same days that name more of the same actors than chance would.

Two stories are of one event where at most NEAR days lie between them, one of the actors that both name is a
person or an organisation, and the names they share would stand together by chance in fewer than one story of
the selection: sum of ln(stories / stories naming the actor) over these actors is at least ln(stories). The
shared names must also be a third of what the story of fewer names tells, so that a long list of names is not
of every event.
"""

from collections.abc import Mapping
from datetime import date

from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import kept, named, selection, stories_of
from lib.store.archive import ArchiveReader

NEAR = 2  # days between two stories of one event
PART = 1 / 3  # of the names of the story that has fewer
MOST = 300  # stories, the longest of the days, that are compared with all others


def of_one_event(db: ArchiveReader, criteria: Filter, since: date) -> str:
    """Return the table (id, other, weight) of selected stories since the day and what is of their event.

    weight is the logarithm of how unlikely chance makes the names that both share; briefs are left out.
    """
    selected, entries = selection(db, criteria), named(db, criteria)
    sql = f"""
        with story as (select id, day, words from {selected.rows} where form <> 'brief' and day is not null),
        entry as (select distinct id, actor_id from {entries}),
        whole as (select count(distinct id)::double as stories from entry),
        rarity as (
            select actor_id, ln(whole.stories / count.stories) as rarity,
                kind in ('person', 'organisation') as telling
            from {stories_of(db, criteria)} count join actor using (actor_id), whole),
        candidate as materialized (
            select id, day from story where day >= $since order by words desc, id limit {MOST}),
        near as materialized (
            select id, day from story where day >= (select min(day) from candidate) - {NEAR}),
        total as (
            select id, sum(rarity) as total from entry join rarity using (actor_id)
            where id in (select id from near) group by 1),
        pair as (
            select c.id, n.id as other, sum(rarity) as weight
            from candidate c join entry e on e.id = c.id join entry o using (actor_id)
            join near n on n.id = o.id and n.id <> c.id and abs(n.day - c.day) <= {NEAR}
            join rarity using (actor_id) group by 1, 2 having bool_or(telling))
        select pair.id, other, weight from pair, whole, total a, total b
        where a.id = pair.id and b.id = other
            and weight >= ln(whole.stories) and weight >= {PART} * least(a.total, b.total)"""
    parameters: Mapping[str, object] = {**selected.parameters, "since": (since - EPOCH).days}
    return kept(db, ("event", criteria, since), sql, parameters)
