"""The filter bar: search, days, tags, actors, authors and publishers, and a chip for each thing asked for.

The address is the only state. Widgets are set from it when it changed from outside (a link, the Back
button, a reload) and written back to it when the reader changed a widget.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lib.model.filter import Choice, Filter
from lib.query import facets
from lib.query.filter import where
from lib.store.archive import ArchiveReader
from lib.ui.actors import decisions
from lib.ui.answers import ask
from lib.ui.markup import day, days, el, esc, link, story_count
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View

FIRST, LAST = date(1400, 1, 1), date(2200, 1, 1)
WRITTEN = "address in the widgets"
LISTS: dict[facets.Field, str] = {
    "tags": "Tags", "actors": "Named in the story", "authors": "Authors", "publishers": "Publishers",
}  # fmt: skip


def filter_bar(view: View) -> View:
    """Show the bar and return the view with what its widgets say."""
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Search the stories", key="q", type="search", label_visibility="collapsed",
            placeholder='Search: words, "a phrase", -without, author:doyle, tag:cuba',
        )  # fmt: skip
        with st.popover(_days_label(view.criteria), key="days"):
            for key, label in (("since", "From"), ("until", "To")):
                form = "DD/MM/YYYY"
                st.date_input(label, key=key, value=None, min_value=FIRST, max_value=LAST, format=form)
        with st.popover("Tags, people, sources", key="facets"):
            for name, label in LISTS.items():
                _list(name, label, view.criteria)
    criteria = _from_widgets(view.criteria)
    if criteria == view.criteria:
        return view
    return replace(view, criteria=criteria, own={name: v for name, v in view.own.items() if name != "page"})


def write_address(view: View, address: Mapping[str, list[str]]) -> None:
    """Write the view into the address when a widget changed it."""
    written = view.address()
    if written != dict(address):
        st.query_params.from_dict(written)
    st.session_state[WRITTEN] = written


def changed_outside(address: Mapping[str, list[str]]) -> bool:
    """Tell whether the address is another than the one the widgets were left with."""
    return st.session_state.get(WRITTEN) != dict(address)


def seed(criteria: Filter) -> None:
    """Set the widgets to what the address asks for."""
    st.session_state["q"] = criteria.text
    st.session_state["since"], st.session_state["until"] = criteria.since, criteria.until
    for name in LISTS:
        st.session_state[name] = list(_any(criteria, name))


def _any(criteria: Filter, name: str) -> tuple[str, ...]:
    value = getattr(criteria, name)
    return value.any if isinstance(value, Choice) else tuple(value)


def _list(name: facets.Field, label: str, criteria: Filter) -> None:
    chosen = tuple(st.session_state.get(name, ()))
    frame = ask(facets.options, EVERYTHING, field=name, limit=200, keep=chosen)
    counts = dict(zip(frame["name"], frame["stories"], strict=True))
    st.multiselect(
        label, list(counts), key=name, accept_new_options=True, placeholder="Type to search",
        format_func=lambda option: f"{option} · {counts[option]:,}" if option in counts else str(option),
    )  # fmt: skip


def _from_widgets(criteria: Filter) -> Filter:
    values: dict[str, Any] = {"text": (st.session_state.get("q") or "").strip()}
    values["since"], values["until"] = _ordered(st.session_state.get("since"), st.session_state.get("until"))
    for name in LISTS:
        chosen = tuple(st.session_state.get(name, ()))
        old = getattr(criteria, name)
        values[name] = replace(old, any=chosen) if isinstance(old, Choice) else chosen
    return replace(criteria, **values)


def _ordered(since: date | None, until: date | None) -> tuple[date | None, date | None]:
    return (until, since) if since and until and until < since else (since, until)


def _days_label(criteria: Filter) -> str:
    if criteria.since and criteria.until:
        return days(criteria.since, criteria.until)
    if criteria.since:
        return f"From {day(criteria.since)}"
    return f"To {day(criteria.until)}" if criteria.until else "Any day"


def chips(view: View, found: pd.DataFrame, everything: pd.DataFrame) -> None:
    """Show the number of stories selected and a removable chip for each condition."""
    chosen, of = _total(found), _total(everything)
    parts = [f'<p class="tally" aria-live="polite"><b>{chosen:,}</b> of {story_count(of)}</p>']
    cross = el("span", "×", aria_hidden="true")
    for label, without in conditions(view.criteria):
        chip = {"href": view.narrowed(without), "aria_label": f"Remove: {label}"}
        parts.append(el("a", esc(label) + cross, "chip", **chip))
    if view.criteria != EVERYTHING:
        parts.append(link(view.narrowed(EVERYTHING), "Clear all", "clear"))
    notes = el("p", esc(" ".join(ask(_notes, view.criteria))), "note") if view.criteria.text else ""
    notes += decisions.filtered(view)
    sheet(el("div", "".join(parts), "chips", role="group", aria_label="Selection") + notes, "chips")


def _notes(db: ArchiveReader, criteria: Filter) -> tuple[str, ...]:
    """Return what of the search was not understood as it was typed."""
    return where.compile(criteria, db).notes


def _total(frame: pd.DataFrame) -> int:
    return int(frame["stories"].iloc[0])


WORDED = {"authors": "by", "publishers": "from", "sections": "section", "languages": "in"}


def conditions(criteria: Filter) -> list[tuple[str, Filter]]:
    """Return each condition in words with the selection that lacks it."""
    found: list[tuple[str, Filter]] = []
    if criteria.text:
        found.append((f"“{criteria.text}”", replace(criteria, text="")))
    if criteria.since or criteria.until:
        found.append((_days_label(criteria), replace(criteria, since=None, until=None)))
    found += _choice_conditions(criteria, "tags", "tag") + _choice_conditions(criteria, "actors", "names")
    for field, word in WORDED.items():
        found += _listed_conditions(criteria, field, word)
    return found + _other_conditions(criteria) + _listed_conditions(criteria, "labels", "label")


def _listed_conditions(criteria: Filter, field: str, word: str) -> list[tuple[str, Filter]]:
    values = getattr(criteria, field)
    return [(f"{word} {v}", _with(criteria, field, tuple(x for x in values if x != v))) for v in values]


def _choice_conditions(criteria: Filter, field: str, word: str) -> list[tuple[str, Filter]]:
    choice: Choice = getattr(criteria, field)
    found = []
    for part, prefix in (("any", word), ("all", f"and {word}"), ("none", f"not {word}")):
        values = getattr(choice, part)
        for number, value in enumerate(values):
            rest = replace(choice, **{part: tuple(v for v in values if v != value)})
            join = "or " if part == "any" and number else ""
            found.append((f"{join}{prefix} {value}", _with(criteria, field, rest)))
    return found


def _with(criteria: Filter, field: str, value: object) -> Filter:
    changed: dict[str, Any] = {field: value}
    return replace(criteria, **changed)


def _other_conditions(criteria: Filter) -> list[tuple[str, Filter]]:
    found: list[tuple[str, Filter]] = []
    if criteria.zones != EVERYTHING.zones:
        found.append(("zones: " + ", ".join(criteria.zones), replace(criteria, zones=EVERYTHING.zones)))
    if criteria.read != "all":
        found.append((criteria.read, replace(criteria, read="all")))
    if criteria.as_of:
        found.append((f"as of {day(criteria.as_of)}", replace(criteria, as_of=None)))
    return found
