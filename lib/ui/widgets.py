"""Small parts of pages: heading, tabs, choices, sections, name fields, and times in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.store.stored_settings import machine_zone
from lib.ui.attempt import attempted
from lib.ui.component import Actions, draw, say
from lib.ui.render import Choices, Link, Markup
from lib.ui.view import View
from lib.ui.wording import clock, with_number, without_number


def head(title: str, words: str) -> None:
    """Show the page's title and one sentence below it."""
    draw("page/head.html", "head", title=title, words=(words,))


def titled(words: str) -> None:
    """Set the title of the browser's tab."""
    st.set_page_config(page_title=f"{words} · Wireroom")


def section(
    name: str,
    title: str,
    body: Markup,
    on_do: Actions | None = None,
    *,
    key: str = "",
    css_class: str = "desk-section",
) -> None:
    """Show a section of a page under its title; `name` is its anchor."""
    draw("page/section.html", key or name, on_do, name=name, title=title, body=body, css_class=css_class)


def one_line(key: str) -> DeltaGenerator:
    """Return a container for a field and its button on one line."""
    return st.container(key=key, horizontal=True, vertical_alignment="bottom")


def name_field(
    label: str,
    key: str,
    placeholder: str,
    longest: int,
    save: Callable[[str], object],
    lacking: str,
    *,
    able: bool = True,
) -> None:
    """Show a field for a name and a save button; `lacking` is shown if it cannot be saved."""
    name, refused = f"{key}-name", f"{key}-refused"

    def pressed() -> None:
        written = " ".join(st.session_state.get(name, "").split())
        st.session_state[refused] = not (written and able)
        if written and able:
            save(written)
            st.session_state[name] = ""

    with one_line(f"{key}-line"):
        st.text_input(label, key=name, max_chars=longest, placeholder=placeholder)
        st.button("Save", key=key, on_click=attempted(pressed))
    if st.session_state.pop(refused, False):
        say(f"{key}-unnamed", lacking, css_class="problem", role="alert")


def search_field(words: str, view: View, about: str) -> None:
    """Show a field for what is looked for on a page, which the address keeps as `find`."""
    held = view.own.get("find", "")
    key = f"name to find: {about}: {held}"

    def typed() -> None:
        find = {"find": st.session_state[key].strip(), "page": ""}
        st.query_params.from_dict(replace(view, own={**view.own, **find}).address())

    st.text_input(
        words, held, key=key, placeholder=words, label_visibility="collapsed", icon=":material/search:",
        width=340, on_change=typed,
    )  # fmt: skip


def name_choice(label: str, offered: Mapping[str, tuple[str, int]], key: str) -> str:
    """Show a list of names, into which another can be typed; return the chosen or typed one, "" for none.

    `offered` maps each choice to what it is called and its number of stories.
    """
    chosen = st.selectbox(
        label, [*offered], index=None, accept_new_options=True, placeholder="Choose or type a name", key=key,
        format_func=lambda each: with_number(*offered[each]) if each in offered else str(each),
    )  # fmt: skip
    return without_number(chosen or "").strip()


V = TypeVar("V", bound=str)
ChoiceGroups = Mapping[str, tuple[str, Mapping[str, str]]]  # name -> label, value -> words


def tabs(view: View, name: str, labels: Mapping[str, str], key: str = "tabs", *, named: bool = False) -> str:
    """Show tabs whose state is in the address and return the open one; the first is the default.

    With `named` the link to the first names it too.
    """
    open_tab = chosen(view, name, list(labels))
    default = "" if named else next(iter(labels))
    links = [_choice(view, name, value, label, default, open_tab) for value, label in labels.items()]
    draw("page/tabs.html", key, label=name.capitalize(), links=links)
    return open_tab


def chosen(view: View, name: str, values: Sequence[V], default: V | None = None) -> V:
    """Return the value in the address if it is one of `values`, else the default or the first."""
    asked = view.own.get(name)
    return next((each for each in values if each == asked), default or values[0])


def choices(
    view: View,
    groups: ChoiceGroups,
    key: str = "choices",
    options: ChoiceGroups | None = None,
    **defaults: str,
) -> dict[str, str]:
    """Show groups of choices in a row, `options` folded behind it; return by group the chosen value."""
    picked, rows = choice_rows(view, groups, **defaults)
    if not options:
        draw("page/choices.html", key, groups=rows)
        return picked
    more, folded = choice_rows(view, options, **defaults)
    draw("page/controls.html", key, groups=rows, folded=folded, opened=False)
    return picked | more


def choice_rows(view: View, groups: ChoiceGroups, **defaults: str) -> tuple[dict[str, str], list[Choices]]:
    """Return by group the chosen value, and the groups with their links."""
    picked, shown = {}, []
    for name, (label, values) in groups.items():
        default = defaults.get(name) or next(iter(values))
        picked[name] = chosen(view, name, list(values), default)
        links = (_choice(view, name, value, words, default, picked[name]) for value, words in values.items())
        shown.append(Choices(label, tuple(links)))
    return picked, shown


def _choice(view: View, name: str, value: str, label: str, default: str, picked: str) -> Link:
    href = view.here(**{name: None if value == default else value})
    return Link(href, label, current=value == picked, stay=True)


def in_words(moment: datetime | str | None, now: datetime, zone: str) -> str:
    """Return an instant in words, such as "today at 10:05 am"; "" for none."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    here = now.astimezone(ZoneInfo(zone))
    near = enumerate(("yesterday", "today", "tomorrow"), -1)
    days = {here.date() + timedelta(days=n): word for n, word in near}
    usual = f"{there.day} {there:%B}" + (f" {there.year}" if there.year != here.year else "")
    return f"{days.get(there.date(), usual)}, {clock(there)}"


def when(moment: datetime | str | None) -> str:
    """Return an instant in words, in the time zone of the reader's browser."""
    now, zone = datetime.now(UTC), st.context.timezone or machine_zone()
    try:
        return in_words(moment, now, zone)
    except (KeyError, ValueError):  # a zone that only the browser knows
        return in_words(moment, now, machine_zone())
