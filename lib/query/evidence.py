"""Queries on evidence: the sentences behind an actor, a pair or a cell, each with its story."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.compare import sides
from lib.query.filter.conditions import Parameters, members
from lib.query.filter.names import ids, names
from lib.query.filter.selection import selection
from lib.query.frames import OWN_TIME, PRECISION, Columns, frame
from lib.query.pairs import Lists, PairRequest, Unit
from lib.query.relations import Relations
from lib.stats.origins import groups
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted

COLUMNS: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "authors": "list", "published_at": "time",
    "published_precision": "text", "published_as": "text", "zone": "text", "block": "count",
    "sentence_start": "count", "sentence_end": "count", "sentence": "text", "spans": "list",
    "copies": "count", "url": "text", "captured_at": "time",
}  # fmt: skip
PROOFS: Columns = {
    "article_id": "text", "headline": "text", "zone": "text", "block": "count", "sentence_start": "count",
    "sentence_end": "count", "sentence": "text", "actors": "list", "actor_ids": "list", "starts": "list",
    "ends": "list",
}  # fmt: skip
ALL = 1_000_000  # sentences: more than name one pair in any archive
UNITS = {"sentence": "sent", "paragraph": "para", "article": "0"}
Place = tuple[int, int]  # a row of `article` and the number of a sentence in it
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
) -> pd.DataFrame:
    """Return the sentences that name the actor (with `other`: both), newest story first.

    By sentence there are exactly as many rows as the pair's weight. By paragraph or article there is a row
    for each that names both, with the nearest two sentences that do, or one that names both. By origin there
    is a row for each independent report, its oldest sentence, and copies counts the other stories that print
    it. For two actors, lists are left out as in the pair's weight (lib.query.pairs). spans lists [start, end,
    actor_id] of the names in `sentence`. `seen` keeps sentences that write the name exactly so. `attrs`
    counts all rows (total) and their stories, whatever the page.
    """
    actors = [ids(db, "actor", [name]) for name in (actor, other) if name is not None]
    request = PairRequest(criteria=criteria, unit=unit, lists=lists)
    apart = "" if other is None or request.weighted else Relations(db, criteria).lists
    if unit == "origin":
        places = _places(db, criteria, actors, _Page(unit="sentence", limit=ALL, seen=seen, apart=apart))
        reports = _earliest_copies(db, criteria, places)
        shown, total = reports[offset : offset + limit], len(reports)
    else:
        page = _Page(unit=unit, limit=limit, offset=offset, seen=seen, apart=apart)
        places = _places(db, criteria, actors, page)
        shown = [(each, 0) for each in places]
        if not places:  # a page after the last counts as many as the first
            places = _places(db, criteria, actors, replace(page, limit=1, offset=0))
        total = places[0].total if places else 0
    answer = frame(_rows(db, criteria, shown), COLUMNS)
    answer.attrs = {"unit": unit, "total": total, "stories": places[0].stories if places else 0}
    return answer


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
    db: ArchiveReader, criteria: Filter, groups: Sequence[Sequence[int]], page: _Page
) -> list[_NamingPlace]:
    """Return a page of the places that name an actor of each group, newest story first."""
    if not all(groups):
        return []
    parameters = Parameters({"limit": page.limit, "offset": page.offset})
    if page.unit == "sentence" and not page.seen:
        sql = _page_by_masks(Relations(db, criteria), groups, page.apart)
    else:
        first, second = (f"actor_id in ({members(each)})" for each in (groups[0], groups[-1]))
        spelled_so = f"and surface = {parameters.named('seen', page.seen)}" if page.seen else ""
        either = f"actor_id in ({members({*groups[0], *groups[-1]})}) and {selection(db, criteria).within}"
        either += f" and {counted(criteria.zones, criteria.roles)} {spelled_so}"
        sql = _page_by_mentions(either, first, second, page)
    return [_NamingPlace(*row) for row in db.execute(sql, parameters.values).fetchall()]


def _page_by_mentions(either: str, first: str, second: str, page: _Page) -> str:
    """Return the SQL for a page of the places, searching the mentions of either actor."""
    beside = "para" if page.unit == "paragraph" else "sent"  # a list, or by paragraph what stands beside one
    apart = f"and (id, {beside}) not in (select (id, {beside}) from {page.apart})" if page.apart else ""
    return f"""
        with place as materialized (
            select distinct id, {first} as is_first, {second} as is_second, {UNITS[page.unit]} as place, sent
            from mention
            where {either} {apart}
                and id in (select id from actor_article where {first})
                and id in (select id from actor_article where {second})),
        pair as (
            select a.id, a.place, min_by((a.sent, b.sent), (abs(a.sent - b.sent), a.sent, b.sent)) as nearest
            from place a join place b on a.id = b.id and a.place = b.place
            where a.is_first and b.is_second group by a.id, a.place)
        select pair.id, nearest[1], nearest[2], count(*) over (), (select count(distinct id) from pair)
        from pair join article using (id)
        order by published_at desc nulls last, pair.id desc, pair.place limit $limit offset $offset"""


def _page_by_masks(relations: Relations, groups: Sequence[Sequence[int]], apart: str) -> str:
    """Return the SQL for a page of sentences without those in the table `apart`, from bit masks by actor."""
    listed = "select 0 as id, 0 as chunk, 0::ubigint as list where false"
    if apart:
        listed = f"""
            select id, sent // 64 as chunk, bit_or(1::ubigint << (sent % 64))::ubigint as list
            from {apart} group by all"""
    first, second = relations.masks_of(groups[0]), relations.masks_of(groups[-1])
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
    db: ArchiveReader, criteria: Filter, places: Sequence[tuple[_NamingPlace, int]]
) -> list[tuple[Any, ...]]:
    """Return the rows of COLUMNS for places, each with the number of its copies."""
    if not places:
        return []
    stories = stories_at(db, {each.id for each, _ in places})
    numbers = {(each.id, number) for each, _ in places for number in (each.first, each.second)}
    sentence_at = sentences_at(db, criteria, numbers)
    rows = []
    for each, copies in places:
        parts = [sentence_at[each.id, number] for number in sorted({each.first, each.second})]
        first = parts[0]
        text, spans = _together(parts)
        *story_values, url, captured = stories[each.id]
        position = (first.zone, first.block, first.start, first.end)
        rows.append((*story_values, *position, text, spans, copies, url, captured))
    return rows


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: block, zone, start and end in the block, text, and the names in the text."""

    block: int
    zone: str
    start: int
    end: int
    text: str
    spans: list[list[Any]]  # [start, end, actor_id] inside text


def _together(parts: Sequence[Sentence]) -> tuple[str, list[list[Any]]]:
    """Return one or two sentences as one text, with the spans of names shifted accordingly."""
    text, spans = parts[0].text, list(parts[0].spans)
    for part in parts[1:]:
        shift = len(text) + len(GAP)
        text += GAP + part.text
        spans += [[start + shift, end + shift, actor] for start, end, actor in part.spans]
    return text, spans


def stories_at(db: ArchiveReader, rows: set[int]) -> dict[int, tuple[Any, ...]]:
    """Return by row of `article` a story's values in COLUMNS; url and captured_at come last."""
    sql = f"""
        select id, article, headline, coalesce(name, ''), authors, {OWN_TIME}, {PRECISION}, published_as,
            canonical_url, captured_at
        from article join article_text using (id) left join publisher using (publisher_id)
        where id in (select unnest($rows::integer[]))"""
    found = db.execute(sql, {"rows": sorted(rows)}).fetchall()
    author = names(db, "author", {each for row in found for each in row[4] or ()})
    return {row[0]: (*row[1:4], [author[each] for each in row[4] or ()], *row[5:]) for row in found}


def sentences_at(db: ArchiveReader, criteria: Filter, places: Collection[Place]) -> dict[Place, Sentence]:
    """Return by place its sentence, with all names in it that the filter counts by zone and role.

    Two simple filters that find somewhat more are far faster here, and for the texts, than a join by both. A
    sentence reaches to the end of its last name, also where it was split inside that name.
    """
    sql = f"""
        select id, sent, block, zone, sentence_start, greatest(sentence_end, max("end")),
            list((start - sentence_start, "end" - sentence_start, key) order by start, "end", key)
        from mention join actor using (actor_id)
        where {counted(criteria.zones, criteria.roles)}
            and id in (select unnest($ids::integer[])) and sent in (select unnest($sents::integer[]))
        group by id, sent, block, zone, sentence_start, sentence_end"""
    parameters = {"ids": [row for row, _ in places], "sents": [number for _, number in places]}
    found = [row for row in db.execute(sql, parameters).fetchall() if (row[0], row[1]) in places]
    texts = texts_at(db, {(row, block) for row, _, block, *_ in found})
    return {
        (row, number): Sentence(
            block=block, zone=ZONES[zone], start=start, end=end, text=texts[row, block][start:end],
            spans=[list(span) for span in spans],
        )
        for row, number, block, zone, start, end, spans in found
    }  # fmt: skip


def texts_at(db: ArchiveReader, blocks: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return by row and block number the texts of blocks."""
    sql = """
        select id, block, text from article_block
        where id in (select unnest($ids::integer[])) and block in (select unnest($blocks::integer[]))"""
    parameters = {"ids": [row for row, _ in blocks], "blocks": [block for _, block in blocks]}
    return {(row, block): text for row, block, text in db.execute(sql, parameters).fetchall()}


def proofs(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return the sentences that show who is named in the selected stories, newest story first.

    They are all sentences that name two actors that count, and of each story the first for each actor in it.
    actors, actor_ids, starts and ends are parallel lists: who is named where in `sentence`.
    """
    mine = f"(select distinct id, actor_id from {Relations(db, criteria).names})"
    sql = f"""
        with place as (
            select distinct id, sent, actor_id from mention join {mine} using (id, actor_id)
            where {counted(criteria.zones, criteria.roles)}),
        quoted as (
            select *, count(*) over (partition by id, sent) as naming,
                min(sent) over (partition by id, actor_id) as first
            from place)
        select distinct id, article, headline, published_at, sent
        from quoted join {selection(db, criteria).articles} using (id) join article_text using (id)
        where naming > 1 or sent = first
        order by published_at desc nulls last, id desc, sent"""
    quoted = db.execute(sql).fetchall()
    actors = db.execute(f"select id, key, name from {mine} join actor using (actor_id)").fetchall()
    name_of = {(row, key): name for row, key, name in actors}
    sentence_at = sentences_at(db, criteria, {(row, number) for row, *_, number in quoted})
    rows = []
    for row, article, headline, _, number in quoted:
        sentence = sentence_at[row, number]
        spans = [span for span in sentence.spans if (row, span[2]) in name_of]
        starts, ends, keys = zip(*spans, strict=True)
        names_of = [name_of[row, key] for key in keys]
        position = (sentence.zone, sentence.block, sentence.start, sentence.end, sentence.text)
        rows.append((article, headline, *position, names_of, list(keys), list(starts), list(ends)))
    return frame(rows, PROOFS)


def behind_pairs(db: ArchiveReader, criteria: Filter, pairs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the evidence of each pair of lib.query.network, ego or compare: as many rows as it weighs.

    A row has the columns of `sentences` after its pair (source, target, source_id, target_id) and unit; of a
    comparison also its side, as a pair has rows of both sides. `criteria` is the filter of the pairs.
    """
    unit, apart = pairs.attrs["unit"], pairs.attrs["lists"]
    selections: list[tuple[dict[str, str], Filter]] = [({}, criteria)]
    if "against" in pairs.attrs:
        both = sides(db, criteria, pairs.attrs["against"])
        selections = [({"side": side}, own) for side, own in zip(("before", "after"), both, strict=True)]
    ends_of_pairs: Any = pairs[["source", "target", "source_id", "target_id"]].to_dict("records")
    for pair in ends_of_pairs:
        for side, selected in selections:
            ends = {"actor": pair["source_id"], "other": pair["target_id"]}
            evidence = sentences(db, selected, **ends, unit=unit, lists=apart, limit=ALL)
            for row in evidence.to_dict("records"):
                yield {**pair, "unit": unit, **side, **row}  # type: ignore[dict-item]


def _earliest_copies(
    db: ArchiveReader, criteria: Filter, places: Sequence[_NamingPlace]
) -> list[tuple[_NamingPlace, int]]:
    """Return for each independent report its oldest sentence and the number of other stories with a copy.

    `places` are sorted newest first, and so is the result.
    """
    report = groups(_keys(db, criteria, places))
    oldest: dict[object, _NamingPlace] = {}
    stories: dict[object, set[int]] = {}
    for each in reversed(places):
        key = report[each.id]
        oldest.setdefault(key, each)
        stories.setdefault(key, set()).add(each.id)
    return [(each, len(stories[key]) - 1) for key, each in reversed(oldest.items())]


def _keys(
    db: ArchiveReader, criteria: Filter, places: Sequence[_NamingPlace]
) -> Iterator[tuple[int, object]]:
    """Yield (story, key) pairs; stories with a common key, such as a copied sentence, are one report."""
    sql = "select id, sent, a, b, c from sentence_sketch where id in (select unnest($ids::integer[]))"
    rows = db.execute(sql, {"ids": sorted({each.id for each in places})}).fetchall()
    bands = {(row, number): sketch for row, number, *sketch in rows}
    report = dict(db.execute(f"select id, report from {Relations(db, criteria).copies}").fetchall())
    for each in reversed(places):
        for band in bands.get((each.id, each.first), ()):
            yield each.id, band
        yield each.id, ("report", report.get(each.id, each.id))
