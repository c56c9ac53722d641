"""A page of the selection's stories in the order asked for, and the stories beside the open one in it."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.model.filter import Filter
from lib.query import stories
from lib.ui.cache import archive_zone, ask, stories_in
from lib.ui.event_folds import folds
from lib.ui.muted import without_muted
from lib.ui.options import Option
from lib.ui.paging import NEWEST_FIRST, Pages
from lib.ui.view import View

PAGE = 40  # stories
SORT: Option[stories.Order] = Option("sort", "Sort", {
    "newest": "newest", "oldest": "oldest", "arrived": "just in", "relevance": "best match",
    "publisher": "publisher", "length": "longest", "named": "most named",
})  # fmt: skip
BESIDE = "stories beside the open one"  # a Beside, of the story that was opened last


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """One page of the selection's stories, and the option of its order."""

    sort: Option[stories.Order]
    order: stories.Order
    pages: Pages
    frame: pd.DataFrame

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the page's stories."""
        return tuple(self.frame["article_id"])

    def turned(self, number: int) -> "StoryList":
        """Return the page with this number of the same list."""
        view = self.pages.view
        pages = replace(self.pages, view=replace(view, own={**view.own, "page": str(number)}))
        asked = without_muted(view.criteria)
        frame = ask(stories.newest, asked, limit=PAGE, offset=pages.first, order=self.order)
        return replace(self, pages=pages, frame=frame)


def story_list(view: View) -> StoryList:
    """Return the page of the list that the address names, else the one on which the open story stands."""
    asked = without_muted(view.criteria)
    of = stories_in(asked)
    offered = {
        each: words for each, words in SORT.values.items() if each != "relevance" or view.criteria.text
    }
    sort = replace(SORT, values=offered)
    order, pages = sort.chosen(view), Pages(view=view, of=of, size=PAGE)
    if order == "newest":
        pages = replace(pages, words=NEWEST_FIRST)
    frame = ask(stories.newest, asked, limit=PAGE, offset=pages.first, order=order)
    found = StoryList(sort=sort, order=order, pages=pages, frame=frame)
    opened = view.own.get("article", "")
    if not opened or "page" in view.own or opened in found.ids:
        return found
    ids = in_order(view, found)
    return found.turned(1 + ids.index(opened) // PAGE) if opened in ids else found


def in_order(view: View, found: StoryList) -> tuple[str, ...]:
    """Return the ids of all stories of the list, in its order, from all of its pages."""
    return ask(stories.in_order, without_muted(view.criteria), order=found.order)


class Place(NamedTuple):
    """The place of a story in the list: its id, and the number of its page."""

    article: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The open story, its selection, and the stories before and after it in the list."""

    opened: Place
    criteria: Filter
    before: Place | None
    after: Place | None


def neighbours(view: View) -> tuple[str, str]:
    """Return the addresses of the stories before and after the open one in the list; "" for none.

    A story that has left the list, as a read one leaves the unread, keeps the neighbours that it had, and
    stays the one before its next.
    """
    article, held = view.own["article"], st.session_state.get(BESIDE)
    former: Beside | None = held if held and held.criteria == view.criteria else None
    found = story_list(view)
    beside = _neighbours(found, article)
    if beside is None and "page" in view.own:  # the story may have moved to another, as those before it left
        beside = _neighbours(story_list(view.without("page")), article)
    if beside is None and former and former.opened.article == article:
        beside = former
    elif beside and former and former.after and former.after.article == article:
        last, before = former.opened, beside.before
        if before != last and last.article not in in_order(view, found):
            beside = replace(beside, before=last)
    st.session_state[BESIDE] = beside

    def address_of_place(place: Place | None) -> str:
        if place is None:
            return ""
        page = str(place.page) if place.page > 1 else None
        return view.here(article=place.article, page=page, tab=None, at=None, named=None)

    return (address_of_place(beside.before), address_of_place(beside.after)) if beside else ("", "")


def _neighbours(found: StoryList, opened: str) -> Beside | None:
    """Return the open story between its neighbours, also of the next pages; None if it is not on the page."""
    shown = _places(found, opened)
    at = next((n for n, place in enumerate(shown) if place.article == opened), None)
    if at is None:
        return None
    before, after, pages = shown[:at], shown[at + 1 :], found.pages
    if not before and pages.before:
        before = _places(found.turned(pages.number - 1))
    if not after and pages.after:
        after = _places(found.turned(pages.number + 1))
    return Beside(
        opened=shown[at], criteria=pages.view.criteria, before=before[-1] if before else None,
        after=after[0] if after else None,
    )  # fmt: skip


def _places(found: StoryList, opened: str = "") -> list[Place]:
    """Return the places of a page's stories; a folded story has one only if it is folded beside `opened`."""
    return [
        Place(each, found.pages.number)
        for fold in folds(found.frame, found.pages.view, archive_zone())
        for each in (fold.article, *(fold.others if opened in fold.others else ()))
    ]
