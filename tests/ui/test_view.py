"""Addresses: a view makes links, a link makes the same view."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lib.model.filter import Choice, Filter
from lib.query import stories
from lib.query.filter.syntax import parse
from lib.query.filter.tree import UNDATED, Every
from lib.store.archive import open_for_reading
from lib.ui.actors import drawer
from lib.ui.chips import conditions
from lib.ui.view import EVERYTHING, View, and_condition, in_days, view_of, with_author, with_tag
from tests.builders import archive, article, parsed
from tests.cases import every_case

VIEW = View(
    page="actors", criteria=Filter(tags=Choice(any=("Cuba",))), own={"show": "matrix", "unit": "story"}
)


def reopened(href: str) -> View:
    """Return the view that a link leads to."""
    parts = urlsplit(href)
    return view_of(parts.path.lstrip("/"), parse_qs(parts.query), "own")


def test_a_link_holds_what_its_page_needs() -> None:
    assert reopened(VIEW.here()) == VIEW
    there = reopened(VIEW.to("read", article="x"))  # of another page: the selection alone
    assert (there.page, there.criteria, dict(there.own)) == ("read", VIEW.criteria, {"article": "x"})
    assert "unit" not in VIEW.here(unit=None)  # a choice that is taken back
    named = view_of("", {"archive": ["sample"]}, "own")
    assert named.archive_name == "sample" and "archive=sample" in named.to("read")
    assert "archive" not in view_of("", {"archive": ["moon"]}, "own").to("read")


def test_a_second_tag_narrows_the_first() -> None:
    twice = with_tag(with_tag(EVERYTHING, "Cuba"), "Navy")
    assert (twice.tags.any, twice.tags.all) == (("Cuba",), ("Navy",))
    assert with_tag(twice, "Navy") == twice
    assert with_author(EVERYTHING, "Doyle").authors == ("Doyle",)


def test_removing_all_chips_leaves_everything() -> None:
    criteria = Filter(
        text="ships", tags=Choice(any=("Cuba", "Navy"), none=("Arts",)), actors=Choice(all=("U Thant",)),
        authors=("Margaret Doyle",), publishers=("harborcourier.example",), zones=("headline",),
        read="unread", labels=("mine",), sections=("World",), languages=("en",), forms=("brief", "story"),
        roles=("name",), kinds=("person", "place"), cast="recorded",
    )  # fmt: skip
    for _ in range(len(conditions(criteria, "search"))):
        criteria = conditions(criteria, "search")[0][1]
    assert criteria == EVERYTHING and conditions(criteria, "search") == []


def test_whose_names_count_is_told_as_the_actors_page_offers_it() -> None:
    said = (
        (Filter(roles=("name",)), "Named how: by name"),
        (Filter(kinds=("person", "place")), "Who counts: people, places"),
        (Filter(zones=("headline", "credit")), "Named where: headline, credit"),
        (Filter(cast="recorded"), "Recorded actors only"),
    )
    for criteria, words in said:
        assert conditions(criteria, "") == [(words, EVERYTHING)]


@every_case("typed", ["", "a", "a OR b", "a OR (b", '(a) OR "b', "“a :)", "-a OR NOT b"])
def test_a_condition_holds_beside_all_that_is_searched_for(typed: str) -> None:
    found, alone = parse(and_condition(typed, "date:none")).node, parse(typed).node
    held = [node for node in (alone, UNDATED) if node]
    assert isinstance(found, Every) == bool(alone)
    assert {found, *getattr(found, "nodes", ())} >= {*held}


def test_a_second_author_narrows_whatever_is_searched_for(empty_home: Path) -> None:
    authors = ("Lind, Ada", 'Bo "Ferry" Holm', "Cy “Quay” Dahl", "“Di Berg”")
    signed = (article(f"Ferry of {each}", "x", authors=("Doyle", each)) for each in authors)
    with open_for_reading(archive(empty_home, *map(parsed, signed))) as db:
        for each in authors:
            narrowed = with_author(Filter(text="ferry OR quay", authors=("Doyle",)), each)
            assert stories.newest(db, narrowed)["headline"].tolist() == [f"Ferry of {each}"]


def test_days_that_are_none_of_the_selection_s_do_not_turn_it_into_others() -> None:
    asked = Filter(since=date(2024, 4, 9), until=date(2024, 4, 12))
    within = in_days(asked, date(2024, 4, 11), date(2024, 4, 20))
    assert (within.since, within.until) == (date(2024, 4, 11), date(2024, 4, 12))
    assert in_days(asked, date(2024, 4, 13), date(2024, 4, 20)) == asked
    own = {"actor": "country/cuba", "on": "2024-04-13..2024-04-20"}
    assert drawer.drawer_filter(View(page="actors", criteria=asked, own=own)) == (asked, "")
    own["on"] = "2024-04-08..2024-04-10"
    assert drawer.drawer_filter(View(page="actors", criteria=asked, own=own))[1] == ", 9–10 April 2024"
