"""The networks of each publisher, month or tag of a selection, with the same actors in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from lib.model.filter import Filter
from lib.query import coverage, publishers, tags
from lib.query.filter.address import to_query
from lib.query.filter.selection import asked_once
from lib.query.frames import Columns, frame
from lib.query.network import least
from lib.query.pair_table import pair_table
from lib.query.pairs import PairRequest, with_ends
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

Each = Literal["publisher", "month", "tag"]
MOST = 8  # parts that are shown: two in a row
LINES = 30  # pairs; more cannot be distinguished on half a phone
COLUMNS: Columns = {
    "series": "text", "of": "count", "source": "text", "target": "text", "weight": "count",
    "stories": "count", "source_id": "text", "target_id": "text", "reports": "count",
}  # fmt: skip
AMONG = " and ".join(f"{end}.key in (select unnest($among::varchar[]))" for end in ("source", "target"))
ENDS = ["source_id", "target_id"]
NOTES: Mapping[Each, str] = {
    "publisher": "", "month": "", "tag": "A story with several of the tags is counted for each.",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EachRequest(PairRequest):
    """A network for each publisher, month or tag, of `most` actors in all, by pairs of `minimum` reports."""

    each: Each = "publisher"
    most: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One publisher, month or tag: its name, number of stories and filter."""

    name: str
    stories: int
    criteria: Filter


@asked_once
def counts(db: ArchiveReader, request: EachRequest) -> pd.DataFrame:
    """Return for each network all pairs that are drawn in any, in the columns of COLUMNS.

    The actors are taken in turn from the pairs with most reports in each network; the pairs are those among
    them. of is the number of the network's stories; weight, stories and reports count what names both in it,
    0 for nothing. `attrs` gives the addresses of the networks by name (parts) and a note on which they are.
    """
    shown, of = _parts(db, request.criteria, request.each)
    reports = [Relations(db, part.criteria).number_of_reports for part in shown]
    offered = [
        _pairs(db, request, part, "reports >= $enough", enough=least(request, number))
        for part, number in zip(shown, reports, strict=True)
    ]
    actors = _by_turns([own.head(request.most) for own in offered], request.most)
    among = [_pairs(db, request, part, AMONG, among=sorted(actors)) for part in shown]
    drawn = _strongest(among) if among else pd.DataFrame()
    counted = [
        drawn.merge(own.drop(columns=["source", "target"]), on=ENDS, how="left").fillna(0)
        .assign(series=part.name, of=part.stories)
        for part, own in zip(shown, among, strict=True)
    ]  # fmt: skip
    columns: Columns = {**COLUMNS, "weight": "share"} if request.weighted else COLUMNS
    rows = pd.concat(counted)[[*columns]].to_numpy().tolist() if len(drawn) else []
    answer = frame(rows, columns)
    latest, most = ("latest ", "") if request.each == "month" else ("", " with most stories")
    left_out = f"The {latest}{len(shown)} of {of:,} {request.each}s{most}." if len(shown) < of else ""
    notes = (left_out, NOTES[request.each], _cut(offered, among, drawn))
    answer.attrs = {
        "each": request.each, "unit": request.unit, "lists": request.lists,
        "parts": {part.name: to_query(part.criteria) for part in shown},
        "note": " ".join(filter(None, notes)),
    }  # fmt: skip
    return answer


def _cut(offered: Sequence[pd.DataFrame], among: Sequence[pd.DataFrame], drawn: pd.DataFrame) -> str:
    """Return a sentence on how many of the actors offered, and of the pairs among them, are drawn.

    It is "" if all are drawn.
    """
    if drawn.empty:
        return ""
    actors, every = ({*pairs[ENDS].to_numpy().ravel()} for pairs in (drawn, pd.concat(offered)))
    pairs = pd.concat(among)[ENDS].drop_duplicates().isin(actors).all(axis=1).sum()
    if (len(actors), len(drawn)) == (len(every), pairs):
        return ""
    return f"Drawn: {len(actors)} of {len(every):,} actors, and {len(drawn)} of the {pairs} pairs among them."


def _pairs(db: ArchiveReader, request: EachRequest, part: Part, test: str, **given: object) -> pd.DataFrame:
    """Return the pairs of a publisher, month or tag that pass an SQL test, those with most reports first.

    `given` are the parameters of the test.
    """
    sql = f"""
        select source.name as source, target.name as target, source.key as source_id, target.key as target_id,
            weight, stories, reports
        from ({with_ends(pair_table(Relations(db, part.criteria), request))}) where {test}
        order by reports desc, weight desc, 3, 4"""
    return db.frame(sql, given)


def _by_turns(named: Sequence[pd.DataFrame], most: int) -> set[str]:
    """Return the keys of up to `most` actors: those in each network's first pair, then in its second ..."""
    actors: set[str] = set()
    for place in range(max(map(len, named), default=0)):
        for own in named:
            pair = {*own[ENDS].iloc[place]} if place < len(own) else set()
            if len(actors | pair) <= most:
                actors |= pair
    return actors


def _strongest(among: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return up to LINES pairs with most reports in all networks together, after the first pair of each."""
    every = pd.concat([own.assign(first=np.arange(len(own)) == 0) for own in among])
    by_pair = every.groupby(["source", "target", *ENDS], as_index=False)
    total = by_pair.agg(first=("first", "max"), reports=("reports", "sum"))
    ordered = total.sort_values(["first", "reports", *ENDS], ascending=[False, False, True, True])
    return ordered.head(LINES)[["source", "target", *ENDS]]


def _parts(db: ArchiveReader, criteria: Filter, each: Each) -> tuple[list[Part], int]:
    """Return the latest months, or publishers or tags with most stories, and how many there are in all."""
    if each == "month":
        months = coverage.over_time(db, criteria, unit="month")
        last, latest = months.tail(MOST), list[Part]()
        for first, stories in zip(last["day"], last["stories"], strict=True):
            since, until = first.date(), (first + pd.offsets.MonthEnd(0)).date()
            days = (max(since, criteria.since or since), min(until, criteria.until or until))
            narrowed = replace(criteria, since=days[0], until=days[1])
            latest.append(Part(name=f"{first:%B %Y}", stories=stories, criteria=narrowed))
        return latest, len(months)
    if each == "tag":
        first, also = tags.counts(db, criteria, limit=MOST), criteria.tags
        names = first["tag"].tolist()
        chosen = [replace(criteria, tags=replace(also, all=(*also.all, tag))) for tag in names]
    else:
        first = publishers.counts_with_names(db, criteria, limit=MOST)
        keys = first["publisher"].tolist()
        names = [*first.attrs["called"].values()]
        chosen = [replace(criteria, publishers=(domain,)) for domain in keys]
    parts = zip(names, first["stories"].tolist(), chosen, strict=True)
    return [Part(name=name, stories=stories, criteria=own) for name, stories, own in parts], first.attrs["of"]
