"""A chart's marks as a folded table of links, for those who read and choose without a mouse."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pandas as pd

from lib.charts.spans import moment
from lib.figures import Drawn
from lib.query.filter.address import from_address
from lib.ui.actors import drawer
from lib.ui.lists import rows
from lib.ui.markup import el, esc, link, table
from lib.ui.sheet import sheet
from lib.ui.view import View

MOST = 200  # rows: the tab Table has the rest
WORDS = ("verdict", "change")
ENDS = ["source_id", "target_id"]
TIE_HEADS = {"reports": "Reports", "weight": "Named together", "stories": "Stories", "verdict": "Tie"}
CHANGE_HEADS = {"change": "Tie", "weight_before": "Before", "weight_after": "After"}
Cells = Sequence[tuple[str, str]]  # words or markup, class of the column


def show(drawn: Drawn, view: View) -> None:
    """Show the marks of the chart, each with the link that a click on it is."""
    if not len(drawn.frame):
        return
    body = TABLES.get(drawn.name, _ties)(drawn.frame, view)
    words = el("summary", "The same as a table")
    sheet(el("details", words + body, "folded link-table"), f"{drawn.name}-link-table")


def _ties(frame: pd.DataFrame, view: View) -> str:
    heads = TIE_HEADS if "change" not in frame else CHANGE_HEADS
    shown = {name: head for name, head in heads.items() if name != "verdict" or frame["verdict"].any()}
    body = "".join(
        _row(
            _mark(view, f"{row['source']} – {row['target']}", str(row["source_id"]), str(row["target_id"])),
            [(esc(row[n]), "") if n in WORDS else (f"{row[n]:,}", "number") for n in shown],
        )
        for row in rows(frame.head(MOST))
    )  # fmt: skip
    more = f"{MOST} of {len(frame):,} pairs; the tab Table has all." if len(frame) > MOST else ""
    named = [("Pair", ""), *((head, "" if n in WORDS else "number") for n, head in shown.items())]
    return table("bars", esc(more), named, body)


def _actors(frame: pd.DataFrame, view: View) -> str:
    body = "".join(
        _row(_mark(view, str(row["actor"]), str(row["actor_id"])), [(f"{int(row['stories']):,}", "number")])
        for row in rows(frame)
    )
    of = int(frame.attrs.get("of", len(frame)))
    more = f"The {len(frame)} named most, of {of:,}." if of > len(frame) else ""
    return table("bars", more, (("Actor", ""), ("Stories", "number")), body)


def _periods(frame: pd.DataFrame, view: View) -> str:
    """Return a row a period, a column a series: how many of the period's stories name it."""
    by, shown = str(frame.attrs["by"]), frame.assign(day=pd.to_datetime(frame["day"]))
    series = {key: own.set_index("day") for key, own in shown.groupby(["actor_id", "other_id"], sort=False)}
    heads = [(by.capitalize(), ""), *((str(own["series"].iloc[0]), "number") for own in series.values())]
    days = next(iter(series.values())).index
    body = "".join(
        _row(
            esc(moment(day, by)),  # type: ignore[arg-type]
            [
                (_share(view, own.loc[day], key, drawer.period(day, by)), "number")
                for key, own in series.items()
            ],
        )
        for day in days
    )
    return el(
        "div", table("bars", "", heads, body), "across", tabindex="0", role="group", aria_label="Periods"
    )


def _share(view: View, row: Any, key: Any, on: str) -> str:
    words = f"{int(row['count']):,} of {int(row['of']):,}"
    marks = [str(each) for each in key if each]
    return _mark(view, words, *marks, on=on) if int(row["count"]) else esc(words)


def _parts(frame: pd.DataFrame, view: View) -> str:
    """Return a row a pair, a column a part: how often it names both; its head leads to its own network."""
    own = {key: value for key, value in view.own.items() if key != "each"}
    parts = {
        name: replace(view, criteria=from_address(parse_qs(address)), own=own)
        for name, address in frame.attrs["parts"].items()
    }
    body = "".join(
        _row(
            _mark(
                view, f"{pair['source']} – {pair['target']}", str(pair["source_id"]), str(pair["target_id"])
            ),
            [
                (_number(parts[str(row["series"])], row), "number")
                for row in rows(frame[(frame[ENDS] == [pair[end] for end in ENDS]).all(axis=1)])
            ],
        )
        for pair in rows(frame[frame["series"] == frame["series"].iloc[0]])
    )
    heads = [("Pair", ""), *((name, "number") for name in parts)]
    links = {name: part.href() for name, part in parts.items()}
    shown = table("bars", "", heads, body, sorts=links)
    return el("div", shown, "across", tabindex="0", role="group", aria_label="Pairs")


def _number(part: View, row: Any) -> str:
    number = f"{row['weight']:,}"
    return _mark(part, number, str(row["source_id"]), str(row["target_id"])) if row["weight"] else number


def _mark(view: View, words: str, *marks: str, on: str = "") -> str:
    return link(drawer.opened(view, *marks, on=on).href(), words, data_stay="1")


def _row(first: str, cells: Cells) -> str:
    return el("tr", el("th", first, scope="row") + "".join(el("td", words, kind) for words, kind in cells))


TABLES: dict[str, Callable[[pd.DataFrame, View], str]] = {
    "actors_bar": _actors,
    "over_time": _periods,
    "networks": _parts,
}
