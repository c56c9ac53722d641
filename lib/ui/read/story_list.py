"""A page of the selection's stories in the order asked for, and the stories beside the open one in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from lib.model.filter import Filter
from lib.query import stories
from lib.ui.cache import archive_zone, ask
from lib.ui.event_folds import folded
from lib.ui.paging import Pages
from lib.ui.view import View
from lib.ui.widgets import chosen

PAGE = 40  # stories
ORDERS: Mapping[stories.Order, str] = {
    "newest": "newest", "oldest": "oldest", "arrived": "just in", "relevance": "best match",
    "publisher": "publisher", "length": "longest", "named": "most named",
}  # fmt: skip
BESIDE = "stories beside the open one"  # a Beside, as it was when the story was opened


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """One page of the selection's stories, and the orders that are offered."""

    orders: Sequence[stories.Order]
    order: stories.Order
    pages: Pages
    frame: pd.DataFrame

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the page's stories."""
        return tuple(self.frame["article_id"])

    def turned(self, number: int) -> "StoryList":
        """Return another page of the same list."""
        view = self.pages.view
        pages = replace(self.pages, view=replace(view, own={**view.own, "page": str(number)}))
        frame = ask(stories.newest, view.criteria, limit=PAGE, offset=pages.first, order=self.order)
        return replace(self, pages=pages, frame=frame)


def story_list(view: View) -> StoryList:
    """Return the page of the list that the address names, else the one on which the open story stands."""
    of = int(ask(stories.totals, view.criteria)["stories"].iloc[0])
    orders = [each for each in ORDERS if each != "relevance" or view.criteria.text]
    order = chosen(view, "sort", orders, "newest")
    words = ("← Newer", "Older →") if order == "newest" else ("← Previous", "Next →")
    pages = Pages(view=view, of=of, size=PAGE, words=words)
    frame = ask(stories.newest, view.criteria, limit=PAGE, offset=pages.first, order=order)
    found = StoryList(orders=orders, order=order, pages=pages, frame=frame)
    opened = view.own.get("article", "")
    if not opened or "page" in view.own or opened in found.ids:
        return found
    ids = in_order(view, found)
    return found.turned(1 + ids.index(opened) // PAGE) if opened in ids else found


def in_order(view: View, found: StoryList) -> tuple[str, ...]:
    """Return the ids of all stories of the list, on whatever page."""
    return ask(stories.in_order, view.criteria, order=found.order)


Place = tuple[str, int]  # the id of a story, and the number of its page of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The open story, its selection, and the places of the stories before and after it in the list."""

    article: Place
    criteria: Filter
    before: Place | None = None
    after: Place | None = None


def neighbours(view: View) -> tuple[str, str]:
    """Return the addresses of the stories before and after the open one in the list; "" for none.

    A story that has left the list, as a read one leaves the unread, keeps the neighbours that it had.
    """
    opened, held = view.own["article"], st.session_state.get(BESIDE)
    former: Beside | None = held if held and held.criteria == view.criteria else None
    found = story_list(view)
    shown = [*_shown(found, opened)]
    places = [each for each, _ in shown]
    beside = former if former and former.article[0] == opened else None
    if opened in places:
        at = places.index(opened)
        number, last = found.pages.number, at == len(shown) - 1
        earlier = [*_shown(found.turned(number - 1))] if not at and found.pages.before else shown[:at]
        later = [*_shown(found.turned(number + 1))] if last and found.pages.after else shown[at + 1 :]
        before, after = earlier[-1:], later[:1]
        if not before and former and former.after and former.after[0] == opened:
            before = [former.article]
        beside = Beside(
            article=shown[at], criteria=view.criteria, before=next(iter(before), None),
            after=next(iter(after), None),
        )  # fmt: skip
    st.session_state[BESIDE] = beside

    def address(place: Place | None) -> str:
        if place is None:
            return ""
        page = str(place[1]) if place[1] > 1 else None
        return view.here(article=place[0], page=page, tab=None, at=None, named=None)

    return (address(beside.before), address(beside.after)) if beside else ("", "")


def _shown(found: StoryList, opened: str = "") -> Iterator[Place]:
    """Yield the stories of a page that stand open: what is folded does only around the open story."""
    for fold in folded(found.frame, found.pages.view, archive_zone()):
        for each in (fold.article, *(fold.others if opened in fold.others else ())):
            yield each, found.pages.number
