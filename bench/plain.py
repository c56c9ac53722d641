"""A plain count of names, alone and in pairs, over the rows of `mention`: no sum that is kept, no mask.

It is set against what the questions answer (bench.answers). Of a filter it takes the selected stories from
the archive, all but those that must or must not name somebody, which it seeks itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from lib.model.article import ZONES
from lib.model.filter import Choice, Filter
from lib.model.mention import DOUBTS, LIST, ROLES, has_doubt, is_recorded, role_of
from lib.query import actors, network
from lib.query.filter.names import keys
from lib.query.filter.selection import selection
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader

ALL = 1_000_000
PLACES: Mapping[Unit, list[str]] = {
    "sentence": ["id", "sent"],
    "paragraph": ["id", "para"],
    "article": ["id"],
}
Counts = Mapping[object, tuple[int, ...]]


def mentions(db: ArchiveReader) -> pd.DataFrame:
    """Return all mentions, with whether their sentence or paragraph is a list or holds one."""
    rows = db.frame("select id, sent, para, zone, role, key, kind from mention join actor using (actor_id)")
    rows["in_list"] = rows.groupby(["id", "sent"])["key"].transform("nunique") >= LIST
    rows["beside_list"] = rows.groupby(["id", "para"])["in_list"].transform("any")
    return rows


def differences(
    db: ArchiveReader, criteria: Filter, rows: pd.DataFrame, unit: Unit = "sentence"
) -> Iterator[str]:
    """Yield in a sentence each count that a plain one does not give."""
    chosen = selection(db, criteria).rows
    found = {row for (row,) in db.execute(f"select id from {chosen}").fetchall()}
    of_criteria = _counted(rows, criteria)
    before = selection(db, replace(criteria, actors=Choice())).rows
    held = {row for (row,) in db.execute(f"select id from {before}").fetchall()}
    if found != (sought := _naming(db, criteria.actors, of_criteria, held)):
        yield f"{len(found):,} stories are selected, {len(sought):,} fit"
    counted = of_criteria[of_criteria["id"].isin(found) & of_criteria["kind"].isin(criteria.kinds)]
    if criteria.cast == "recorded":
        counted = counted[counted["key"].map(is_recorded).astype(bool)]
    alone = counted.groupby("key")["id"].agg(["nunique", "size"])
    text = actors.counts(db, criteria, limit=ALL).set_index("actor_id")
    yield from _compared("actors", _as_counts(alone), _as_counts(text[["stories", "mentions"]]))
    asked = network.NetworkRequest(criteria=criteria, unit=unit, minimum=1, most=ALL, ties="all")
    edges = network.edges(db, asked).set_index(["source_id", "target_id"])
    together = _together(counted, PLACES[unit], "beside_list" if unit == "paragraph" else "in_list")
    yield from _compared(f"pairs by {unit}", _as_counts(together), _as_counts(edges[["weight", "stories"]]))


def _counted(rows: pd.DataFrame, criteria: Filter) -> pd.DataFrame:
    """Return the mentions in the zones and roles of the filter."""
    in_zone = rows["zone"].map(lambda zone: ZONES[zone] in criteria.zones)
    roles = [role for role in ROLES if role in criteria.roles]
    doubts = {doubt for doubt in DOUBTS if doubt in criteria.roles}

    def is_counted(code: int) -> bool:
        own = {doubt for doubt in DOUBTS if has_doubt(doubt, code)}
        if roles:
            return role_of(code) in roles and own <= doubts
        return bool(own) and own <= doubts

    by_code = {code: is_counted(code) for code in rows["role"].unique()}
    return rows[in_zone & rows["role"].map(by_code)]


def _naming(db: ArchiveReader, choice: Choice, counted: pd.DataFrame, held: set[int]) -> set[int]:
    """Return those of the stories that name one of any, each of all and none of none."""

    def having(names: Sequence[str]) -> set[int]:
        meant = {key for name in names for key in keys(db, name)}
        return set(counted["id"][counted["key"].isin(meant)])

    found = held & having(choice.any) if choice.any else set(held)
    for name in choice.all:
        found &= having([name])
    return found - having(choice.none)


def _together(counted: pd.DataFrame, place: list[str], listed: str) -> pd.DataFrame:
    """Return in how many places and stories each pair of actors is named together, but in lists."""
    columns = list(dict.fromkeys([*place, "id"]))
    once = counted[~counted[listed]][[*columns, "key"]].drop_duplicates()
    both = once.merge(once, on=columns)
    both = both[both["key_x"] < both["key_y"]]
    return both.groupby(["key_x", "key_y"])["id"].agg(["size", "nunique"])


def _as_counts(frame: pd.DataFrame) -> Counts:
    return {key: tuple(map(int, row)) for key, row in zip(frame.index, frame.to_numpy(), strict=True)}


def _compared(what: str, plain: Counts, text: Counts) -> Iterator[str]:
    differ = [key for key in {**plain, **text} if plain.get(key) != text.get(key)]
    if differ:
        first = differ[0]
        yield f"{len(differ):,} {what}: {first} has {text.get(first)}, by a plain count {plain.get(first)},"
