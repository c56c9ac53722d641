"""Who is named with whom: network, matrix and table of one selection, each mark open to its sentences."""

import streamlit as st

from lib.ui import actors
from lib.ui.pieces import choices, head, tabs
from lib.ui.view import here

view = here()
head("Who is named with whom?", "Choose a name, a line or a cell to read the sentences behind it.")
tab = tabs(view, "show", {"network": "Network", "matrix": "Matrix", "table": "Table", "most": "Most named"})
pairs = {
    "unit": ("Together in one", {"sentence": "sentence", "paragraph": "paragraph", "article": "story"}),
    "min": ("At least", {"1": "once", "2": "twice", "3": "3 times", "5": "5 times", "10": "10 times"}),
}
zones = {"zones": ("Count", {"": "the story's text", "caption": "captions too"})}
picked = {"unit": "sentence", "min": "2"} | choices(view, zones if tab == "most" else pairs | zones, min="2")
if actors.evidence_wanted(view):
    chart_side, drawer_side = st.columns([5, 3], gap="large")
    with drawer_side:
        actors.drawer(view, picked["unit"])
else:
    chart_side = st.container()
with chart_side:
    actors.show(view, tab, unit=picked["unit"], minimum=int(picked["min"]))
