"""Independent reports: a story and its copies count once; and who prints the same sentences."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from lib.model.filter import Filter
from lib.query.columns import OWN_TIME, PRECISION, Columns, ask_first, frame
from lib.query.filter.selection import (
    entries_of,
    is_kept,
    keeps_sums,
    kept,
    kinds_of,
    made,
    selection,
    stories_of,
)  # fmt: skip
from lib.query.one_story import row_of
from lib.stats.origins import groups
from lib.store import whole
from lib.store.archive import ArchiveReader

ELSEWHERE: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "published_at": "time",
    "published_precision": "text", "shared": "count", "sentences": "count", "earlier": "flag",
}  # fmt: skip


def total(db: ArchiveReader, criteria: Filter) -> int:
    """Return the number of independent reports among the selected stories."""
    selected = selection(db, criteria)
    if db.totals and keeps_sums(db, selected):
        return int(db.totals["reports"])
    copied = copies(db, criteria)
    sql = f"""
        select (select count(*) from {selected.rows})
            - (select count(*) - count(distinct report) from {copied})"""
    return int(db.execute(sql, selected.parameters).fetchall()[0][0])


def naming(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (actor_id, reports) of how many reports name an actor, by the filter's count."""
    if is_kept(db, criteria) and keeps_sums(db, selection(db, criteria)):
        return f"(select actor_id, reports from whole_name where {kinds_of(criteria)})"
    copied = copies(db, criteria)
    entries, parameters = entries_of_copied(db, criteria, copied)
    sql = f"""
        with copy as (
            select actor_id, count(distinct id) - count(distinct report) as merged
            from ({entries}) join {copied} using (id) group by 1)
        select actor_id, stories - coalesce(merged, 0) as reports
        from {stories_of(db, criteria)} left join copy using (actor_id)"""
    return kept(db, ("naming", criteria), sql, parameters)


def entries_of_copied(db: ArchiveReader, criteria: Filter, table: str) -> tuple[str, dict[str, object]]:
    """Return what `entries_of` does for the stories of a table (id, ...), which share sentences."""
    if is_kept(db, criteria) and db.totals:
        within = f"id in (select id from {table}) and {kinds_of(criteria)}"
        return f"select id, actor_id, chunk, smask as mask from copied_name where {within}", {}
    return entries_of(db, criteria, f"(select * from article where id in (select id from {table}))")


def copies(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (id, report) of the stories that are one report with another selected one.

    Most sentences of both that name somebody are copies (lib.store.batches.texts).
    """
    if keeps_sums(db, selection(db, criteria)):
        return "whole_copy"
    if table := made(db, ("copies", criteria)):
        return table
    sized = bool(db.counts_names and db.totals)
    found = db.execute(whole.copies(copied_sentences(db, criteria), sized=sized)).fetchall()
    report = groups(pair for id, first in found for pair in ((first, first), (id, first)))
    given: Mapping[str, object] = {"ids": [*report], "reports": [*report.values()]}
    sql = "select unnest($ids::integer[]) as id, unnest($reports::integer[]) as report"
    return kept(db, ("copies", criteria), sql, given)


def copied_sentences(db: ArchiveReader, criteria: Filter) -> str:
    """Return the table (id, sent, band, first) of sentences that several selected stories print."""
    selected = selection(db, criteria)
    bands = "band from copied_sketch" if db.counts_names else "unnest([a, b, c]) as band from sentence_sketch"
    sql = whole.copied(f"id, sent, {bands} where {selected.within}")
    return kept(db, ("copied", criteria), sql, selected.parameters)


def elsewhere(
    db: ArchiveReader,
    article: str,
    revision: str | None = None,
    *,
    as_of: datetime | None = None,
    limit: int = 8,
) -> pd.DataFrame:
    """Return the stories that print sentences of a story, those that print most of them first.

    shared of its sentences stand there too, of those that name somebody and are long enough to be told from
    chance (lib.store.batches.texts). earlier is true where that story was published before this one; of one
    of which the page tells a day alone, where that day had ended. `attrs["of"]` counts all, whatever the
    limit. As of a moment it is the stories as they were shown then.
    """
    row = row_of(db, article, revision)
    own = "select sent, unnest([a, b, c]) from sentence_sketch where id = $row"
    bearing = defaultdict[int, set[int]](set)  # the sentences of each band
    for sentence, band in db.execute(own, {"row": row}).fetchall():
        bearing[band].add(sentence)
    there = (
        "copied_sketch" if db.counts_names else "(select id, unnest([a, b, c]) as band from sentence_sketch)"
    )
    sql = f"select id, band from {there} where id <> $row and band in (select unnest($bands::ubigint[]))"
    shared = defaultdict[int, set[int]](set)
    for other, band in db.execute(sql, {"row": row, "bands": [*bearing]}).fetchall():
        shared[other] |= bearing[band]
    sentences = len(set().union(*bearing.values()))
    if not shared:
        return frame([], ELSEWHERE)  # as for most: no need to look at all stories
    shown = selection(db, Filter(as_of=as_of))
    sql = f"""
        with shared as (select unnest($found::struct(id integer, shared integer, sentences integer)[]) as s)
        select article, headline, coalesce(name, ''), {OWN_TIME}, {PRECISION}, s.shared, s.sentences,
            coalesce(
                case {PRECISION} when 'day' then published_at + interval 1 day <= own
                    else published_at < own end, false),
            count(*) over ()
        from shared join {shown.articles} a on a.id = s.id join article_text using (id)
        left join publisher using (publisher_id),
        (select article as story, published_at as own from article where id = $row)
        where article <> story
        order by s.shared desc, published_at, article limit $limit"""
    given = [{"id": other, "shared": len(each), "sentences": sentences} for other, each in shared.items()]
    parameters = {**shown.parameters, "row": row, "limit": limit, "found": given}
    return ask_first(db, sql, parameters, ELSEWHERE)
