"""Who is named with whom: charts and table of one selection, each mark open to its sentences."""

import streamlit as st

from lib.ui import actors, drawer
from lib.ui.controls import controls
from lib.ui.pieces import head, tabs
from lib.ui.view import here

view = here()
head("Who is named with whom?", "Choose a name, a line or a cell to read the sentences behind it.")
tab = tabs(
    view,
    "show",
    {
        "network": "Network", "matrix": "Matrix", "ego": "One actor", "time": "Over time",
        "compare": "Compare", "table": "Table", "most": "Most named",
    },
)  # fmt: skip
picked = controls(view, tab)
if drawer.wanted(view):
    chart_side, drawer_side = st.columns([5, 3], gap="large")
    with drawer_side:
        drawer.show(view, picked.get("unit", "sentence"))
else:
    chart_side = st.container()
with chart_side:
    actors.show(view, tab, picked)
