"""The filter bar: fields for search, days, tags, actors and more.

Typed days are parsed before their field is drawn: so the field shows how they were understood, and keeps text
that was not. Presets change only the days of the filter as it then is; the lists count within all fields.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import get_args

import streamlit as st

from lib.model.article import FORMS
from lib.model.filter import Choice, Filter, ReadState
from lib.query import facets, stories
from lib.query.filter import names, tree, typed_days
from lib.store.journal import marks
from lib.ui import saved_views
from lib.ui.cache import archive_day, ask
from lib.ui.chips import DIMENSIONS, SHOWN_AS
from lib.ui.component import draw, say
from lib.ui.filter_state import days_text, from_widgets
from lib.ui.name_finder import name_finder
from lib.ui.render import Choices, Link
from lib.ui.view import EVERYTHING, View, with_value
from lib.ui.wording import capital, day, publishers_called, with_number

UNREAD_DAYS = (
    "“{}” was not understood as days, so the days are as before. Write 9 April 2024, April 2024, 2024, "
    "9 to 12 April 2024, since 2023 or last 7 days."
)
PRESETS = {
    "Today": "today", "Last 7 days": "last 7 days", "Last 30 days": "last 30 days",
    "This month": "this month", "The whole archive": "",
}  # fmt: skip
OLD = timedelta(days=31)  # an archive whose newest story is older is of the past


def filter_bar(view: View) -> View:
    """Show the filter bar and return the view with the filter that its widgets hold now."""
    today, newest = archive_day(datetime.now(UTC)), ask(stories.totals, EVERYTHING)["last_day"].iloc[0]
    is_old = newest is not None and today - newest >= OLD
    reference = newest if is_old else today  # "last 7 days" of an old archive end with its newest day
    view, problem = _with_typed_days(view, reference)
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
            _presets(view, reference, is_old=is_old)
        view = _selecting(view, from_widgets(view.criteria))
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
    """Return the view with the days typed in the field, and ""; if they are not understood, why not."""
    typed = st.session_state.get("days", "").strip()
    criteria = view.criteria
    if typed == days_text(criteria):
        return view, ""
    span = typed_days.parse_days(typed, today) if typed else tree.Days(None, None)
    if span is None:
        return view, UNREAD_DAYS.format(typed)
    criteria = replace(criteria, since=span.since, until=span.until)
    st.session_state["days"] = days_text(criteria)
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
        if each.field == "actors":
            name_finder(
                "Any other name or spelling", view, f"filter-{len(chosen)}", partial(_or_naming, view)
            )
    labels = tuple(sorted({*marks.all_labels(view.archive), *view.criteria.labels}))
    if labels:
        _few("labels", "Your labels", view, labels)


def _or_naming(view: View, key: str) -> View:
    """Return the view of stories that name the actor of this key or an actor of the filter."""
    name, actors = ask(names.actor_name, key), view.criteria.actors
    said = name if len(ask(names.keys, name)) == 1 else key  # as the list above spells it
    return view.selecting(replace(view.criteria, actors=replace(actors, any=(*actors.any, said))))


def _few(name: str, label: str, view: View, options: tuple[str, ...]) -> None:
    """Show a list of a few fixed options, each with the number of stories it would leave."""
    numbers = ask(facets.counts, tuple(with_value(view.criteria, name, (each,)) for each in options))
    _list(name, label, getattr(view.criteria, name), dict(zip(options, numbers, strict=True)))


def _list(name: str, label: str, chosen: Sequence[str], counts: Mapping[str, int]) -> None:
    """Show a list to choose from; `counts` maps its options, as the address has them, to their stories."""
    words = publishers_called([*counts]).get if name == "publishers" else SHOWN_AS.get(name, str)
    st.session_state[name] = list(chosen)  # the browser holds words with a number that may have changed
    st.multiselect(
        label, list(counts), key=name, accept_new_options=name not in ("forms", "labels"), select_all=False,
        placeholder="Type to search",
        format_func=lambda each: with_number(words(each) or each, counts[each]) if each in counts else each,
    )  # fmt: skip


def _read_states(view: View) -> None:
    """Show links to all, unread, read, starred and muted stories, each with its number."""
    states = {state: replace(view.criteria, read=state) for state in get_args(ReadState)}
    numbers = ask(facets.counts, tuple(states.values()))
    links = tuple(
        Link(view.narrowed(c), f"{capital(state)} · {number:,}", current=c == view.criteria)
        for (state, c), number in zip(states.items(), numbers, strict=True)
        if number or state != "muted" or c == view.criteria
    )
    draw("page/choices.html", "read-states", groups=[Choices("Show", links)])


def _presets(view: View, reference: date, *, is_old: bool) -> None:
    """Show links to common ranges of days that end with `reference`, such as "Last 7 days".

    `is_old` says that the archive's newest day is long past: then `reference` is that day, not today.
    """
    ranges: list[tuple[Link, str]] = []
    for label, typed in PRESETS.items():
        span = typed_days.parse_days(typed, reference) or tree.Days(None, None)
        criteria = replace(view.criteria, since=span.since, until=span.until)
        shown = "The newest day" if is_old and typed == "today" else label
        preset = Link(view.narrowed(criteria), shown, current=criteria == view.criteria)
        ranges.append((preset, days_text(criteria) or "any day"))
    counted_from = day(reference) if is_old else ""
    draw("page/presets.html", "presets-list", ranges=ranges, counted_from=counted_from)
