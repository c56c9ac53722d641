"""The Browse page: indexes of tags, authors, publishers, sections and actors, and a page for most names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from lib.model.filter import Choice, Filter
from lib.model.wording import count
from lib.query import browse_index, stories
from lib.query.browse_index import Field, Order
from lib.query.filter import names
from lib.query.names_sought import coverage_note
from lib.ui import counted, joining, timeline
from lib.ui.cache import archive_zone, ask, stories_in
from lib.ui.chart import chart
from lib.ui.component import draw, say
from lib.ui.muted import without_muted
from lib.ui.named_lists import NamedList, named_list, spark
from lib.ui.nothing_found import show_nothing_found
from lib.ui.options import Option, choices
from lib.ui.paging import Pages
from lib.ui.render import Head, Link
from lib.ui.session import current_session
from lib.ui.story_cards import story_card, story_cards
from lib.ui.story_marks import mark_actions, marks_on
from lib.ui.view import View, with_actors, with_author, with_publisher, with_section, with_tag, with_value
from lib.ui.widgets import search_field, set_title
from lib.ui.wording import days, publisher_name, publishers_called, records, story_count

PAGE = 50  # names
LISTED = 8  # names in a list of a name's own page
FEW = 12  # stories with which a name's page begins; of more it shows the first and the last
SORT: Option[Order] = Option(
    "sort",
    "Sort",
    {"name": "Name", "stories": "Stories", "kind": "Kind", "first_day": "First", "last_day": "Last"},
    "stories",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of name, such as tags: its words and the filter for a name's stories."""

    one: str
    many: str
    narrowed: Callable[[Filter, str], Filter]
    beside: str  # the heading over names of this kind on the page of a name of another kind
    others: str = ""  # the same on a page of this kind; "" where a story has one name of it
    question: str  # over the index
    called: Callable[[str], str] = str  # what a name is called on pages


KINDS: Mapping[Field, Kind] = {
    "tags": Kind(
        one="tag", many="tags", narrowed=with_tag, beside="Tags", others="Other tags",
        question="What is it about?",
    ),
    "authors": Kind(
        one="author", many="authors", narrowed=with_author, beside="Written by", others="Together with",
        question="Who wrote it?",
    ),
    "publishers": Kind(
        one="publisher", many="publishers", narrowed=with_publisher, beside="Published by",
        question="Who published it?", called=publisher_name,
    ),
    "sections": Kind(
        one="section", many="sections", narrowed=with_section, beside="Sections",
        question="In which section?",
    ),
    "actors": Kind(
        one="name", many="names", narrowed=with_actors, beside="Most named", others="Together with",
        question="Who is named?",
    ),
}  # fmt: skip


KIND = Option("kind", "Kind", {"": "all that count", **counted.FIELDS["kinds"].words})  # of actors
SHOW: Option[Field] = Option("show", "Show", {each: kind.many.capitalize() for each, kind in KINDS.items()})


def own_page_link(view: View) -> Link | None:
    """Return a link to a name's own page, if the filter selects exactly that name; None for other filters."""
    for field, kind in KINDS.items():
        value = getattr(view.criteria, field)
        held = (*value.any, *value.all) if isinstance(value, Choice) else value
        alone = len(held) == 1 and kind.narrowed(Filter(), held[0]) == view.criteria
        if alone:
            return Link(page_of(view, field, held[0], Filter()), f"About this {kind.one}\u00a0→")
    return None


def page_of(view: View, field: Field, name: str, criteria: Filter | None = None) -> str:
    """Return the address of the page of a name; an actor, given by its key, has it on the Actors page."""
    if field == "actors":
        return view.to("actors", criteria, show="ego", ego=name)
    return view.to("browse", criteria, show=field, name=name)


def show_index(view: View, field: Field) -> None:
    """Show the names of a kind as a table that can be sorted and searched."""
    kind, like, criteria = KINDS[field], view.own.get("find", ""), view.criteria
    order = SORT.chosen(view)
    search_field(f"Find in the {kind.many}", view, kind.many)
    if field == "actors" and choices(view.without("page"), KIND)["kind"]:
        criteria = with_value(criteria, "kinds", (KIND.chosen(view),))

    def names_from_entry(first: int) -> pd.DataFrame:
        place = {"limit": PAGE, "offset": first}
        return ask(browse_index.names, criteria, field=field, like=like, order=order, **place)

    frame = names_from_entry(0)
    if not len(frame):
        words = f"No {kind.one} of the selection has a word that begins with “{like}”."
        say("index", words) if like else show_nothing_found(view, kind.many)
        return
    of, nouns = int(frame["names"].iloc[0]), (kind.one, kind.many)
    pages = Pages(view=view, of=of, size=PAGE, nouns=nouns)
    if pages.first:
        frame = names_from_entry(pages.first)
    fresh = view.without("page")
    heads = [
        SORT.head(fresh, "name", order="ascending"), Head("Over time", "wide"),
        SORT.head(fresh, "stories", "number"), SORT.head(fresh, "first_day", "wide", "ascending"),
        SORT.head(fresh, "last_day", "wide"),
        *([SORT.head(fresh, "kind", "wide", "ascending")] if field == "actors" else []),
    ]  # fmt: skip
    have = ask(browse_index.naming, criteria, field=field)
    whole = stories_in(view.criteria)
    draw(
        "browse/index.html",
        "index",
        caption=count(of, *nouns),
        naming=f" in {have:,} of {story_count(whole)}" if have < whole and not like else "",
        heads=heads,
        names=[(row, kind.called(str(row["name"]))) for row in records(frame)],
        page_of=partial(page_of, view, field),
        read=lambda name: view.to("read", kind.narrowed(view.criteria, name)),
        spark=spark,
        of_publishers=field == "publishers",
        of_actors=field == "actors",
        note=ask(coverage_note, criteria) if field == "actors" else None,
        pages=pages,
    )
    if field != "actors":
        joining.list_joined(view, field)


def show_name(view: View, field: Field, name: str) -> None:
    """Show a name's page: its stories over time, the names it occurs with, its first and last story."""
    kind, name = KINDS[field], ask(names.listed_name, browse_index.DIMENSIONS[field], name)
    set_title(kind.called(name))
    inner = replace(view, criteria=kind.narrowed(view.criteria, name))
    totals = ask(stories.totals, inner.criteria).iloc[0]
    show_name_head(view, inner, field, name, totals)
    joining.control(view, field, name)
    if not int(totals["stories"]):
        show_nothing_found(view, f"stories of this {kind.one}")
        return
    is_few = int(totals["stories"]) <= FEW
    if is_few:
        frame = ask(stories.newest, without_muted(inner.criteria), limit=FEW)
        draw(
            "lists/stories.html", "name-stories", mark_actions(current_session().archive),
            stories=story_cards(frame, inner, archive_zone()), shape="", decks=True, chosen="", pick=False,
        )  # fmt: skip
    unit = timeline.automatic_unit(inner.criteria)
    chart("timeline", inner, f"output-{field}-{name}", by="none", unit=unit)
    draw("browse/beside.html", "profile", lists=list(_other_names(inner, field, name)))
    if not is_few:
        _ends(inner)


def show_name_head(view: View, inner: View, field: Field, name: str, totals: Any) -> None:
    """Show the heading of a name's page: how many stories name it, of how many, and on which days.

    `inner` is the view of the name's stories, `totals` the counts.
    """
    kind, number = KINDS[field], int(totals["stories"])
    back = Link(view.here(name=None), f"← All {kind.many}")
    span = days(totals["first_day"], totals["last_day"])
    if span and totals["undated"] and not (inner.criteria.since or inner.criteria.until):
        span += f", {int(totals['undated']):,} without a date"
    whole = stories_in(view.criteria)
    within = kind.others or not getattr(view.criteria, field)
    # The stories of another publisher are no part of this one's.
    among = f" of {whole:,}" if within and whole > number else ""
    words = f"{kind.one.capitalize()}: {story_count(number)}{among}" + (f", {span}." if span else ".")
    ways = [Link(inner.to("read"), "Read them\u00a0→")] if number else []
    words = words if kind.called(name) == name else f"{name} · {words}"
    actor = ask(names.keys, name) if field == "tags" else []
    if len(actor) == 1:
        ways.append(Link(view.to("actors", show="ego", ego=actor[0]), f"{name} as an actor\u00a0→"))
    draw("browse/name_head.html", "name-head", back=back, title=kind.called(name), words=words, ways=ways)


def _other_names(inner: View, own: Field, name: str) -> Iterator[NamedList]:
    """Yield lists of other names in the name's stories, each linked to the stories it counts."""
    for field, kind in KINDS.items():
        title = kind.others if field == own else kind.beside
        if not title:
            continue
        frame = ask(browse_index.names, inner.criteria, field=field, limit=LISTED + 1)
        found = [row for row in records(frame) if field != own or row["name"] != name][:LISTED]
        more = int(frame["names"].iloc[0]) - len(found) - (field == own) if len(frame) else 0
        rest = Link(inner.to("browse", show=field), f"{more:,} more") if more > 0 else None
        beside = {str(row["key"]): int(row["stories"]) for row in found}
        called = {str(row["key"]): str(row["name"]) for row in found}
        called = publishers_called([*beside]) if field == "publishers" else called
        yield named_list(title, beside, inner, inner.criteria, kind.narrowed, called=called, more=rest)


def _ends(inner: View) -> None:
    """Show the first and the latest story of the name that the view selects."""
    ends: Mapping[str, stories.Order] = {"First story": "oldest", "Latest story": "newest"}
    cards = []
    for title, order in ends.items():
        frame = ask(stories.newest, without_muted(inner.criteria), limit=1, order=order)
        for row, mark in zip(records(frame), marks_on(frame).values(), strict=True):
            cards.append((title, story_card(row, inner, archive_zone(), mark=mark)))
    draw("browse/ends.html", "ends", mark_actions(current_session().archive), cards=cards)
