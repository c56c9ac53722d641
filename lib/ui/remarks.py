"""Adding, listing and removing the reader's remarks in a chart; the address keeps them."""

import inspect
from dataclasses import replace
from datetime import date

import streamlit as st

from lib.charts import remarks
from lib.charts.network_drawing import connected
from lib.charts.pairs import Network
from lib.charts.remarks import Remark
from lib.figures.drawing import Drawn, chart_named
from lib.model.wording import count
from lib.query.filter.typed_days import parse_days
from lib.ui.component import say
from lib.ui.view import View, go_to

REMARKS = "remarks"  # the parameter and the charts' option


def takes_remarks(name: str) -> bool:
    """Return whether a chart can show remarks."""
    return REMARKS in inspect.signature(chart_named(name).figure).parameters


def editor(drawn: Drawn, view: View, key: str) -> None:
    """Show the chart's remarks, each with a button to remove it, and a form to add one."""
    held = remarks.read(view.own.get(REMARKS, ""))
    title = count(len(held), "remark") if held else "Add a remark"
    with st.popover(title, key=key):
        for number, each in enumerate(held):
            kept = [*held[:number], *held[number + 1 :]]
            st.text(f"({number + 1}) {each.sentence}")
            if st.button("Take out", key=f"{key}-out-{number}"):
                _keep(view, kept)
        if len(held) < remarks.MOST:
            _form(drawn, view, held, key)


def _form(drawn: Drawn, view: View, held: list[Remark], key: str) -> None:
    """Show the form for a new remark on a chart, and keep what it was filled with."""
    with st.form(f"{key}-new", border=False):
        if isinstance(drawn.drawn, Network):
            at = st.selectbox("Actor", connected(drawn.drawn)["actor"].tolist(), key=f"{key}-actor")
        else:
            at = st.text_input("Day", placeholder="9 April 2024", key=f"{key}-day")
        words = st.text_input("Words", max_chars=remarks.LONGEST, key=f"{key}-words").strip()
        if not st.form_submit_button("Add to the chart"):
            return
    place = at
    if not isinstance(drawn.drawn, Network):  # a typed day; of a span its first
        found = parse_days(at, date.today()) if at.strip() else None
        place = f"{found.since}" if found and found.since else ""
    if not place:
        _refuse(key, f"“{at}” is not read as a day. Write it as 9 April 2024 or 2024-04-09.")
    elif not words:
        _refuse(key, "The remark has no words. Write what happened, or what you want to say.")
    else:
        _keep(view, [*held, Remark(at=place, words=words)])


def _refuse(key: str, words: str) -> None:
    say(f"{key}-problem", words, css_class="problem", role="alert")


def _keep(view: View, held: list[Remark]) -> None:
    go_to(replace(view, own={**view.own, REMARKS: remarks.written(held)}))
