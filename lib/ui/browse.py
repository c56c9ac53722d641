"""The Browse page: names with counts, each one click from its stories."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from lib.model.filter import Filter
from lib.query import authors, facets, stories, tags
from lib.ui.answers import ask
from lib.ui.chart import chart
from lib.ui.lists import bar_table
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import View, go_to, with_author, with_publisher, with_tag


def _with_section(criteria: Filter, section: str) -> Filter:
    return replace(criteria, sections=(section,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One kind of name to browse by."""

    column: str
    question: Callable[..., Any]
    chart: str
    narrowed: Callable[..., Any]


LISTINGS = {
    "tags": Listing(column="tag", question=tags.counts, chart="tags_bar", narrowed=with_tag),
    "authors": Listing(column="author", question=authors.counts, chart="authors_bar", narrowed=with_author),
    "publishers": Listing(
        column="publisher", question=facets.publishers, chart="publishers_bar", narrowed=with_publisher
    ),
    "sections": Listing(column="section", question=facets.sections, chart="", narrowed=_with_section),
}  # fmt: skip
MOST = 200


def show(view: View, tab: str) -> None:
    """Show one listing: its chart and all its names."""
    listing = LISTINGS[tab]
    frame = ask(listing.question, view.criteria, limit=MOST)
    if not len(frame):
        nothing_found(view, tab)
        return
    of = int(ask(stories.totals, view.criteria)["stories"].iloc[0])
    left, right = st.columns([3, 2], gap="large") if listing.chart else (None, st.container())
    if left is not None:
        pick = partial(_picked, view=view, listing=listing)
        with left:
            chart(listing.chart, view, listing.chart, select="points", on_pick=pick)
    with right:
        caption = f"{len(frame):,} {tab}" if len(frame) < MOST else f"The {MOST} {tab} with most stories"
        leading = partial(_leading, view, listing)
        sheet(bar_table(frame, listing.column, caption, leading, of=of), f"table-{tab}")


def _picked(found: dict[str, Any], view: View, listing: Listing) -> None:
    data = next((list(p["customdata"]) for p in found["points"] if p.get("customdata")), [])
    if data:
        go_to(replace(view, criteria=listing.narrowed(view.criteria, str(data[0]))))


def _leading(view: View, listing: Listing, name: str) -> str:
    return view.to("read", listing.narrowed(view.criteria, name))
