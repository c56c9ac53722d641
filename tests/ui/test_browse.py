"""The index of names and a name's own page."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.article import DAY_ONLY
from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import stories
from lib.query.browse_index import Field
from lib.ui import browse
from lib.ui.cache import ask
from lib.ui.session import session
from lib.ui.view import View, with_actors
from tests.builders import archive, article, parsed

NUMBERS = range(browse.PAGE + 3)
NAMES: dict[str, Kind] = {"Norland": "country", "Lee": "person"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with a page of tags and three more, in stories of two publishers."""
    return archive(
        tmp_path,
        *(
            parsed(
                article(
                    f"Story {n}", f"Text {n}.", tags=(f"Tag {n:02}",), section="City" if n < 3 else "World",
                    publisher="fog.example" if n < 3 else "quay.example",
                    published_at=datetime(2024, 4, 9, tzinfo=UTC),
                )
            )
            for n in NUMBERS
        ),
    )  # fmt: skip


def index(path: Path, said: list[str], field: Field, **own: str) -> str:
    """Return what the index of a kind of names shows."""
    said.clear()
    with session(path):
        browse.show_index(View(page="browse", criteria=Filter(), own={"show": field, **own}), field)
    return said[-1]


@pytest.mark.parametrize("page", ["2", "3", "99"])
def test_a_page_behind_the_last_shows_the_last(path: Path, said: list[str], page: str) -> None:
    shown = index(path, said, "tags", page=page)
    assert "53 tags" in shown and ">Tag 50<" in shown and ">Tag 49<" not in shown


@pytest.mark.parametrize(("sort", "order"), [
    ("", "descending"), ("name", "ascending"), ("first_day", "ascending"), ("last_day", "descending"),
])  # fmt: skip
def test_a_column_says_in_which_order_it_is_sorted(
    path: Path, said: list[str], sort: str, order: str
) -> None:
    assert re.findall('aria-sort="([a-z]+)"', index(path, said, "tags", sort=sort)) == [order]


@pytest.mark.parametrize(
    ("field", "name", "chosen", "words"),
    [
        ("publishers", "fog.example", Filter(), "Publisher: 3 stories of 53, "),
        ("publishers", "fog.example", Filter(publishers=("quay.example",)), "Publisher: 3 stories, "),
        ("sections", "City", Filter(sections=("World",)), "Section: 3 stories, "),
        (
            "sections",
            "City",
            Filter(publishers=("fog.example", "quay.example")),
            "Section: 3 stories of 53, ",
        ),
        ("tags", "Tag 00", Filter(publishers=("fog.example",)), "Tag: 1 story of 3, "),
    ],
)
def test_a_name_s_stories_are_counted_among_those_that_hold_them(
    path: Path, said: list[str], field: Field, name: str, chosen: Filter, words: str
) -> None:
    with session(path):
        view = View(page="browse", criteria=chosen, own={"show": field, "name": name})
        inner = View(page="browse", criteria=browse.KINDS[field].narrowed(chosen, name))
        browse.show_name_head(view, inner, field, name, ask(stories.totals, inner.criteria).iloc[0])
    assert words in said[0]


def test_names_that_are_found_are_not_said_to_be_in_the_stories_of_all(
    tmp_path: Path, said: list[str]
) -> None:
    tagged = parsed(article("Ferry", "It sailed.", tags=("Ice", "Tide"), publisher="fog.example"))
    path = archive(tmp_path, tagged, parsed(article("Bread", "It rose.", publisher="fog.example")))
    assert "2 tags<span" in index(path, said, "tags", find="")
    assert "1 tag</caption>" in index(path, said, "tags", find="ice")


def test_a_name_s_days_say_how_many_of_its_stories_have_none(tmp_path: Path, said: list[str]) -> None:
    dates = (datetime(2024, 4, 9, tzinfo=UTC), None)
    text = (
        article(f"Story {n}", f"Text {n}.", tags=("Port",), published_at=at) for n, at in enumerate(dates)
    )
    with session(archive(tmp_path, *map(parsed, text))):
        inner = View(page="browse", criteria=browse.KINDS["tags"].narrowed(Filter(), "Port"))
        totals = ask(stories.totals, inner.criteria).iloc[0]
        browse.show_name_head(View(page="browse", criteria=Filter()), inner, "tags", "Port", totals)
    assert "Tag: 2 stories, 9 April 2024, 1 without a date." in said[0]


def test_a_name_whose_story_has_no_time_of_day_is_drawn_by_days(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(browse, "chart", lambda *_, unit, **__: drawn.append(unit))
    story = article(
        "Ferry", "It sailed.", tags=("Port",), provenance={"published_at": f"json-ld, {DAY_ONLY}"}
    )
    with session(archive(tmp_path, parsed(story))):
        browse.show_name(View(page="browse", criteria=Filter(), own={"show": "tags"}), "tags", "Port")
    assert drawn == ["day"]


def test_the_index_of_names_has_their_kinds_and_leads_to_their_pages_and_stories(
    tmp_path: Path, said: list[str]
) -> None:
    page = parsed(article("Talks", "Norland met <b>Ann</b> Lee.", publisher="fog.example"), names=NAMES)
    shown = index(archive(tmp_path, page), said, "actors", sort="kind")
    assert "2 names" in shown and ">country</td>" in shown
    assert "/actors?show=ego&amp;ego=country%2Fnorland" in shown
    assert "/read?actors_all=country%2Fnorland" in shown
    assert re.search(r'aria-sort="ascending"><a[^>]*>Kind<', shown)


def test_a_filter_of_one_actor_leads_to_its_page() -> None:
    narrowed = View(page="read", criteria=with_actors(Filter(), "country/norland"))
    link = browse.own_page_link(narrowed)
    assert link is not None and link.href == "/actors?show=ego&ego=country%2Fnorland"
    assert link.label == "About this name\u00a0→"


@pytest.mark.parametrize(
    ("kind", "names"), [("", {"Norland", "Lee"}), ("person", {"Lee"}), ("place", {"Quay"})]
)
def test_the_index_of_names_shows_one_kind_on_request(
    tmp_path: Path, said: list[str], kind: str, names: set[str]
) -> None:
    held: dict[str, Kind] = {**NAMES, "Quay": "place"}
    page = parsed(article("Talks", "Norland met Lee at the Quay."), names=held)
    shown = index(archive(tmp_path, page), said, "actors", kind=kind)
    assert {name for name in held if f">{name}</a>" in shown} == names
