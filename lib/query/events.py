"""Stories that tell of one event: those of the same days that name more of the same actors than chance would.

Two stories are of one event where at most NEAR days lie between them, one of the actors that both name is a
person or an organisation, and the names they share would stand together by chance in fewer than one story of
the archive: sum of ln(stories / stories naming the actor) over these actors is at least ln(stories). The
shared names must also be a third of what the story of fewer names tells, so that a long list of names is not
of every event.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import kept, named, selection
from lib.store.archive import ArchiveReader

NEAR = 2  # days between two stories of one event
PART = 1 / 3  # of the names of the story that has fewer
MOST = 300  # stories, the longest of the days, that are compared with all others


def of_one_event(db: ArchiveReader, criteria: Filter, since: date) -> str:
    """Return the table (id, other, weight) of selected stories since the day and what is of their event.

    weight is the logarithm of how unlikely chance makes the names that both share; briefs are left out.
    """
    first = since - timedelta(days=NEAR)
    near = replace(criteria, since=max(first, criteria.since or first))
    selected = selection(db, near)
    sql = f"""
        with story as (select id, day, words from {selected.rows} where form <> 'brief'),
        entry as (select distinct id, actor_id from {named(db, near)}),
        whole as (select count(*)::double as stories from article),
        rarity as (
            select actor_id, ln(whole.stories / count(*)) as rarity,
                any_value(kind) in ('person', 'organisation') as telling
            from actor_article join actor using (actor_id), whole
            where actor_id in (select actor_id from entry) group by actor_id, whole.stories),
        candidate as materialized (
            select id, day from story where day >= $since order by words desc, id limit {MOST}),
        total as (select id, sum(rarity) as total from entry join rarity using (actor_id) group by 1),
        pair as (
            select c.id, n.id as other, sum(rarity) as weight
            from candidate c join entry e on e.id = c.id join entry o using (actor_id)
            join story n on n.id = o.id and n.id <> c.id and abs(n.day - c.day) <= {NEAR}
            join rarity using (actor_id) group by 1, 2 having bool_or(telling))
        select pair.id, other, weight from pair, whole, total a, total b
        where a.id = pair.id and b.id = other
            and weight >= ln(whole.stories) and weight >= {PART} * least(a.total, b.total)"""
    parameters: Mapping[str, object] = {**selected.parameters, "since": (since - EPOCH).days}
    return kept(db, ("event", criteria, since), sql, parameters)
