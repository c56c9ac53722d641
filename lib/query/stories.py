"""The selected stories: how many, the list of them, the front page, and single ones."""

from dataclasses import replace

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import Columns, frame
from lib.query.desk import Desk, desk
from lib.query.filter.selection import named, selection
from lib.query.filter.where import compile
from lib.query.lists import newest
from lib.query.one_story import article, briefs, mentions, related, removed, revisions
from lib.store.archive import ArchiveReader

__all__ = [
    "Desk", "article", "briefs", "desk", "mentions", "newest", "related", "removed", "revisions", "totals",
]  # fmt: skip

TOTALS: Columns = {
    "stories": "count", "briefs": "count", "publishers": "count", "authors": "count", "tags": "count",
    "actors": "count", "first_day": "date", "last_day": "date", "undated": "count", "assumed": "count",
}  # fmt: skip


def totals(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return one row: what the selection holds.

    stories counts briefs too. actors are those the filter counts. undated are the stories that lack a date
    and fit all else of the filter: with a filter by date they are left out of all other numbers. assumed are
    the stories whose time zone was assumed.
    """
    selected = selection(db, criteria)
    sql = f"""
        with sel as (select * from {selected.rows})
        select count(*), count(*) filter (form = 'brief'), count(distinct publisher_id),
            (select count(distinct k) from (select unnest(authors) as k from sel)),
            (select count(distinct k) from (select unnest(tags) as k from sel)),
            (select count(distinct actor_id) from {named(db, criteria)}),
            date '1970-01-01' + min(day), date '1970-01-01' + max(day), count(*) filter (day is null),
            (select count(*) from article_text where zone_assumed and id in (select id from sel))
        from sel"""
    row = list(db.execute(sql, selected.parameters).fetchall()[0])
    if criteria.since or criteria.until:
        row[8] = _undated(db, criteria)
    return frame([row], TOTALS)


def _undated(db: ArchiveReader, criteria: Filter) -> int:
    where = compile(replace(criteria, since=None, until=None), db, besides="day is null")
    sql = f"select count(*) from article where {where.condition}"
    return int(db.execute(sql, where.parameters).fetchall()[0][0])
