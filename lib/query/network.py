"""The network of actors named together in the selected stories."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.mention import LIST
from lib.model.wording import count
from lib.query.filter.selection import asked_for, asked_once, memoize
from lib.query.frames import Columns, ask
from lib.query.pair_table import pair_table
from lib.query.pairs import Lists, PairRequest, Unit, with_ends
from lib.query.relations import Relations
from lib.query.workbench import Frames, mention_conditions, story_conditions, values, where
from lib.stats.betweenness import betweenness
from lib.stats.chance import ENOUGH, MORE, chance_of_at_least, expected, significance_limit, verdicts
from lib.stats.communities import communities
from lib.stats.core import core
from lib.stats.layout import layout as placed
from lib.store.archive import ArchiveReader
from lib.store.statements import column

Chance = Literal["any", "more"]
Ties = Literal["core", "all"]
REPORTED = 2  # independent reports
FEW = 10  # reports of a selection in which every pair is shown
COUNTED: Columns = {
    "source": "text", "target": "text", "weight": "count", "stories": "count",
    "source_id": "text", "target_id": "text",
    "reports": "count", "source_reports": "count", "target_reports": "count",
}  # fmt: skip
EDGES: Columns = {**COUNTED, "expected": "share", "p": "share", "verdict": "text"}
NODES: Columns = {
    "actor_id": "text", "actor": "text", "kind": "text", "mentions": "count", "stories": "count",
    "degree": "count", "weight": "count",
}  # fmt: skip
ENDS = ("source_id", "target_id")
SAME_PLACE = {  # of two rows of the view `mentions` of one story
    "sentence": "sent", "paragraph": "(block, sent // 64)", "article": "article_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRequest(PairRequest):
    """Which network to compute: how many actors at most, by chance or not, core or all of its pairs.

    `ties="core"` keeps as many pairs as a picture can show (lib.stats.core), "all" every pair among the
    `most` strongest actors; `chance="more"` keeps pairs that are named together more often than by chance.
    """

    most: int = 60
    chance: Chance = "any"
    ties: Ties = "core"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRequest(NetworkRequest):
    """The network of a matrix: all pairs among as many actors as it can show."""

    most: int = 14
    ties: Ties = field(default="all", init=False)


@asked_once
def edges(db: ArchiveReader, request: NetworkRequest) -> pd.DataFrame:
    """Return pairs of actors named together, those with most reports first, in the columns of EDGES.

    weight counts the sentences (paragraphs, stories, reports) that name both, exactly, and stories the
    stories with such a place. reports counts the independent ones among these, at least `minimum`; where the
    selection has fewer than FEW reports, and `minimum` is REPORTED, every pair is returned.

    source_reports and target_reports count the reports that name each of the two; expected is how many would
    name both by chance, p how likely chance gives as many, and verdict the conclusion (lib.stats.chance), ""
    for fewer than ENOUGH reports. `attrs` gives the number of reports (units), of pairs with enough of them
    (of), of pairs with only one (single), and a note that says so.

    With `ties="core"` these are the pairs that a picture can show: those with most reports and the least
    likely ones. Else all pairs among the `most` strongest actors, or among those of the first pairs if these
    share none.
    """
    relations = Relations(db, request.criteria)
    table = pair_table(relations, request)
    every = rated_pairs(db, request, table)
    offered = wanted_pairs(every, request)
    if request.ties == "core":
        chosen = core(offered, most=request.most)
    else:
        strength = strengths(offered, "reports")["sum"].sort_values(ascending=False, kind="stable")
        first = pd.unique(offered[[*ENDS]].to_numpy().ravel())  # in case the strongest share no pair
        among = [
            offered[[*ENDS]].isin(actors[: request.most]).all(axis=1) for actors in (strength.index, first)
        ]
        chosen = offered[among[0] if among[0].any() else among[1]]
    chosen = chosen.reset_index(drop=True)
    single = relations.count(f"{table} where reports = 1")
    exact = relations.is_exact
    chosen.attrs = every.attrs | {"exact": exact, "of": len(every), "single": single}
    chosen.attrs["counts"] = _note(chosen)
    notes = [chosen.attrs["counts"], _note_on_lists(db, request), "" if exact else relations.sought_note]
    chosen.attrs["note"] = " ".join(filter(None, notes))
    return chosen


def layout(db: ArchiveReader, request: NetworkRequest) -> pd.DataFrame:
    """Return the actors of the network's pairs, with community, betweenness and position (x, y)."""
    between = edges(db, request)
    return with_measures(nodes_of(db, request.criteria, between), between)


def with_measures(nodes: pd.DataFrame, between: pd.DataFrame) -> pd.DataFrame:
    """Return the nodes with community, betweenness and position (x, y) in the picture of these pairs."""
    return placed(betweenness(communities(nodes, between), between), between)


def cells(db: ArchiveReader, request: MatrixRequest) -> pd.DataFrame:
    """Return the pairs among the strongest actors, in the columns of EDGES, for the matrix."""
    return edges(db, request)


def heads(db: ArchiveReader, request: MatrixRequest) -> pd.DataFrame:
    """Return the actors of the matrix with community, betweenness and position (x, y)."""
    return layout(db, request)


def nodes_of(db: ArchiveReader, criteria: Filter, between: pd.DataFrame) -> pd.DataFrame:
    """Return the actors of these pairs with their pairs' number (degree) and summed weight, largest first."""
    found = strengths(between, "weight")
    sql = f"""
        with node as (
            select unnest($keys) as key, unnest($degrees)::bigint as degree,
                unnest($weights)::bigint as weight)
        select key, name, kind, mentions, stories, degree, weight
        from node join actor using (key) join {Relations(db, criteria).actors} using (actor_id)
        order by weight desc, name, key"""
    given = {
        "keys": list(found.index), "degrees": found["count"].tolist(), "weights": found["sum"].tolist(),
    }  # fmt: skip
    return ask(db, sql, given, NODES)


def strengths(pairs: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return by actor key its number of pairs (count) and the sum of a column over them (sum)."""
    ends = pd.concat([pairs[[end, column]].set_axis(["key", column], axis=1) for end in ENDS])
    return ends.groupby("key")[column].agg(["count", "sum"])


def between(
    db: ArchiveReader,
    criteria: Filter,
    *,
    first: str,
    second: str,
    unit: Unit = "sentence",
    lists: Lists = "apart",
) -> pd.DataFrame:
    """Return the pair of two actors, by their keys, in the columns of EDGES; empty if there is none."""
    request = PairRequest(criteria=criteria, unit=unit, lists=lists, minimum=1)
    table = pair_table(Relations(db, criteria), request, among=numbers(db, (first, second)))
    return rated_pairs(db, request, table)


def numbers(db: ArchiveReader, keys: Sequence[str]) -> list[int]:
    """Return the row ids of the actors with these keys; [-1], which no actor has, if there are none."""
    sql = "select actor_id from actor where key in (select unnest($keys::varchar[]))"
    return column(db, sql, {"keys": list(keys)}) or [-1]


def least(request: PairRequest, units: int) -> int:
    """Return how many reports a pair needs: `minimum`; but 1 if that is REPORTED and `units`, all, are few.

    FEW says how many are few.
    """
    return 1 if units < FEW and request.minimum == REPORTED else request.minimum


def rated_pairs(db: ArchiveReader, request: PairRequest, table: str) -> pd.DataFrame:
    """Return a table's pairs (x, y, weight, stories, reports) with enough reports, in EDGES, most first."""
    relations = Relations(db, request.criteria)
    units, of_actor = relations.number_of_reports, relations.reported
    minimum = least(request, units)
    sql = f"""
        with named as ({with_ends(table)} where reports >= $least)
        select source.name, target.name, weight, stories, source.key, target.key, n.reports,
            s.reports, t.reports
        from named n join {of_actor} s on s.actor_id = source.actor_id
        join {of_actor} t on t.actor_id = target.actor_id
        order by n.reports desc, weight desc, source.name, target.name, source.key, target.key"""
    counted = ask(
        db, sql, {"least": minimum}, {**COUNTED, "weight": "share"} if request.weighted else COUNTED
    )
    k, a, b = (counted[name].to_numpy() for name in ("reports", "source_reports", "target_reports"))
    p = chance_of_at_least(k, a, b, units)
    verdict = pd.Series(
        verdicts(k, p, _p_limit(db, request, units), units), index=counted.index, dtype="object"
    )
    answer = counted.assign(expected=expected(a, b, units), p=p, verdict=verdict)
    answer.attrs = {"unit": request.unit, "lists": request.lists, "minimum": minimum, "units": units}
    return answer


def wanted_pairs(pairs: pd.DataFrame, request: NetworkRequest) -> pd.DataFrame:
    """Return the rated pairs that a request asks for: all, or only those with the verdict MORE."""
    return pairs[pairs["verdict"] == MORE] if request.chance == "more" else pairs


def _p_limit(db: ArchiveReader, request: PairRequest, units: int) -> float:
    """Return the largest p that is significant among pairs of actors with two reports or more.

    It is 0 if none is significant.
    """
    if units < ENOUGH:
        return 0.0
    relations = Relations(db, request.criteria)
    sql = f"""
        with family as (select * from {relations.reported} where reports >= {REPORTED})
        select e.reports, least(a.reports, b.reports) as a, greatest(a.reports, b.reports) as b,
            count(*) as pairs, (select count(*) from family) as actors
        from {pair_table(relations, request)} e join family a on a.actor_id = e.x
        join family b on b.actor_id = e.y
        group by all"""
    counting = (request.criteria, request.unit, request.lists)
    worked = memoize(db, ("family", counting), lambda: db.frame(sql))
    k, a, b, alike = (worked[name].to_numpy(dtype=np.int64) for name in ("reports", "a", "b", "pairs"))
    actors = int(worked["actors"].max()) if len(worked) else 0
    return significance_limit(chance_of_at_least(k, a, b, units), alike, actors * (actors - 1) // 2)


def _note(drawn: pd.DataFrame) -> str:
    """Return as a sentence how many of all pairs are drawn, and how sure they are, by the frame's `attrs`.

    Such as "60 of 412 pairs; 41 of them more often than chance; 9 rest on a single report."
    """
    about = drawn.attrs
    if about["minimum"] < REPORTED:
        of = count(about["of"], "pair")
    else:
        of = f"{count(about['of'], 'pair')} with {about['minimum']:,} reports or more"
    parts = [f"{len(drawn):,} of {of}"]
    if about["units"] >= ENOUGH:
        parts.append(f"{int((drawn['verdict'] == MORE).sum()):,} of them more often than chance")
    single = f"{about['single']:,} {'rests' if about['single'] == 1 else 'rest'} on a single report"
    parts += [single] if about["single"] else []
    few = f", as the selection has fewer than {FEW} reports" if about["units"] < FEW else ""
    return f"{'; '.join(parts)}{few}."


def _note_on_lists(db: ArchiveReader, request: PairRequest) -> str:
    """Return a sentence on how many sentences are lists of actors, and how these count; "" if none is."""
    relations = Relations(db, request.criteria)
    found = relations.count(relations.lists)
    if not found:
        return ""
    lists, theirs = ("is a list", "its") if found == 1 else ("are lists", "their")
    fate = "weigh 1/(n−1) each" if request.weighted else "are kept apart"
    return f"{count(found, 'sentence')} {lists} of {LIST} names or more; {theirs} pairs {fate}."


def edges_sql(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
    """Return SQL on the documented views for the drawn pairs, each with its number of places and stories."""
    edges = frames["edges"]
    return f"""with {named_in_places(db, criteria, edges)}
select a.actor as source, b.actor as target, count(*) as weight, count(distinct a.article_id) as stories
from named a join named b on a.article_id = b.article_id and a.place = b.place
where (a.actor_id, b.actor_id) in (  -- the pairs that are drawn
    {values(edges, ["source_id", "target_id"])})
group by a.actor_id, b.actor_id, a.actor, b.actor
order by weight desc, source, target"""


cells_sql = edges_sql


def named_in_places(db: ArchiveReader, criteria: Filter, edges: pd.DataFrame, of: str = "") -> str:
    """Return SQL for a WITH: the subqueries lists and named (article_id, place, actor_id, actor).

    `of` is put behind the subqueries' names. Raises QueryError for reports and weighted lists, which no view
    holds.
    """
    unit, lists = edges.attrs["unit"], edges.attrs["lists"]
    if unit not in SAME_PLACE:
        raise QueryError(
            unit, "The tables do not say which stories are copies, so there is no SQL for reports."
        )
    if lists == "weighted" and unit == "sentence":
        raise QueryError(lists, "There is no SQL for weighted lists; leave sentences that are lists out.")
    stories = f"article_id in (select article_id from stories{where(story_conditions(db, criteria))})"
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
    where {" and ".join([stories, *mention_conditions(criteria)])}
    and (article_id, {beside}) not in (from lists{of}))"""
