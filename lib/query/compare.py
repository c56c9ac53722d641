"""Comparing two selections: which pairs of actors are new, gone, stronger, weaker."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import parse_qs

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.address import from_address
from lib.query.filter.compile import compile_filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import asked_once, selection, temp_table
from lib.query.frames import Columns, ask
from lib.query.network import least, named_in_places, strengths
from lib.query.pair_table import pair_table
from lib.query.pairs import PairRequest, with_ends
from lib.query.relations import Relations
from lib.query.workbench import Frames, values
from lib.stats.change import changed
from lib.stats.communities import communities
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader
from lib.store.statements import value

HALVES = "halves"
COUNTED = ("zones", "roles", "kinds", "cast")  # parameters that choose names, not stories
SHOWN = 40  # ties; more cannot be distinguished
COLUMNS: Columns = {
    "source": "text", "target": "text", "source_id": "text", "target_id": "text",
    "weight_before": "count", "weight_after": "count", "stories_before": "count", "stories_after": "count",
    "reports_before": "count", "reports_after": "count",
    "share_before": "share", "share_after": "share", "p": "share", "change": "text", "weight": "count",
}  # fmt: skip
VERDICTS = ("reports_before", "reports_after", "share_before", "share_after", "p", "change")
NODES: Columns = {"actor_id": "text", "actor": "text", "kind": "text", "weight": "count"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRequest(PairRequest):
    """Two selections to compare: the one of the criteria, and another given as the address of a filter.

    `against` is such as "until=2024-03-31&tags=China"; by default the earlier half of the selection's stories
    is compared with the later half. `shown` is the number of pairs that are returned.
    """

    against: str = HALVES
    shown: int = SHOWN


@asked_once
def changes(db: ArchiveReader, request: ComparisonRequest) -> pd.DataFrame:
    """Return the pairs of actors that changed most certainly, `request.shown` of them, in COLUMNS.

    Change is decided by lib.stats.change, with one test of chance for all pairs of the same numbers of
    reports; weight is the larger of both sides. `attrs` gives the numbers of stories (before, after), of how
    many pairs these are, and for halves the last day of the earlier one (until) and the number of stories
    without a date, which are in neither.
    """
    first, second = sides(db, request.criteria, request.against)
    units = [Relations(db, side).number_of_reports for side in (first, second)]
    every = _pairs(db, request, (first, second))
    alike = db.frame(f"select reports_before, reports_after, count(*) as pairs from {every} group by all")
    verdicts = changed(alike, *units, minimum=least(request, sum(units)))
    found = _named(db, request, every, verdicts)
    sides_of = found[["weight_before", "weight_after"]]
    found = found.assign(weight=sides_of.max(axis=1).astype("float64" if request.weighted else "int64"))
    of = int(verdicts["pairs"].sum())
    before, after = (Relations(db, side).number_of_stories for side in (first, second))
    note = f"{len(found):,} of {of:,} ties that changed: the most certain."
    found.attrs = {
        "unit": request.unit, "lists": request.lists, "minimum": least(request, sum(units)), "before": before,
        "after": after, "against": request.against, "of": of, "note": note if len(found) < of else "",
    }  # fmt: skip
    if request.against == HALVES:
        undated = Relations(db, request.criteria).number_of_stories - before - after
        found.attrs |= {"until": str(first.until or ""), "undated": undated}
    return found


def layout(db: ArchiveReader, request: ComparisonRequest) -> pd.DataFrame:
    """Return the actors of the changed pairs, each with community and position (x, y) in the picture."""
    between = changes(db, request)
    strength = strengths(between, "weight")["sum"]
    sql = """
        with node as (select unnest($keys) as key, unnest($weights)::bigint as weight)
        select key, name, kind, weight from node join actor using (key) order by weight desc, name, key"""
    given = {"keys": list(strength.index), "weights": strength.tolist()}
    return placed(communities(ask(db, sql, given, NODES), between), between)


def sides(db: ArchiveReader, criteria: Filter, against: str) -> tuple[Filter, Filter]:
    """Return the filters of both sides: the earlier and later half, or that of an address and `criteria`.

    `against` is the query of an address, as "until=2024-03-31", or HALVES.
    """
    return halves(db, criteria) if against == HALVES else (other_side(criteria, against), criteria)


def other_side(criteria: Filter, against: str) -> Filter:
    """Return the filter of the address `against`.

    Zones, roles, kinds and cast that the address does not set are those of `criteria`.
    """
    given = parse_qs(against.removeprefix("?"))
    alike = {name: getattr(criteria, name) for name in COUNTED if name not in given}
    return replace(from_address(given), **alike)


def halves(db: ArchiveReader, criteria: Filter) -> tuple[Filter, Filter]:
    """Return the filters of the earlier and later days, with as equal numbers of stories as possible."""
    sql = f"""
        with held as (
            select day, sum(count(*)) over (order by day) as until, sum(count(*)) over () as dated
            from {selection(db, criteria).rows} where day is not null group by day)
        select day from held order by abs(2 * until - dated), day limit 1"""
    day = value(db, sql)
    fallback = criteria.since or criteria.until or EPOCH  # no half may go beyond the days of the filter
    middle = min(fallback if day is None else EPOCH + timedelta(days=day), date.max - timedelta(days=1))
    return replace(criteria, until=middle), replace(criteria, since=middle + timedelta(days=1))


def _pairs(db: ArchiveReader, request: PairRequest, sides: Sequence[Filter]) -> str:
    """Return the name of a temp table of the pairs that either side names together.

    Its columns are x and y, the actors' row ids, then weight, stories and reports of each side, as
    weight_before.
    """
    relations = [Relations(db, side) for side in sides]
    exact = all(of_side.is_exact for of_side in relations)
    among = [] if exact else sorted({number for of_side in relations for number in of_side.most_named})
    before, after = (pair_table(of_side, request, among=among) for of_side in relations)
    sql = f"""
        select x, y, coalesce(b.weight, 0) as weight_before, coalesce(a.weight, 0) as weight_after,
            coalesce(b.stories, 0) as stories_before, coalesce(a.stories, 0) as stories_after,
            coalesce(b.reports, 0) as reports_before, coalesce(a.reports, 0) as reports_after
        from {before} b full join {after} a using (x, y)"""
    return temp_table(db, ("compared", before, after), sql)


def _named(db: ArchiveReader, request: ComparisonRequest, table: str, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return `shown` pairs of the table with keys and names: those whose change is least likely by chance.

    `verdicts` has the conclusion of lib.stats.change on each pair.
    """
    above = verdicts["pairs"].cumsum() - verdicts["pairs"]  # pairs of a smaller p: verdicts come sorted
    certain = verdicts[verdicts["p"] <= verdicts["p"][above < request.shown].max()]  # only these are named
    sql = f"""
        with verdicts as (select {", ".join(f"unnest(${name}) as {name}" for name in VERDICTS)}),
        named as ({with_ends(table)})
        select source.name, target.name, source.key, target.key, weight_before, weight_after,
            stories_before, stories_after, reports_before, reports_after, share_before, share_after, p, change
        from named join verdicts using (reports_before, reports_after)
        order by p, source.key, target.key limit $shown"""
    given = {name: certain[name].tolist() for name in VERDICTS}
    shares: Columns = {"weight_before": "share", "weight_after": "share"} if request.weighted else {}
    columns: Columns = {name: kind for name, kind in COLUMNS.items() if name != "weight"}
    return ask(db, sql, {**given, "shown": request.shown}, {**columns, **shares})


def changes_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL on the documented views for the drawn pairs: their places and stories in both selections."""
    edges = frames["edges"]
    both = zip(("before", "after"), sides(db, criteria, edges.attrs["against"]), strict=True)
    counted = ",\n".join(
        f"""{named_in_places(db, own, edges, f"_{side}")},
{side} as (  -- {" ".join(compile_filter(own, db).sentence.split())}
    select a.actor_id as source_id, b.actor_id as target_id, count(*) as weight,
        count(distinct a.article_id) as stories
    from named_{side} a join named_{side} b on a.article_id = b.article_id and a.place = b.place
    group by all)"""
        for side, own in both
    )
    return f"""with drawn(source_id, target_id, source, target) as (values
    {values(edges, ["source_id", "target_id", "source", "target"])}),
{counted}
select source, target, coalesce(before.weight, 0) as weight_before, coalesce(after.weight, 0) as weight_after,
    coalesce(before.stories, 0) as stories_before, coalesce(after.stories, 0) as stories_after
from drawn left join before using (source_id, target_id) left join after using (source_id, target_id)
where source_id is not null
order by source, target"""
