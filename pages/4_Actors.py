"""Who is named with whom: charts and table of one selection, each mark open to its sentences."""

import streamlit as st

from lib.ui.actors import actor_table, drawer
from lib.ui.actors import page as actors
from lib.ui.actors.controls import controls, resolved
from lib.ui.options import tabs
from lib.ui.view import here
from lib.ui.widgets import head

tab = actors.TAB.chosen(here())
view = resolved(here(), tab)
head(*actors.question_of(view, tab))
tabs(view, actors.TAB)
picked = controls(view, tab)
has_table = tab == "network" and not view.own.get("each")
if drawer.marks(view) or has_table:
    chart_side, other_side = st.columns([5, 3], gap="large")
else:
    chart_side = other_side = st.container()
if drawer.marks(view):
    with other_side:
        drawer.show(view, picked.get("unit", "sentence"), picked.get("lists", "apart"))
with chart_side:
    drawn = actors.show(view, tab, picked)
if drawn and has_table and not drawer.marks(view):
    with other_side:
        actor_table.show(drawn, view)
