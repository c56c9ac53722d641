"""The actors and tags that are in more stories than usual."""

from dataclasses import replace
from datetime import date, timedelta
from math import sqrt

import pandas as pd

from lib.model.filter import Filter
from lib.query.actors import earlier
from lib.query.frames import Columns, frame
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {"kind": "text", "key": "text", "name": "text", "stories": "count", "usual": "share"}
MIN_STORIES = 3
MIN_DEVIATIONS = 2.5  # of what rises above its usual, for a Poisson number: a list of few may err in one


def rising(db: ArchiveReader, criteria: Filter, *, day: date, days: int = 1, limit: int = 6) -> pd.DataFrame:
    """Return the actors and tags that rise most in the last `days` days up to `day`, clearest first.

    kind is "actor" or "tag", key the actor's id or the tag. usual is the mean of stories for as many days in
    the four weeks before. Empty where there are fewer days before. Each is in at least MIN_STORIES, and
    MIN_DEVIATIONS standard deviations above the usual number, which counts as half a story at least.
    """
    since = max(day - timedelta(days=days - 1), criteria.since or date.min)
    days = (day - since).days + 1  # a filter may have fewer
    recent = replace(criteria, since=since, until=day)
    before, length = earlier(db, criteria, since, days) or (None, 1)
    if before is None:
        return frame([], COLUMNS)
    found, usual = [], _stories(db, before)
    for about, stories in _stories(db, recent).items():
        expected = usual.get(about, 0) * days / length
        clear = (stories - expected) / sqrt(max(expected, 0.5))
        if stories >= MIN_STORIES and clear >= MIN_DEVIATIONS:
            found.append((clear, (*about, stories, expected)))
    found.sort(key=lambda each: (-each[0], each[1]))
    return frame([row for _, row in found[:limit]], COLUMNS)


def _stories(db: ArchiveReader, criteria: Filter) -> dict[tuple[str, str, str], int]:
    """Return {(kind, key, name): number of stories} of the selection's actors and tags."""
    relations = Relations(db, criteria)
    sql = f"""
        select 'actor', key, name, stories from {relations.actors} join actor using (actor_id) union all
        select 'tag', name, name, stories from {relations.links("tag")} join tag on tag_id = number"""
    return {(kind, key, name): stories for kind, key, name, stories in db.execute(sql).fetchall()}
