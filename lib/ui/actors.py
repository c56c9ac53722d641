"""The Actors page: charts of co-mentions, their table, and one actor's own page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from lib.actors import recogniser_state
from lib.query import backbone
from lib.ui import controls, drawer, one_actor
from lib.ui.answers import ask
from lib.ui.chart import chart
from lib.ui.lists import BETWEEN, rows
from lib.ui.markup import el, esc, link, table
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import View

CHARTS = {"most": "actors_bar", "time": "over_time"}  # tabs that are not called by their chart's name


def show(view: View, tab: str, picked: Mapping[str, Any]) -> None:
    """Show the chosen chart of the selection."""
    options = dict(picked)
    if tab == "compare":
        options["against"] = controls.against(view)
    if tab == "ego":
        options["ego"] = one_actor.chosen(view)
        one_actor.opening(view, options["ego"])
    if tab == "time":
        options |= _series(view)
    if tab == "table":
        _table(view, options)
    else:
        _chart(view, tab, options)
    if tab == "ego":
        one_actor.show(view, options["ego"])
    state = recogniser_state()
    if not state.available:
        sheet(f'<p class="note">{esc(state.sentence)}</p>', "recogniser")


def _chart(view: View, tab: str, options: dict[str, Any]) -> None:
    def pick(found: dict[str, Any]) -> None:
        _picked(found, view, options)

    name, settled = CHARTS.get(tab, tab), not drawer.wanted(view)
    chart(name, view, name, select="points", on_pick=pick, settled=settled, **options)


def _series(view: View) -> dict[str, str]:
    """Whom to follow through time: the pair or the actor that is open, else the most named."""
    if view.own.get("pair"):
        first, _, second = view.own["pair"].partition(BETWEEN)
        return {"actor": first, "other": second}
    return {"actor": view.own["actor"]} if view.own.get("actor") else {}


def _picked(found: dict[str, Any], view: View, options: Mapping[str, Any]) -> None:
    point = next((p for p in found["points"] if p.get("customdata")), None)
    data = list(point["customdata"]) if point else []
    own = drawer.closed(view)
    if len(data) >= 2 and "/" in str(data[1]):
        own["pair"] = BETWEEN.join((str(data[0]), str(data[1])))
    elif data:
        own["actor"] = str(data[0])
    if len(data) >= 4 and point:
        own["on"] = _period(str(data[2]), str(data[3]))
    st.query_params.from_dict(replace(view, own=own).address())
    st.rerun()


def _period(day: str, by: str) -> str:
    """The days of a column, first..last."""
    first = pd.Timestamp(day)
    last = {
        "day": first, "week": first + timedelta(days=6), "month": first + pd.offsets.MonthEnd(0),
    }[by]  # fmt: skip
    return f"{first:%Y-%m-%d}..{pd.Timestamp(last):%Y-%m-%d}"


def _table(view: View, options: Mapping[str, Any]) -> None:
    asked = {"minimum" if name == "min" else name: value for name, value in options.items()}
    frame = ask(backbone.edges, view.wanted, **asked)
    if not len(frame):
        nothing_found(view, "pairs")
        return
    unit = drawer.UNITS[options["unit"]]
    heads = [("Pair", ""), (unit[1].capitalize(), "number"), ("Stories with both", "number")]
    heads += [("By chance", "number wide"), ("Tie", ""), ("NPMI", "number wide"), ("G²", "number wide")]
    body = "".join(_pair_row(row, view) for row in rows(frame))
    caption = f"{len(frame):,} pairs of names in one {unit[0]}, of {frame.attrs['units']:,} stories"
    sheet(table("bars pairs", esc(caption), heads, body), "pairs")
    if frame.attrs["note"]:
        sheet(el("p", esc(frame.attrs["note"]), "note"), "pairs-note")


def _pair_row(row: Any, view: View) -> str:
    pair = BETWEEN.join((str(row["source_id"]), str(row["target_id"])))
    name = link(view.here(pair=pair, actor=None), f"{row['source']} – {row['target']}")
    cells = [el("td", f"{int(row[n]):,}", "number") for n in ("weight", "together")]
    npmi = f"{row['npmi']:.2f}" if row["npmi"] == row["npmi"] else "–"
    cells += [
        el("td", f"{int(row['low']):,} to {int(row['high']):,}", "number wide"),
        el("td", esc(row["verdict"])),
        el("td", npmi, "number wide"), el("td", f"{row['g2']:.1f}", "number wide"),
    ]  # fmt: skip
    chosen = "chosen" if view.own.get("pair") == pair else ""
    return el("tr", el("th", name, scope="row") + "".join(cells), chosen)
