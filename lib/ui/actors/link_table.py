"""A chart's marks as a folded table of links, for readers without a mouse or with a screen reader."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.charts.compare import sides_in_words
from lib.charts.pair_words import NOUNS, verdict_in_words
from lib.charts.spans import moment
from lib.charts.text_metrics import number, percent
from lib.figures import Drawn
from lib.model.periods import TimeUnit
from lib.model.wording import count
from lib.query.filter.address import from_query
from lib.ui.actors import drawer
from lib.ui.component import draw
from lib.ui.render import Head, Link, Table
from lib.ui.view import View, with_actors, with_publisher, with_tag
from lib.ui.wording import Row, records

MOST = 200  # rows: the tab Table has the rest
WORDS = ("verdict", "change")
ENDS = ["source_id", "target_id"]
NARROW = {"tags": with_tag, "publishers": with_publisher}  # by what two actors' stories have
SIDES = ("actor", "versus")  # of two that are set against each other
TIE_HEADS = {  # a phone has no room for the wide ones
    "reports": Head("Reports", "number"), "weight": Head("Named together", "number wide"),
    "stories": Head("Stories", "number wide"), "verdict": Head("Tie", "wide"),
}  # fmt: skip
CHANGE_HEADS = {
    "change": Head("Tie"), "weight_before": Head("Before", "number"), "weight_after": Head("After", "number"),
}  # fmt: skip


def show(drawn: Drawn, view: View, *, ranked: bool = False) -> None:
    """Show the chart's marks as a folded table of the same links; if `ranked`, it stands open on a phone."""
    if len(drawn.frame):
        table, across = TABLES.get(drawn.name, _ties)(drawn.frame, view), ACROSS.get(drawn.name, "")
        values = {"table": table, "across": across, "ranked": ranked}
        draw("actors/link_table.html", f"{drawn.name}-link-table", None, **values)


def _ties(frame: pd.DataFrame, view: View, called: Callable[[Row], str] = lambda row: "") -> Table:
    """Return the table of a network's first MOST pairs, each a link to its sentences.

    `called` returns the words for both names of a row; by default the names themselves stand there.
    """
    more = f"{MOST} of {len(frame):,} pairs; the tab Table has all." if len(frame) > MOST else ""
    heads = {name: head for name, head in TIE_HEADS.items() if name != "verdict" or frame["verdict"].any()}
    rows = [[_pair(view, row, called(row)), *_cells(row, heads)] for row in records(frame.head(MOST))]
    return Table("bars", more, [Head("Pair"), *heads.values()], rows)


def _around(frame: pd.DataFrame, view: View) -> Table:
    """Return the table of an actor's network: its partners by name, then the pairs among these."""
    ego = frame.attrs["ego"]

    def partner(row: Row) -> str:
        return str({row["source_id"]: row["target"], row["target_id"]: row["source"]}.get(ego, ""))

    is_own = frame[ENDS].eq(ego).any(axis=1)
    table = _ties(pd.concat([frame[is_own], frame[~is_own]]), view, partner)
    words = f"Partners, those in most reports first, then the pairs among them. {table.caption}".strip()
    return replace(table, caption=words, heads=[Head("Name"), *table.heads[1:]])


def _changes(frame: pd.DataFrame, view: View) -> Table:
    """Return the table of the pairs that changed, with their numbers before and after."""
    about = f"{sides_in_words(frame.attrs)} Numbers: {NOUNS[frame.attrs['unit']][1]} that name both."
    rows = [[_pair(view, row), *_cells(row, CHANGE_HEADS)] for row in records(frame)]
    return Table("bars", about, [Head("Pair"), *CHANGE_HEADS.values()], rows)


def _cells(row: Row, names: Iterable[str]) -> list[str | Link]:
    """Return the columns of these names of a pair's row as text."""
    return [verdict_in_words(str(row[name])) if name in WORDS else f"{row[name]:,}" for name in names]


def _actors(frame: pd.DataFrame, view: View) -> Table:
    """Return a table of the actors named most, a row each: the name opens its sentences."""
    of = int(frame.attrs.get("of", len(frame)))
    more = f"The {len(frame)} named most, of {of:,}." if of > len(frame) else ""
    named = [
        (_mark(view, str(row["actor"]), str(row["actor_id"])), f"{int(row['stories']):,}")
        for row in records(frame)
    ]
    return Table("bars", more, [Head("Actor"), Head("Stories", "number")], named)


def _periods(frame: pd.DataFrame, view: View) -> Table:
    """Return a table with a row for each period and a column for each actor: how many stories name it."""
    by: TimeUnit = frame.attrs["by"]

    def share(row: Any, key: Any, on: str) -> str | Link:  # "3 of 40", linked to the sentences
        words = f"{int(row['count']):,} of {int(row['of']):,}"
        marks = [str(each) for each in key if each]
        return _mark(view, words, *marks, on=on) if int(row["count"]) else words

    counted = frame.assign(day=pd.to_datetime(frame["day"]))
    series = {key: own.set_index("day") for key, own in counted.groupby(["actor_id", "other_id"], sort=False)}
    heads = [Head(by.capitalize()), *(Head(str(own["series"].iloc[0]), "number") for own in series.values())]
    periods = [
        [moment(day, by), *(share(own.loc[day], key, drawer.period(day, by)) for key, own in series.items())]
        for day in next(iter(series.values())).index
    ]
    return Table("bars", "", heads, periods)


def _parts(frame: pd.DataFrame, view: View) -> Table:
    """Return a table with a row for each pair and a column for each small network.

    A heading opens its network.
    """
    parts = {
        name: replace(view.without("each"), criteria=from_query(address))
        for name, address in frame.attrs["parts"].items()
    }
    pairs: list[list[str | Link]] = []
    for _, of_pair in frame.groupby(ENDS, sort=False):
        ties = records(of_pair)
        weights = [
            _pair(parts[str(tie["series"])], tie, number(tie["weight"])) if tie["weight"] else "0"
            for tie in ties
        ]
        pairs.append([_pair(view, ties[0]), *weights])
    heads = [Head("Pair"), *(Head(name, "number", part.href()) for name, part in parts.items())]
    return Table("bars", "", heads, pairs)


def _compared(frame: pd.DataFrame, view: View) -> Table:
    """Return a table of two actors with a row for each tag, publisher or partner that their stories have."""
    what, rows, first = str(frame.attrs["what"]), records(frame.head(MOST)), frame.iloc[0]

    def stories_cell(row: Any, side: str) -> str | Link:
        stories, key = int(row[f"{side}_stories"]), str(row[f"{side}_id"])
        words = f"{stories:,} · {percent(row[f'{side}_share'])}"
        if not stories:
            return "0"
        if what == "partners":
            return _mark(view, words, key, str(row["name_id"]))
        return Link(
            view.to("read", NARROW[what](with_actors(view.criteria, key), str(row["name_id"]))), words
        )

    def had_by(row: Any) -> str:
        alone = [row[side] for side in SIDES if row[f"{side}_stories"]]
        return "both" if len(alone) == len(SIDES) else f"{alone[0]} alone"

    heads = [
        Head(f"{first[side]}, {count(first[f'{side}_of'], 'story', 'stories')}", "number") for side in SIDES
    ]
    more = f"The {MOST} with the largest shares, of {len(frame):,}." if len(frame) > MOST else ""
    lines: list[list[str | Link]] = [
        [str(row["name"]), *(stories_cell(row, side) for side in SIDES), had_by(row)] for row in rows
    ]
    return Table("bars", more, [Head(what.capitalize()), *heads, Head("Had by", "wide")], lines)


def _pair(view: View, row: Any, words: str = "") -> Link:
    """Return a link that opens the drawer on the pair of a row; `words` stand for both names."""
    named = words or f"{row['source']} – {row['target']}"
    return _mark(view, named, str(row["source_id"]), str(row["target_id"]))


def _mark(view: View, words: str, *marks: str, on: str = "") -> Link:
    """Return a link that opens the drawer on the one or two actors of these keys; `on` are days to keep."""
    return Link(drawer.with_drawer(view, *marks, on=on).href(), words, stay=True)


TABLES: dict[str, Callable[[pd.DataFrame, View], Table]] = {
    "actors_bar": _actors,
    "over_time": _periods,
    "networks": _parts,
    "two_actors": _compared,
    "ego": _around,
    "compare": _changes,
}
ACROSS = {"over_time": "Periods", "networks": "Pairs"}  # tables that are wider than the page
