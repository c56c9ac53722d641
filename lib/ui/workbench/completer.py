"""Completing names of tables and columns in the SQL field."""

from pathlib import Path
from typing import Any

import streamlit as st

from lib.store.documented import VIEWS
from lib.ui.render import render

LABEL = "Question in SQL"


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "wireroom_completer",
        html=str(render("workbench/completions.html")),
        js=Path(__file__).with_name("completer.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def completer() -> None:
    """Add the completions to the SQL field."""
    names = {name: ["table"] for name in VIEWS}
    for name, view in VIEWS.items():
        for column in view.columns:
            names.setdefault(column, []).append(name)
    offered = [(name, ", ".join(of)) for name, of in names.items()]
    _component()(data={"label": LABEL, "names": offered}, key="completer")
