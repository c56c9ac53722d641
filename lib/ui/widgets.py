"""What several pages have: their heading, a section, and fields for a name or for what is looked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.ui.attempt import attempted
from lib.ui.component import Actions, draw, say
from lib.ui.render import Markup
from lib.ui.view import View
from lib.ui.wording import with_number, without_number

T = TypeVar("T")


def head(title: str, words: str) -> None:
    """Show a page's title and one sentence below it."""
    draw("page/head.html", "head", title=title, words=(words,))


def set_title(words: str) -> None:
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
    """Show a field for a name and a button that saves it.

    `lacking` is said if the name is empty or the button is not `able`.
    """
    name, refused = f"{key}-name", f"{key}-refused"

    def save_typed_name() -> None:
        written = " ".join(st.session_state.get(name, "").split())
        st.session_state[refused] = not (written and able)
        if written and able:
            save(written)
            st.session_state[name] = ""

    with one_line(f"{key}-line"):
        st.text_input(label, key=name, max_chars=longest, placeholder=placeholder)
        st.button("Save", key=key, on_click=attempted(save_typed_name))
    if st.session_state.pop(refused, False):
        say(f"{key}-unnamed", lacking, css_class="problem", role="alert")


def fill_field(
    key: str, stored: T, keep: Callable[[T, T], object], *, same: Callable[[T], object] = str
) -> Callable[[], None]:
    """Set a field to what is stored, if another window changed it; return the callback that stores a change.

    `keep` gets what was written, and what the field held before. The stored value is set again if it is not
    the `same` as what the field held.
    """
    holds = f"{key}: held"
    if key not in st.session_state or same(st.session_state[holds]) != same(stored):
        st.session_state[key] = st.session_state[holds] = stored

    def store_change() -> None:
        written: T = st.session_state[key]
        keep(written, st.session_state[holds])
        st.session_state[holds] = written

    return attempted(store_change)


def search_field(words: str, view: View, about: str) -> None:
    """Show a search field; its text is the parameter `find` of the address, `about` is part of its key."""
    held = view.own.get("find", "")
    key = f"name to find: {about}: {held}"

    def keep_in_address() -> None:
        find = {"find": st.session_state[key].strip(), "page": ""}
        st.query_params.from_dict(replace(view, own={**view.own, **find}).address())

    st.text_input(
        words, held, key=key, placeholder=words, label_visibility="collapsed", icon=":material/search:",
        width=340, on_change=keep_in_address,
    )  # fmt: skip


def name_choice(label: str, offered: Mapping[str, tuple[str, int]], key: str) -> str:
    """Show a list of names, into which another can be typed; return the chosen or typed name, or "".

    `offered` maps each choice to its words and its number of stories.
    """
    chosen = st.selectbox(
        label, [*offered], index=None, accept_new_options=True, placeholder="Choose or type a name", key=key,
        format_func=lambda each: with_number(*offered[each]) if each in offered else str(each),
    )  # fmt: skip
    return without_number(chosen or "").strip()
