"""A chart and its table of which a phone shows one: the table as a list, the picture a tap away."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lib.ui.component import say
from lib.ui.render import Link
from lib.ui.view import View


@contextmanager
def list_first(view: View, tab: str) -> Iterator[bool]:
    """Hold a chart and its table, of which a phone shows one, below a link to the other.

    Yields whether the table stands first. The address asks for the chart by `picture`, or by the tab of the
    network, as links saved before have it.
    """
    option, value = ("show", tab) if tab == "network" else ("picture", "first")
    is_list = view.own.get(option) != value
    other = Link(view.here(**{option: value}), "Show the picture")
    if not is_list:
        other = Link(view.here(**{option: None}), "Show it as a list")
    say("picture-or-list", other, css_class="note on-a-phone-alone")
    with st.container(key="list-first" if is_list else "picture-first"):
        yield is_list
