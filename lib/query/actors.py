"""Queries on actors: how many stories name them, how often, and in which sentence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.names import word_begins
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask_first, frame
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.query.stored_sentences import Place, sentences_at
from lib.query.workbench import Frames, mention_conditions, story_conditions, where
from lib.store.archive import ArchiveReader
from lib.store.statements import value
from lib.store.summaries import counted_condition, in_roles

COLUMNS: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "stories": "count", "mentions": "count",
    "share": "share",
}  # fmt: skip
NAMED: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "stories": "count", "usual": "share",
    "sentence": "text", "article_id": "text", "headline": "text", "spans": "list",
}  # fmt: skip
EARLIER = timedelta(days=28)  # what is usual is the mean of this time before
_CHOICES = 5  # sentences of an actor to choose from, so that two actors need not show the same one
_IN_TEXT = "m.zone in ({})".format(", ".join(str(ZONES.index(zone)) for zone in ("body", "quote")))
_IS_DEMONYM = f"m.role in ({in_roles(('demonym',))})"  # "Cuban coffee" says less of Cuba than its name does
_BEST_FIRST = f"not {_IN_TEXT}, {_IS_DEMONYM}, form = 'brief', published_at desc, m.id, m.sent"


def counts(
    db: ArchiveReader, criteria: Filter, *, limit: int = 50, like: str = "", unit: Unit = "article"
) -> pd.DataFrame:
    """Return the `limit` actors most named in the selected stories, counting names as the filter does.

    stories is how many stories name the actor, share the same as a part of the selected stories (0 to 1),
    mentions how many places. Sorted by stories for the unit "article", else by mentions: `attrs["order"]`
    names the column. `like` keeps names with a word that begins with it; `attrs["of"]` counts all actors,
    whatever the limit.
    """
    order = "stories" if unit == "article" else "mentions"
    name_begins, parameters = word_begins("name", like)
    sql = f"""
        with total as (select count(*) as stories from {selection(db, criteria).rows})
        select key, name, kind, counted.stories, mentions, counted.stories / total.stories, count(*) over ()
        from {Relations(db, criteria).actors} counted join actor using (actor_id), total
        where {name_begins}
        order by {order} desc, name, key limit $limit"""
    answer = ask_first(db, sql, {**parameters, "limit": limit}, COLUMNS)
    answer.attrs["order"] = order
    return answer


def counts_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL on the documented views for the rows of `counts` that are drawn in `frames["frame"]`."""
    rows = where(story_conditions(db, criteria))
    tests = "\n    and ".join(
        [f"article_id in (select article_id from stories{rows})", *mention_conditions(criteria)]
    )
    return f"""select actor_id, actor, kind, count(distinct article_id) as stories, count(*) as mentions,
    count(distinct article_id) / (select count(*) from stories{rows}) as share
from mentions
where {tests}
group by all
order by {frames["frame"].attrs["order"]} desc, actor, actor_id
limit {len(frames["frame"])}"""


def in_most_reports(db: ArchiveReader, criteria: Filter, *, limit: int) -> list[tuple[str, int]]:
    """Return the names of the actors in most independent reports, each with its number of reports."""
    sql = f"""
        select name, reports from {Relations(db, criteria).reported} join actor using (actor_id)
        order by reports desc, name, key limit $limit"""
    return [(str(name), int(number)) for name, number in db.execute(sql, {"limit": limit}).fetchall()]


def name(db: ArchiveReader, actor_id: str) -> str | None:
    """Return the name of the actor with this key; None if the archive has no such actor."""
    found: str | None = value(db, "select name from actor where key = $key", {"key": actor_id})
    return found


def most_named(
    db: ArchiveReader,
    criteria: Filter,
    *,
    day: date | None = None,
    days: int = 1,
    limit: int = 8,
    least: int = 1,
) -> pd.DataFrame:
    """Return the actors named in most stories of the last `days` days up to `day`, each with a sentence.

    By default `day` is the newest of the selection; only days that the filter selects count. Actors in fewer
    than `least` stories are left out. usual is the mean number of stories that as many days brought in the
    four weeks before, NaN where the archive has fewer days. Preferred are sentences of the text to a
    headline, a name to the word for a people, and newer stories; spans lists [start, end, actor_id] of the
    names in the sentence, in characters.
    """
    newest = day or Relations(db, criteria).last_day
    if newest is None:
        return frame([], NAMED)
    since = max(newest - timedelta(days=days - 1), criteria.since or date.min)
    last = min(newest, criteria.until or newest)
    days = (last - since).days + 1
    recent = replace(criteria, since=since, until=last)
    most = counts(db, recent, limit=limit).query("stories >= @least")
    before, length = earlier(db, criteria, since, days) or (None, 1)
    sql = "select key, stories from {} join actor using (actor_id)"
    usual = dict(db.execute(sql.format(Relations(db, before).actors)).fetchall()) if before else {}
    places = _places(db, recent, list(most["actor_id"]))
    found_at = sentences_at(db, recent, {place for place, *_ in places.values()})
    rows = []
    for actor in most.itertuples():
        place, article, headline = places[str(actor.actor_id)]
        sentence = found_at[place]
        expected = usual.get(str(actor.actor_id), 0) * days / length if before else None
        row = (actor.actor_id, actor.actor, actor.kind, actor.stories, expected)
        rows.append((*row, sentence.text, article, headline, sentence.spans))
    return frame(rows, NAMED)


def earlier(db: ArchiveReader, criteria: Filter, since: date, days: int) -> tuple[Filter, int] | None:
    """Return the filter for the four weeks before `since`, and on how many of these days the archive existed.

    The days are counted from the archive's first story of those weeks, selected or not. None if there are
    fewer than `days`, which are too few for a comparison.
    """
    before = replace(criteria, since=since - EARLIER, until=since - timedelta(days=1))
    whole = Filter(since=before.since, until=before.until, as_of=criteria.as_of)
    first = value(db, f"select min(day) from {selection(db, whole).rows}")
    length = 0 if first is None else (since - EPOCH).days - first
    return (before, length) if length >= days else None


def _places(db: ArchiveReader, criteria: Filter, keys: Sequence[str]) -> dict[str, tuple[Place, str, str]]:
    """Return {actor key: (place, story id, headline) of a sentence that names it}, if possible one each."""
    sql = f"""
        select key, m.id, m.sent, a.article, headline
        from mention m join actor using (actor_id) join article_text using (id)
        join {selection(db, criteria).articles} a on a.id = m.id
        where key in (select unnest($keys::varchar[]))
            and {counted_condition(criteria.zones, criteria.roles, "m")}
        qualify row_number() over (partition by key order by {_BEST_FIRST}) <= {_CHOICES}
        order by {_BEST_FIRST}"""
    found: dict[str, list[tuple[Place, str, str]]] = {}
    for key, row, sentence, article, headline in db.execute(sql, {"keys": list(keys)}).fetchall():
        found.setdefault(key, []).append(((row, sentence), article, headline))
    chosen: dict[str, tuple[Place, str, str]] = {}
    for key in keys:
        shown = {place for place, *_ in chosen.values()}
        chosen[key] = next((each for each in found[key] if each[0] not in shown), found[key][0])
    return chosen
