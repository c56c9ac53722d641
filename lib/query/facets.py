"""The options of the filter's lists: publishers, sections, tags and so on with their numbers of stories."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.model.filter import Choice, Filter
from lib.query.filter.dimensions import DIMENSIONS
from lib.query.filter.names import Named, ids, name_column, word_begins
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask, frame
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from lib.store.statements import value

# The dimensions whose names are a table of the archive, by the field of a filter.
NAMED: dict[str, Named] = {each.field: each.name for each in DIMENSIONS if each.name != "form"}
OPTIONS: Columns = {"name": "text", "stories": "count"}


def options(
    db: ArchiveReader,
    criteria: Filter,
    *,
    field: str,
    like: str = "",
    limit: int = 200,
    keep: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Return a frame (name, stories) to choose from for one field of the filter, most stories first.

    What is chosen in the field itself does not restrict the names, all else does. `like` keeps names with a
    word that starts with it; the names of `keep` are always included, even without stories.
    """
    dimension = NAMED[field]
    chosen = getattr(criteria, field)
    left: dict[str, Any] = {field: replace(chosen, any=()) if isinstance(chosen, Choice) else ()}
    elsewhere = replace(criteria, **left)
    relations = Relations(db, elsewhere)
    counted = relations.actors
    if dimension != "actor":
        counted = f"(select number as {dimension}_id, stories from {relations.links(dimension)})"
    name = name_column(dimension)
    name_begins, parameters = word_begins(name, like)
    sql = f"""
        with counted as (from {counted}),
        chosen as (
            select {name} as name, max(coalesce(stories, 0)) as stories,
                {name} in (select unnest($keep)) as kept
            from {dimension} left join counted using ({dimension}_id)
            where {name} in (select unnest($keep)) or (stories > 0 and {name_begins})
            group by 1)
        select name, stories from chosen order by kept desc, stories desc, name
        limit $limit + (select count(*) from chosen where kept)"""
    answer = ask(db, sql, {**parameters, "limit": limit, "keep": list(keep)}, OPTIONS)
    if field == "actors":
        answer = _of_names(db, elsewhere, answer, keep)
    missing = [name for name in keep if name not in set(answer["name"])]
    lost = frame([(name, _under_new_name(db, elsewhere, name, field, counted)) for name in missing], OPTIONS)
    return pd.concat([lost, answer], ignore_index=True) if missing else answer


def _of_names(
    db: ArchiveReader, criteria: Filter, answer: pd.DataFrame, keep: tuple[str, ...]
) -> pd.DataFrame:
    """Return the options with each story counted once for a name, also where several actors bear it."""
    sql = "select actor_id, name from actor where name in (select unnest($names))"
    bearers: dict[str, list[int]] = {}
    for number, name in db.execute(sql, {"names": answer["name"].tolist()}).fetchall():
        bearers.setdefault(name, []).append(number)
    held = dict(zip(answer["name"], answer["stories"], strict=True))
    other = {name: numbers for name, numbers in bearers.items() if len(numbers) > 1 or not held[name]}
    if not other:
        return answer
    held |= _naming(db, criteria, [(number, name) for name, numbers in other.items() for number in numbers])
    ranked = sorted(held.items(), key=lambda item: (item[0] not in keep, -item[1], item[0]))
    return frame(ranked, OPTIONS)


def _naming(db: ArchiveReader, criteria: Filter, called: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Return {actor name: number of stories that name an actor so called}, each story counted once.

    `called` are (row id, name) of actors; several may have one name.
    """
    numbers, names = zip(*called, strict=True)
    sql = f"""
        select name, count(distinct id) from {Relations(db, criteria).names_anywhere(numbers)}
        join (select unnest($numbers::integer[]) as actor_id, unnest($names) as name) using (actor_id)
        where {selection(db, criteria).within} group by 1"""
    return dict(db.execute(sql, {"numbers": list(numbers), "names": list(names)}).fetchall())


def counts(db: ArchiveReader, choices: tuple[Filter, ...]) -> tuple[int, ...]:
    """Return how many stories each of the filters selects."""
    return tuple(Relations(db, each).number_of_stories for each in choices)


def _under_new_name(db: ArchiveReader, criteria: Filter, name: str, field: str, counted: str) -> int:
    """Return how many stories have the name that a chosen name was merged or renamed into; 0 if it was not.

    `counted` is SQL to put after FROM: the stories by id of a name.
    """
    dimension = NAMED[field]
    now = ids(db, dimension, [name])
    if field == "actors":
        return _naming(db, criteria, [(number, name) for number in now]).get(name, 0) if now else 0
    sql = f"select coalesce(max(stories), 0) from {counted} where {dimension}_id in (select unnest($ids))"
    return int(value(db, sql, {"ids": now})) if now else 0
