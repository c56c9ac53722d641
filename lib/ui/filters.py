"""The filter bar: fields for search, days, tags, actors and more, and a removable chip for each condition.

The address is the only state. Widgets are set from it when it changed from outside (a link, the Back button,
a reload) and written back to it when the reader changed a widget. Typed days are parsed before their field is
drawn: so the field shows how they were understood, and keeps text that was not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from lib.model.article import FORMS
from lib.model.filter import Choice, Filter, ReadState
from lib.model.languages import language
from lib.query import facets, stories
from lib.query.filter import dimensions, english, names, tree, typed_days
from lib.query.filter.compile import compile_filter
from lib.store.archive import ArchiveReader
from lib.store.journal import marks
from lib.ui import decisions, saved_views
from lib.ui.actors import controls
from lib.ui.cache import archive_day, archive_zone, ask
from lib.ui.component import draw, say
from lib.ui.render import Choices, Link
from lib.ui.view import EVERYTHING, View
from lib.ui.wording import (
    capital,
    day,
    publisher_name,
    publishers_called,
    story_count,
    with_number,
    without_number,
)

UNREAD_DAYS = (
    "“{}” was not understood as days, so the days are as before. Write 9 April 2024, April 2024, 2024, "
    "9 to 12 April 2024, since 2023 or last 7 days."
)
PRESETS = {
    "Today": "today", "Last 7 days": "last 7 days", "Last 30 days": "last 30 days",
    "This month": "this month", "The whole archive": "",
}  # fmt: skip
OLD = timedelta(days=31)  # an archive whose newest story is older is of the past
WRITTEN = "address in the widgets"
REPLACED = "pages and addresses that the browser may still report"  # it does not know the one written since
HELD = "what the widgets held"  # at the end of the last run
SHOWN = "lists say what is chosen"  # whether the last run drew them
# What most readers choose by stands first.
DIMENSIONS = sorted(dimensions.DIMENSIONS, key=lambda each: each.name not in ("tag", "actor"))
CHOSEN = (*(each.field for each in DIMENSIONS), "labels")


def filter_bar(view: View) -> View:
    """Show the filter bar and return the view with the filter of its widgets."""
    today = datetime.now(ZoneInfo(archive_zone())).date()
    newest = ask(stories.totals, EVERYTHING)["last_day"].iloc[0]
    if newest is not None and today - newest >= OLD:
        today = newest  # "last 7 days" of an old archive end with its newest day
    view, problem = _with_typed_days(view, today)
    example = f"Any day: {day(newest)}" if newest else "Any day"
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Search the stories", key="q", type="search", label_visibility="collapsed",
            placeholder='Search: words, "a phrase", -without',
        )  # fmt: skip
        st.text_input(
            "Days", key="days", label_visibility="collapsed", placeholder=example, width=270,
            icon=":material/event:",
        )  # fmt: skip
        with st.popover("Presets", key="presets"):
            _presets(view, today)
        view = _selecting(view, _from_widgets(view.criteria))
        with st.popover("Tags, people, sources", key="facets", on_change="rerun") as facet:
            if facet.open:  # closed lists need no options
                _facets(view)
        saved_views.menu(view)
    if problem:
        say("days-problem", problem, css_class="problem", role="alert")
    return view


def _selecting(view: View, criteria: Filter) -> View:
    """Return the view with another filter and its list at the first page."""
    return view if criteria == view.criteria else replace(view.without("page"), criteria=criteria)


def _with_typed_days(view: View, today: date) -> tuple[View, str]:
    """Return the view with the typed days, and a sentence if they cannot be read as days, else ""."""
    typed = st.session_state.get("days", "").strip()
    criteria = view.criteria
    if typed == _days_text(criteria):
        return view, ""
    span = typed_days.parse_days(typed, today) if typed else tree.Days(None, None)
    if span is None:
        return view, UNREAD_DAYS.format(typed)
    criteria = replace(criteria, since=span.since, until=span.until)
    st.session_state["days"] = _days_text(criteria)
    return _selecting(view, criteria), ""


def _facets(view: View) -> None:
    """Show the lists to choose from, each option with the number of stories it would leave."""
    _read_states(view)
    for each in DIMENSIONS:
        if each.name == "form":
            _few(each.field, each.title, view, FORMS)
            continue
        value = getattr(view.criteria, each.field)
        chosen = value.any if isinstance(value, Choice) else tuple(value)
        frame = ask(facets.options, view.criteria, field=each.field, limit=200, keep=chosen)
        _list(each.field, each.title, chosen, dict(zip(frame["name"], frame["stories"], strict=True)))
    labels = tuple(sorted({*marks.all_labels(view.archive), *view.criteria.labels}))
    if labels:
        _few("labels", "Your labels", view, labels)


def _few(name: str, label: str, view: View, options: tuple[str, ...]) -> None:
    """Show a list of a few fixed options, each with the number of stories it would leave."""
    numbers = ask(facets.counts, tuple(_with(view.criteria, name, (each,)) for each in options))
    _list(name, label, getattr(view.criteria, name), dict(zip(options, numbers, strict=True)))


def _list(name: str, label: str, chosen: Sequence[str], counts: Mapping[str, int]) -> None:
    """Show a list to choose from; an option is held as it is typed in the address, and shown in words."""
    words = publishers_called([*counts]).get if name == "publishers" else SAID.get(name, str)
    st.session_state[name] = list(chosen)  # the browser holds words with a number that may have changed
    st.multiselect(
        label, list(counts), key=name, accept_new_options=name not in ("forms", "labels"), select_all=False,
        placeholder="Type to search",
        format_func=lambda each: with_number(words(each) or each, counts[each]) if each in counts else each,
    )  # fmt: skip


def _read_states(view: View) -> None:
    """Show links to all, unread, read and starred stories, each with its number."""
    states = {state: replace(view.criteria, read=state) for state in get_args(ReadState)}
    numbers = ask(facets.counts, tuple(states.values()))
    links = tuple(
        Link(view.narrowed(c), f"{capital(state)} · {number:,}", current=c == view.criteria)
        for (state, c), number in zip(states.items(), numbers, strict=True)
    )
    draw("page/choices.html", "read-states", groups=[Choices("Show", links)])


def _presets(view: View, today: date) -> None:
    """Show links to common ranges such as "Last 7 days", each with its days."""
    newest = today != datetime.now(ZoneInfo(archive_zone())).date()
    ranges: list[tuple[Link, str]] = []
    for label, typed in PRESETS.items():
        span = typed_days.parse_days(typed, today) or tree.Days(None, None)
        criteria = replace(view.criteria, since=span.since, until=span.until)
        shown = "The newest day" if newest and typed == "today" else label
        preset = Link(view.narrowed(criteria), shown, current=criteria == view.criteria)
        ranges.append((preset, _days_text(criteria) or "any day"))
    counted_from = day(today) if newest else ""
    draw("page/presets.html", "presets-list", ranges=ranges, counted_from=counted_from)


def write_address(view: View, address: Mapping[str, list[str]]) -> None:
    """Update the browser's address when a widget changed the view."""
    written = view.address()
    if written != dict(address):
        st.query_params.from_dict(written)
        st.session_state[REPLACED] = [*st.session_state.get(REPLACED, ()), (view.page, dict(address))]
    st.session_state[WRITTEN], st.session_state[HELD] = written, _held()
    st.session_state[SHOWN] = bool(st.session_state.get("facets"))


def heard(page: str, address: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Return the address that this run is about: the one the browser reports, or the one written last.

    A browser may report an address that has been replaced since. If a widget has changed too, the one written
    last counts; else the reader went back.
    """
    if (page, dict(address)) in st.session_state.get(REPLACED, ()) and _held() != st.session_state[HELD]:
        written: Mapping[str, list[str]] = st.session_state[WRITTEN]
        return written
    st.session_state[REPLACED] = []
    return address


def _held() -> tuple[object, ...]:
    """Return the values of the widgets, without the numbers of stories behind the options."""
    names = ("q", "days", "facets", *(CHOSEN if st.session_state.get("facets") else ()))
    values = map(st.session_state.get, names)
    return tuple(tuple(map(without_number, value)) if isinstance(value, list) else value for value in values)


def changed_outside(address: Mapping[str, list[str]]) -> bool:
    """Return whether the address differs from the one that the widgets were last set to."""
    return st.session_state.get(WRITTEN) != dict(address)


def seed(criteria: Filter) -> None:
    """Set the widgets to the filter of the address."""
    st.session_state["q"] = criteria.text
    st.session_state["days"] = _days_text(criteria)
    st.session_state[SHOWN] = False


# How names are said that are not held in words.
SAID: Mapping[str, Callable[[str], str]] = {"languages": language, "publishers": publisher_name}


def _from_widgets(criteria: Filter) -> Filter:
    """Return the filter with what the widgets hold now; lists that are not shown keep what they had."""
    values: dict[str, Any] = {"text": (st.session_state.get("q") or "").strip()}
    for name in CHOSEN if st.session_state.get(SHOWN) else ():
        chosen = tuple(dict.fromkeys(map(without_number, st.session_state.get(name, ()))))
        old = getattr(criteria, name)
        values[name] = replace(old, any=chosen) if isinstance(old, Choice) else chosen
    return replace(criteria, **values)


def _days_text(criteria: Filter) -> str:
    """Return the filter's days in words that the days field can parse again; "" if it has none."""
    return english.days(criteria.since, criteria.until) if criteria.since or criteria.until else ""


def chips(view: View, found: pd.DataFrame, everything: pd.DataFrame) -> None:
    """Show the number of selected stories and a removable chip for each condition."""
    selected, total = (int(frame["stories"].iloc[0]) for frame in (found, everything))
    of_one_name = view.page == "browse" and view.own.get("name")  # the page of a name counts its own stories
    search, notes = ask(_search, view.criteria.text)
    asked = conditions(view.criteria, search, lambda actor: ask(names.printed, actor))
    draw(
        "page/chips.html",
        "chips",
        chosen=None if of_one_name else selected,
        of=story_count(total),
        chips=[Link(view.narrowed(without), label) for label, without in asked],
        clear=Link(view.narrowed(EVERYTHING), "Clear all", "clear") if len(asked) > 1 else None,
        notes=" ".join(notes),
        decisions=decisions.filter_note(view),
    )


def _search(db: ArchiveReader, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a search in plain words, "starred" for is:starred, and notes on what was not understood."""
    search = compile_filter(Filter(text=text), db)
    return search.sentence, search.notes


def conditions(criteria: Filter, search: str, called: Callable[[str], str] = str) -> list[tuple[str, Filter]]:
    """Return each condition of a filter in words, with the filter that lacks it.

    `search` is the search in words; `called` returns the name of an actor from its key.
    """
    listed: list[tuple[str, Filter]] = []
    if criteria.text:
        listed.append((capital(search), replace(criteria, text="")))
    if criteria.since or criteria.until:
        listed.append((capital(_days_text(criteria)), replace(criteria, since=None, until=None)))
    words = {"actors": called, **SAID}
    for each in DIMENSIONS:
        listed += _named_conditions(criteria, each.field, each.chip, words.get(each.field, str))
    return listed + _other_conditions(criteria) + _named_conditions(criteria, "labels", "label")


def _named_conditions(
    criteria: Filter, field: str, word: str, called: Callable[[str], str] = str
) -> list[tuple[str, Filter]]:
    """Return each name chosen in a field of the filter, in words, with the filter that lacks it."""
    chosen, listed = getattr(criteria, field), list[tuple[str, Filter]]()
    several = isinstance(chosen, Choice)
    parts = ((part, getattr(chosen, part)) for part in ("any", "all", "none")) if several else [("", chosen)]
    for part, values in parts:
        for value in values:
            rest = tuple(each for each in values if each != value)
            join = {"any": "or ", "all": "and "}.get(part, "") if listed else ""
            words = f"{join}{'not ' if part == 'none' else ''}{word} {called(value)}"
            listed.append(
                (words, _with(criteria, field, replace(chosen, **{part: rest}) if several else rest))
            )
    return listed


def _with(criteria: Filter, field: str, value: object) -> Filter:
    changed: dict[str, Any] = {field: value}
    return replace(criteria, **changed)


def _other_conditions(criteria: Filter) -> list[tuple[str, Filter]]:
    """Return what else the filter asks for, each in words and with the filter that lacks it."""
    listed: list[tuple[str, Filter]] = []
    for field, (label, _, usual, words) in controls.COUNTED.items():
        values = getattr(criteria, field)
        if set(values) != set(usual):
            chosen = ", ".join(words.get(value, value) for value in values)
            listed.append((f"{label}: {chosen}", _with(criteria, field, usual)))
    if criteria.cast != "all":
        listed.append((capital(controls.CASTS[criteria.cast]), replace(criteria, cast="all")))
    if criteria.read != "all":
        listed.append((capital(criteria.read), replace(criteria, read="all")))
    if criteria.as_of:
        listed.append((f"As of {day(archive_day(criteria.as_of))}", replace(criteria, as_of=None)))
    return listed
