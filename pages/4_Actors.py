"""Who is named with whom: charts and table of one selection, each mark open to its sentences."""

import streamlit as st

from lib.ui.actors import drawer
from lib.ui.actors import page as actors
from lib.ui.actors.controls import controls, resolved
from lib.ui.view import here
from lib.ui.widgets import chosen, head, tabs

tab = chosen(here(), "show", list(actors.TABS))
view = resolved(here(), tab)
head(*actors.question_of(view, tab))
tabs(view, "show", {name: label for name, (label, *_) in actors.TABS.items()})
picked = controls(view, tab)
if drawer.marks(view):
    chart_side, drawer_side = st.columns([5, 3], gap="large")
    with drawer_side:
        drawer.show(view, picked.get("unit", "sentence"), picked.get("lists", "apart"))
else:
    chart_side = st.container()
with chart_side:
    actors.show(view, tab, picked)
