"""Queries on evidence: the sentences behind an actor, a pair or a cell, each with its story."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.query.compare import sides
from lib.query.filter.names import ids
from lib.query.frames import EVERY_ROW, Columns, frame_of
from lib.query.naming_places import NamingPlace, Page, places_naming
from lib.query.pairs import Lists, PairRequest, Unit
from lib.query.relations import Relations
from lib.query.stored_sentences import Place, Sentence, bands, sentences_at, stories_at
from lib.stats.origins import groups
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {
    "article_id": "text", "headline": "text", "publisher": "text", "authors": "list", "published_at": "time",
    "published_precision": "text", "published_as": "text", "zone": "text", "block": "count",
    "sentence_start": "count", "sentence_end": "count", "sentence": "text", "spans": "list",
    "copies": "count", "url": "text", "captured_at": "time",
}  # fmt: skip
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
    page = Page(unit=unit, limit=limit, offset=offset, seen=seen, apart=apart)
    if unit == "origin":
        every = replace(page, unit="sentence", limit=EVERY_ROW, offset=0)
        places = places_naming(db, criteria, actors, every)
        reports = _reports(db, criteria, places)
        shown, total = reports[offset : offset + limit], len(reports)
    else:
        places = places_naming(db, criteria, actors, page)
        shown = _copied(db, places) if copies else [[each] for each in places]
        if not places:  # a page after the last counts as many as the first
            places = places_naming(db, criteria, actors, replace(page, limit=1, offset=0))
        total = places[0].total if places else 0
    listed = []
    for first, *printed_again in shown:
        listed.append((first, len(printed_again)))
        listed += [(each, 0) for each in printed_again if copies]
    answer = frame_of(_rows(db, criteria, listed), COLUMNS)
    stories = places[0].stories if places else 0
    answer.attrs = {"unit": unit, "total": total, "stories": stories, **({"copies": True} if copies else {})}
    return answer


def evidence_at(db: ArchiveReader, criteria: Filter, places: Sequence[tuple[Place, int]]) -> pd.DataFrame:
    """Return the sentences at these places in COLUMNS and in this order, each with its number of copies."""
    shown = [(NamingPlace(row, number, number, 0, 0), copies) for (row, number), copies in places]
    return frame_of(_rows(db, criteria, shown), COLUMNS)


def _rows(
    db: ArchiveReader, criteria: Filter, shown: Sequence[tuple[NamingPlace, int]]
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
            evidence = sentences(db, selected, **ends, unit=unit, lists=lists, limit=EVERY_ROW)
            for row in evidence.to_dict("records"):
                yield {**pair, "unit": unit, **side, **row}  # type: ignore[dict-item]


def _reports(db: ArchiveReader, criteria: Filter, places: Sequence[NamingPlace]) -> list[list[NamingPlace]]:
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
    found: dict[object, dict[int, NamingPlace]] = {}
    for each in reversed(places):
        found.setdefault(report[each.id], {}).setdefault(each.id, each)
    return [[*stories.values()] for stories in reversed(found.values())]


def _copied(db: ArchiveReader, places: Sequence[NamingPlace]) -> list[list[NamingPlace]]:
    """Return the places in groups: a place, then those whose sentence is a copy of its sentence."""
    sketch = bands(db, {each.id for each in places})
    keys = (
        (each, key)
        for each in places
        for key in (each, *(sketch.get((each.id, each.first), ()) if each.first == each.second else ()))
    )
    first = groups(keys)
    found: dict[object, list[NamingPlace]] = {}
    for each in places:
        found.setdefault(first[each], []).append(each)
    return list(found.values())
