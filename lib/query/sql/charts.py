"""The rows of a chart as SQL over the documented views; its numbers are those that are drawn."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.mention import LIST
from lib.query import compare
from lib.query.coverage import ALL, CALLED_OTHERS, OTHERS, By
from lib.query.facets import publisher_names
from lib.query.filter.names import NAME
from lib.query.filter.selection import asked_for
from lib.query.filter.where import compile as where
from lib.query.sql.conditions import listed, on_mentions, on_stories, text
from lib.store.archive import ArchiveReader
from lib.store.summaries import LISTED

Frames = Mapping[str, pd.DataFrame]

UNITS = {"day": "day"} | {unit: f"date_trunc('{unit}', day)" for unit in ("week", "month", "year")}
SAME_PLACE = {  # of two rows of mentions of one story
    "sentence": "sent", "paragraph": "(block, sent // 64)", "article": "article_id",
}  # fmt: skip


def sql_of(db: ArchiveReader, name: str, criteria: Filter, frames: Frames) -> str:
    """Return the SQL for a chart's rows; frames are the answers that it is drawn from.

    Raises QueryError where the chart, or its filter, has none.
    """
    if name not in _CHARTS:
        raise QueryError(name, "This chart rests on more than the tables hold, so there is no SQL for it.")
    sentence = " ".join(where(criteria, db).sentence.split())
    return f"-- {sentence[:1].upper()}{sentence[1:]}\n{_CHARTS[name](db, criteria, frames)}"


def _timeline(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    frame = frames["frame"]
    unit, by = frame.attrs["unit"], frame.attrs["by"]
    if unit == "hour":
        if frame.attrs["without_time"]:
            raise QueryError(
                unit,
                "The tables do not say of which stories the page tells a day alone, so there is no SQL for "
                "these hours.",
            )
        zone = text(db.setting("desk_zone") or "UTC")
        moment = f"date_trunc('hour', timezone({zone}, timezone('UTC', published_at)))"
    else:
        moment = UNITS[unit]
    shown = [each for each in frame["series"].unique() if each != OTHERS]
    series = _series(db, by, shown)
    rows = _where(["day is not null", *on_stories(db, criteria)])
    if frame.attrs["layout"] == "apart":
        series = (
            f"unnest(list_filter({_names(by, shown)}, lambda each: each in ({listed(shown)})))"
            if by in LISTED
            else series
        )
        return f"""select day, series, count(*) as stories
from (select {moment} as day, {series} as series from stories{rows})
where series <> {text(OTHERS)}
group by all
order by all"""
    return f"""select {moment} as day, {series} as series, count(*) as stories
from stories{rows}
group by all
order by all"""


def _series(db: ArchiveReader, by: By, shown: Sequence[str]) -> str:
    """Return the expression for a story's series: one of those shown, else the others."""
    if by == "none" or shown == [ALL]:
        return text(ALL)
    if by in LISTED:
        among = listed(shown) or "null"
        return (
            f"coalesce(list_filter({_names(by, shown)}, lambda each: each in ({among}))[1], {text(OTHERS)})"
        )
    names = [name for (name,) in db.execute(f"select {NAME[by]} from {by}").fetchall()]
    called = publisher_names(db) if by == "publisher" else {}
    if by == "language":
        called = {code: language(code) for code in names}
    called[OTHERS] = CALLED_OTHERS
    cases = [
        f"when {text(name)} then {text(series)}"
        for series in shown
        for name in ([series] if series in names else names)
        if series in (name, called.get(name))
    ]
    return f"case {by} {' '.join(cases)} else {text(OTHERS)} end" if cases else text(OTHERS)


def _names(by: By, shown: Sequence[str]) -> str:
    """Return the list of a story's tags or authors, called as the series are."""
    if CALLED_OTHERS not in shown:
        return f"{by}s"
    return f"list_transform({by}s, lambda each: if(each = {text(OTHERS)}, {text(CALLED_OTHERS)}, each))"


def _ranking(column: str, name: str) -> Callable[[ArchiveReader, Filter, Frames], str]:
    """Return what asks for the names of a column, each with its stories."""

    def asks(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
        rows = _where(on_stories(db, criteria))
        each = f"unnest({column}) as {name}" if column != name else name
        return f"""with selected as (select {each} from stories{rows})
select {name}, count(*) as stories, count(*) / (select count(*) from stories{rows}) as share
from selected
where {name} <> ''
group by {name}
order by stories desc, {name}
limit {len(frames["frame"])}"""

    return asks


def _most_named(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    rows = _where(on_stories(db, criteria))
    tests = "\n    and ".join(
        [f"article_id in (select article_id from stories{rows})", *on_mentions(criteria)]
    )
    return f"""select actor_id, actor, kind, count(distinct article_id) as stories, count(*) as mentions,
    count(distinct article_id) / (select count(*) from stories{rows}) as share
from mentions
where {tests}
group by all
order by stories desc, actor, actor_id
limit {len(frames["frame"])}"""


def _pairs(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return the SQL for the pairs that are drawn, each with the places and the stories that name both."""
    edges = frames["edges"]
    return f"""with {_named(db, criteria, edges)}
select a.actor as source, b.actor as target, count(*) as weight, count(distinct a.article_id) as stories
from named a join named b on a.article_id = b.article_id and a.place = b.place
where (a.actor_id, b.actor_id) in (  -- the pairs that are drawn
    {_values(edges, ["source_id", "target_id"])})
group by a.actor_id, b.actor_id, a.actor, b.actor
order by weight desc, source, target"""


def _compare(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return the SQL for the pairs that are drawn, with the places and the stories of both selections."""
    edges = frames["edges"]
    sides = zip(("before", "after"), compare.sides(db, criteria, edges.attrs["against"]), strict=True)
    counted = ",\n".join(
        f"""{_named(db, own, edges, f"_{side}")},
{side} as (  -- {" ".join(where(own, db).sentence.split())}
    select a.actor_id as source_id, b.actor_id as target_id, count(*) as weight,
        count(distinct a.article_id) as stories
    from named_{side} a join named_{side} b on a.article_id = b.article_id and a.place = b.place
    group by all)"""
        for side, own in sides
    )
    return f"""with drawn(source_id, target_id, source, target) as (values
    {_values(edges, ["source_id", "target_id", "source", "target"])}),
{counted}
select source, target, coalesce(before.weight, 0) as weight_before, coalesce(after.weight, 0) as weight_after,
    coalesce(before.stories, 0) as stories_before, coalesce(after.stories, 0) as stories_after
from drawn left join before using (source_id, target_id) left join after using (source_id, target_id)
where source_id is not null
order by source, target"""


def _named(db: ArchiveReader, criteria: Filter, edges: pd.DataFrame, of: str = "") -> str:
    """Return the parts of a question that say who is named where; their names end with `of`."""
    unit, lists = edges.attrs["unit"], edges.attrs["lists"]
    if unit not in SAME_PLACE:
        raise QueryError(
            unit, "The tables do not say which stories are copies, so there is no SQL for reports."
        )
    if lists == "weighted" and unit == "sentence":
        raise QueryError(lists, "There is no SQL for weighted lists; leave sentences that are lists out.")
    stories = f"article_id in (select article_id from stories{_where(on_stories(db, criteria))})"
    if ego := edges.attrs.get("ego"):
        criteria = asked_for(criteria, [ego])
    beside = "block, sent // 64" if unit == "paragraph" else "sent"
    return f"""lists{of} as (  -- of {LIST} actors or more in a sentence, which are left out
    select distinct article_id, {beside} from (
        select article_id, block, sent from mentions
        where {stories}
        group by all having count(distinct actor_id) >= {LIST})),
named{of} as (
    select distinct article_id, {SAME_PLACE[unit]} as place, actor_id, actor from mentions
    where {" and ".join([stories, *on_mentions(criteria)])}
    and (article_id, {beside}) not in (from lists{of}))"""


def _values(rows: pd.DataFrame, columns: list[str]) -> str:
    """Return rows as literals, one a line; a row without values where there is none."""
    written = (f"({listed(row)})" for row in rows[columns].itertuples(index=False, name=None))
    return ",\n    ".join(written) or f"({', '.join(['null'] * len(columns))})"


def _over_time(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return the SQL for the periods of each actor that is drawn, empty ones too, without their intervals."""
    frame = frames["frame"]
    if (frame["other_id"] != "").any():
        raise QueryError("pair", "There is no SQL for two actors together over time; follow one of them.")
    by, series = frame.attrs["by"], dict(zip(frame["actor_id"], frame["series"], strict=True))
    rows = _where(["day is not null", *on_stories(db, criteria)])
    followed = ", ".join(f"({text(key)}, {text(name)})" for key, name in series.items()) or "(null, null)"
    naming = " and ".join([*on_mentions(asked_for(criteria, series)), "true"])
    return f"""with selected as (select article_id, {UNITS[by]} as day from stories{rows}),
period as (select unnest(range(min(day), max(day) + interval 1 {by}, interval 1 {by})) as day from selected),
named as (
    select distinct m.actor_id, s.article_id, s.day
    from (select * from mentions where {naming}) m join selected s using (article_id))
select series, actor_id, period.day,
    (select count(*) from named n where n.actor_id = a.actor_id and n.day = period.day) as count,
    (select count(*) from selected s where s.day = period.day) as of
from (values {followed}) a(actor_id, series), period
where actor_id is not null
order by series, day"""


def _where(tests: Sequence[str]) -> str:
    return f" where {' and '.join(tests)}" if tests else ""


_CHARTS: Mapping[str, Callable[[ArchiveReader, Filter, Frames], str]] = {
    "timeline": _timeline, "strip": _timeline, "network": _pairs, "matrix": _pairs, "ego": _pairs,
    "tags_bar": _ranking("tags", "tag"), "authors_bar": _ranking("authors", "author"),
    "publishers_bar": _ranking("publisher", "publisher"), "actors_bar": _most_named,
    "over_time": _over_time, "compare": _compare,
}  # fmt: skip
NAMES = frozenset(_CHARTS)
