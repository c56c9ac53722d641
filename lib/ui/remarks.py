"""Adding, listing and removing the reader's remarks in a chart; the address keeps them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from lib.charts import remarks
from lib.charts.network_drawing import connected
from lib.charts.pairs import Network
from lib.charts.remarks import Remark
from lib.figures.drawn import Drawn
from lib.model.wording import count
from lib.query.filter.typed_days import parse_days
from lib.ui.component import say
from lib.ui.view import View, go_to

REMARKS = "remarks"  # the parameter and the charts' option
NO_DAY = "“{}” is not read as a day. Write it as 9 April 2024 or 2024-04-09."
NOTHING = "The remark has no day. Write it as 9 April 2024 or 2024-04-09."
NO_WORDS = "The remark has no words. Write what happened, or what you want to say."
ENOUGH = f"A chart shows the first {remarks.MOST} remarks. Take one out to show another."


def editor(drawn: Drawn, view: View, key: str) -> None:
    """Show the chart's remarks, each with a button to remove it, and a form to add one."""
    held = remarks.every(view.own.get(REMARKS, ""))
    with st.popover(count(len(held), "remark") if held else "Add a remark", key=key):
        for number, each in enumerate(held):
            st.text(f"({number + 1}) {each.sentence}")
            if st.button("Take out", key=f"{key}-out-{number}"):
                _go_to_remarks(view, [*held[:number], *held[number + 1 :]])
        if len(held) < remarks.MOST:
            _form(drawn, view, held, key)
        else:
            say(f"{key}-more", ENOUGH)


def _form(drawn: Drawn, view: View, held: Sequence[Remark], key: str) -> None:
    """Show the form for a new remark on a chart, and keep what it was filled with or say what it lacks."""
    with st.form(f"{key}-new", border=False):
        place, lacking = _place(drawn, key)
        words = st.text_input("Words", max_chars=remarks.LONGEST, key=f"{key}-words").strip()
        if not st.form_submit_button("Add to the chart"):
            return
    if lacking or not words:
        say(f"{key}-problem", lacking or NO_WORDS, css_class="problem", role="alert")
    else:
        _go_to_remarks(view, [*held, Remark(at=place, words=words)])


def _place(drawn: Drawn, key: str) -> tuple[str, str]:
    """Return the actor or day that a remark stands at, as its field has it, and a sentence if it is wrong."""
    if isinstance(drawn.data, Network):
        return st.selectbox("Actor", connected(drawn.data)["actor"].tolist(), key=f"{key}-actor"), ""
    typed = st.text_input("Day", placeholder="9 April 2024", key=f"{key}-day")
    days = parse_days(typed, date.today()) if typed.strip() else None
    if days and days.since:  # of several days the first
        return f"{days.since}", ""
    return "", NO_DAY.format(typed) if typed.strip() else NOTHING


def _go_to_remarks(view: View, held: Sequence[Remark]) -> None:
    go_to(replace(view, own={**view.own, REMARKS: remarks.to_option(held)}))
