"""The widgets of the filter bar and the address, which is the only state: each is set from the other.

Widgets are set from the address when it changed from outside (a link, the Back button, a reload), and the
address from them when the reader changed one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.model.filter import Choice, Filter
from lib.query.filter import english
from lib.query.filter.dimensions import DIMENSIONS
from lib.ui.view import View
from lib.ui.wording import without_number

WRITTEN = "address in the widgets"
REPLACED = "pages and addresses that the browser may still report"  # it does not know the one written since
HELD = "what the widgets held"  # at the end of the last run
SHOWN = "lists say what is chosen"  # whether the last run drew them
CHOSEN = (*(each.field for each in DIMENSIONS), "labels")  # fields of the filter that are lists


def changed_outside(address: Mapping[str, list[str]]) -> bool:
    """Return whether the address differs from the one that the widgets were last set to."""
    return st.session_state.get(WRITTEN) != dict(address)


def set_widgets(criteria: Filter) -> None:
    """Set the widgets to the filter of the address."""
    st.session_state["q"] = criteria.text
    st.session_state["days"] = days_text(criteria)
    st.session_state[SHOWN] = False


def from_widgets(criteria: Filter) -> Filter:
    """Return the filter with what the widgets hold now; a list that is not shown keeps its values."""
    values: dict[str, Any] = {"text": (st.session_state.get("q") or "").strip()}
    for name in CHOSEN if st.session_state.get(SHOWN) else ():
        chosen = tuple(dict.fromkeys(map(without_number, st.session_state.get(name, ()))))
        old = getattr(criteria, name)
        values[name] = replace(old, any=chosen) if isinstance(old, Choice) else chosen
    return replace(criteria, **values)


def write_address(view: View, address: Mapping[str, list[str]]) -> None:
    """Set the browser's address to the view's if they differ, and note what the widgets hold."""
    written = view.address()
    if written != dict(address):
        st.query_params.from_dict(written)
        st.session_state[REPLACED] = [*st.session_state.get(REPLACED, ()), (view.page, dict(address))]
    st.session_state[WRITTEN], st.session_state[HELD] = written, _now()
    st.session_state[SHOWN] = bool(st.session_state.get("facets"))


def address_of_run(page: str, address: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Return the address that this run is about: the one the browser reports, or the one written last.

    If the browser reports one that was replaced, and a widget has changed too, the one written last counts.
    """
    if (page, dict(address)) in st.session_state.get(REPLACED, ()) and _now() != st.session_state[HELD]:
        written: Mapping[str, list[str]] = st.session_state[WRITTEN]
        return written
    st.session_state[REPLACED] = []
    return address


def _now() -> tuple[object, ...]:
    """Return what the widgets hold now; options without the numbers of stories behind them."""
    names = ("q", "days", "facets", *(CHOSEN if st.session_state.get("facets") else ()))
    values = map(st.session_state.get, names)
    return tuple(tuple(map(without_number, value)) if isinstance(value, list) else value for value in values)


def days_text(criteria: Filter) -> str:
    """Return the filter's days in words that the days field can parse again; "" for a filter without days."""
    return english.days(criteria.since, criteria.until) if criteria.since or criteria.until else ""
