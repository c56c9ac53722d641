"""Queries on evidence: the sentences behind an actor, a pair or a cell, each with its story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.query.compare import sides
from lib.query.filter.conditions import Parameters, members
from lib.query.filter.names import ids
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame_of
from lib.query.pairs import Lists, PairRequest, Unit
from lib.query.relations import Relations
from lib.query.stored_sentences import Place, Sentence, bands, sentences_at, stories_at
from lib.stats.origins import groups
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

COLUMNS: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "authors": "list", "published_at": "time",
    "published_precision": "text", "published_as": "text", "zone": "text", "block": "count",
    "sentence_start": "count", "sentence_end": "count", "sentence": "text", "spans": "list",
    "copies": "count", "url": "text", "captured_at": "time",
}  # fmt: skip
ALL = 1_000_000  # sentences: more than name one pair in any archive
UNITS = {"sentence": "sent", "paragraph": "para", "article": "0"}
GAP = " … "  # between two sentences that do not follow each other


def sentences(
    db: ArchiveReader,
    criteria: Filter,
    *,
    actor: str,
    other: str | None = None,
    unit: Unit = "sentence",
    limit: int = 200,
    offset: int = 0,
    seen: str = "",
    lists: Lists = "apart",
    copies: bool = False,
) -> pd.DataFrame:
    """Return a page of the sentences that name the actor (and `other`), newest story first, in COLUMNS.

    By sentence there are exactly as many rows on all pages as the pair's weight. By paragraph or article
    there is a row for each that names both, with the nearest two sentences that do, or one that names both.
    By origin there is a row for each independent report, its oldest sentence, and the column copies counts
    the other stories that print it. For two actors, lists are left out as in the pair's weight
    (lib.query.pairs). spans lists [start, end, actor_id] of the names in `sentence`; its place is the first
    sentence's where another stands between two. `seen` keeps places that write the actor's name exactly so.
    `attrs` counts all rows (total) and their stories, whatever the page.

    With `copies`, a row is followed by its copies, as many as the column copies says: by origin those of the
    report, else those that the page holds.
    """
    actors = [ids(db, "actor", [name]) for name in (actor, other) if name is not None]
    request = PairRequest(criteria=criteria, unit=unit, lists=lists)
    apart = "" if other is None or request.weighted else Relations(db, criteria).lists
    if unit == "origin":
        places = _places(db, criteria, actors, _Page(unit="sentence", limit=ALL, seen=seen, apart=apart))
        reports = _reports(db, criteria, places)
        shown, total = reports[offset : offset + limit], len(reports)
    else:
        page = _Page(unit=unit, limit=limit, offset=offset, seen=seen, apart=apart)
        places = _places(db, criteria, actors, page)
        shown = _copied(db, places) if copies else [[each] for each in places]
        if not places:  # a page after the last counts as many as the first
            places = _places(db, criteria, actors, replace(page, limit=1, offset=0))
        total = places[0].total if places else 0
    listed = []
    for first, *printed_again in shown:
        listed.append((first, len(printed_again)))
        listed += [(each, 0) for each in printed_again if copies]
    answer = frame_of(_rows(db, criteria, listed), COLUMNS)
    stories = places[0].stories if places else 0
    answer.attrs = {"unit": unit, "total": total, "stories": stories}
    if copies:
        answer.attrs["copies"] = True
    return answer


def evidence_at(db: ArchiveReader, criteria: Filter, places: Sequence[tuple[Place, int]]) -> pd.DataFrame:
    """Return the sentences at these places in COLUMNS and in this order, each with its number of copies."""
    shown = [(_NamingPlace(row, number, number, 0, 0), copies) for (row, number), copies in places]
    return frame_of(_rows(db, criteria, shown), COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Which page of places to find: unit, limit, offset, a name's exact words, lists to leave out."""

    unit: Unit
    limit: int
    offset: int = 0
    seen: str = ""
    apart: str = ""  # table of the lists that are left out


@dataclass(frozen=True, slots=True)
class _NamingPlace:
    """A place that names the actors: one sentence, or the nearest two of a paragraph or article."""

    id: int  # the row of `article`
    first: int  # the number of a sentence
    second: int  # the same where one names both
    total: int  # of such places, whatever the page
    stories: int  # with such places


def _places(
    db: ArchiveReader, criteria: Filter, sought: Sequence[Sequence[int]], page: _Page
) -> list[_NamingPlace]:
    """Return a page of places that name one or two actors, each by its ids, newest first; [] for no ids."""
    if not all(sought):
        return []
    parameters = Parameters({"limit": page.limit, "offset": page.offset})
    if page.unit == "sentence" and not page.seen:
        sql = _page_by_masks(Relations(db, criteria), sought, page.apart)
    else:
        first, second = (f"actor_id in ({members(numbers)})" for numbers in (sought[0], sought[-1]))
        spelled = f" and surface = {parameters.named('seen', page.seen)}" if page.seen else ""
        place = "para" if page.unit == "paragraph" else "sent"  # a paragraph is left out beside any list
        apart = f"(id, {place}) not in (select (id, {place}) from {page.apart})" if page.apart else "true"
        sql = _page_by_mentions(
            f"""
            select distinct id, {first}{spelled} as is_first, {second} as is_second,
                {UNITS[page.unit]} as place, sent
            from mention
            where ({first} or {second}) and {selection(db, criteria).within}
                and {counted_condition(criteria.zones, criteria.roles)} and {apart}
                and id in (select id from actor_article where {first})
                and id in (select id from actor_article where {second})"""
        )
    return [_NamingPlace(*row) for row in db.execute(sql, parameters.values).fetchall()]


def _page_by_mentions(naming: str) -> str:
    """Return the SQL for a page of places, from SQL for sentences (id, is_first, is_second, place, sent)."""
    return f"""
        with named as materialized ({naming}),
        pair as (
            select a.id, a.place, min_by((a.sent, b.sent), (abs(a.sent - b.sent), a.sent, b.sent)) as nearest
            from named a join named b on a.id = b.id and a.place = b.place
            where a.is_first and b.is_second group by a.id, a.place)
        select pair.id, nearest[1], nearest[2], count(*) over (), (select count(distinct id) from pair)
        from pair join article using (id)
        order by published_at desc nulls last, pair.id desc, pair.place limit $limit offset $offset"""


def _page_by_masks(relations: Relations, sought: Sequence[Sequence[int]], left_out: str) -> str:
    """Return the SQL for a page of _NamingPlace: sentences of all `sought`, none of the table `left_out`."""
    listed = "select 0 as id, 0 as chunk, 0::ubigint as list where false"
    if left_out:
        listed = f"""
            select id, sent // 64 as chunk, bit_or(1::ubigint << (sent % 64))::ubigint as list
            from {left_out} group by all"""
    first, second = relations.masks_of(sought[0]), relations.masks_of(sought[-1])
    return f"""
        with pair as materialized (
            select id, chunk, a.mask & b.mask & ~coalesce(list, 0::ubigint) as mask
            from {first} a join {second} b using (id, chunk) left join ({listed}) using (id, chunk)
            where a.mask & b.mask & ~coalesce(list, 0::ubigint) <> 0 and {relations.stories.within}),
        page as (
            select pair.*, published_at from pair join article using (id)
            order by published_at desc nulls last, id desc, chunk limit $limit + $offset),
        place as (
            select *, 64 * chunk + unnest(list_filter(range(64), lambda bit: mask >> bit & 1 = 1)) as sent
            from page)
        select id, sent, sent, (select sum(bit_count(mask))::bigint from pair),
            (select count(distinct id) from pair)
        from place order by published_at desc nulls last, id desc, sent limit $limit offset $offset"""


def _rows(
    db: ArchiveReader, criteria: Filter, shown: Sequence[tuple[_NamingPlace, int]]
) -> Iterator[dict[str, object]]:
    """Yield a row of COLUMNS for each place, given with its number of copies."""
    if not shown:
        return
    stories = stories_at(db, {place.id for place, _ in shown})
    numbers = {(place.id, number) for place, _ in shown for number in (place.first, place.second)}
    sentence_at = sentences_at(db, criteria, numbers)
    for place, copies in shown:
        first, *later = (sentence_at[place.id, number] for number in sorted({place.first, place.second}))
        named = _together(first, later[0]) if later else first
        yield {
            **stories[place.id]._asdict(), "zone": named.zone, "block": named.block,
            "sentence_start": named.start, "sentence_end": named.end, "sentence": named.text,
            "spans": named.spans, "copies": copies,
        }  # fmt: skip


def _together(first: Sentence, later: Sentence) -> Sentence:
    """Return two sentences of a story as one, with a GAP between unless the second directly follows."""
    between = first.paragraph[first.end : later.start]
    follows = later.block == first.block and first.end <= later.start and not between.strip()
    if not follows:
        between = GAP
    shift = len(first.text) + len(between)
    return replace(
        first,
        end=later.end if follows else first.end,
        text=f"{first.text}{between}{later.text}",
        spans=[*first.spans, *([start + shift, end + shift, actor] for start, end, actor in later.spans)],
    )


def evidence_of_pairs(db: ArchiveReader, criteria: Filter, pairs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of evidence for each pair of lib.query.network, ego or compare, as many as its weight.

    A row has the columns of `sentences` after its pair (source, target, source_id, target_id) and unit; of a
    comparison also its side, as a pair has rows of both sides. `criteria` is the filter of the pairs.
    """
    unit, lists = pairs.attrs["unit"], pairs.attrs["lists"]
    selections: list[tuple[dict[str, str], Filter]] = [({}, criteria)]
    if "against" in pairs.attrs:
        both = sides(db, criteria, pairs.attrs["against"])
        selections = [({"side": side}, own) for side, own in zip(("before", "after"), both, strict=True)]
    ends_of_pairs: Any = pairs[["source", "target", "source_id", "target_id"]].to_dict("records")
    for pair in ends_of_pairs:
        for side, selected in selections:
            ends = {"actor": pair["source_id"], "other": pair["target_id"]}
            evidence = sentences(db, selected, **ends, unit=unit, lists=lists, limit=ALL)
            for row in evidence.to_dict("records"):
                yield {**pair, "unit": unit, **side, **row}  # type: ignore[dict-item]


def _reports(db: ArchiveReader, criteria: Filter, places: Sequence[_NamingPlace]) -> list[list[_NamingPlace]]:
    """Return for each independent report its oldest place, then one of each other story that prints it.

    `places` are sorted newest first, and so are the reports, by their oldest.
    """
    sketch = bands(db, {each.id for each in places})
    copied = dict(db.execute(f"select id, report from {Relations(db, criteria).copies}").fetchall())
    keys = (
        (each.id, key)  # stories with a common key, such as a copied sentence, are one report
        for each in reversed(places)
        for key in (*sketch.get((each.id, each.first), ()), ("report", copied.get(each.id, each.id)))
    )
    report = groups(keys)
    found: dict[object, dict[int, _NamingPlace]] = {}
    for each in reversed(places):
        found.setdefault(report[each.id], {}).setdefault(each.id, each)
    return [[*stories.values()] for stories in reversed(found.values())]


def _copied(db: ArchiveReader, places: Sequence[_NamingPlace]) -> list[list[_NamingPlace]]:
    """Return the places in groups, in order: one, then those whose sentence is a copy of its sentence."""
    sketch = bands(db, {each.id for each in places})
    keys = (
        (each, key)
        for each in places
        for key in (each, *(sketch.get((each.id, each.first), ()) if each.first == each.second else ()))
    )
    first = groups(keys)
    found: dict[object, list[_NamingPlace]] = {}
    for each in places:
        found.setdefault(first[each], []).append(each)
    return list(found.values())
