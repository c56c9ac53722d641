"""The index of names: counted, sorted, searched, and each name's stories over time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from lib.model.article import Article
from lib.model.filter import Choice, Filter
from lib.query import actors, browse_index, one_actor, one_story, publishers, stories
from lib.query.browse_index import Field, Order
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.removal import remove
from lib.ui.view import with_actors, with_author, with_publisher, with_section, with_tag
from tests import builders
from tests.builders import parsed
from tests.papers import captures, story

ALL = Filter()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveReader]:
    """Three papers, and a story of two authors without a date."""
    both = story(
        "Two hands", 2, "They wrote it.", authors=("Ida Brandt", "Tom Hale"), tags=("Harbour", "Bread")
    )
    undated = builders.article("No day", "Nobody in Norland knows.", authors=("Tom Hale",), published_at=None)
    held = (*captures(both), parsed(undated, names={"Norland": "country"}))
    path = builders.archive(tmp_path_factory.mktemp("index"), *held)
    with open_for_reading(path) as opened:
        yield opened


def listed(db: ArchiveReader, field: Field, criteria: Filter = ALL, **more: object) -> list[tuple[str, int]]:
    frame = browse_index.names(db, criteria, field=field, **more)  # type: ignore[arg-type]
    return list(zip(frame["name"], frame["stories"], strict=True))


def test_names_are_counted_with_their_first_and_last_day(db: ArchiveReader) -> None:
    frame = browse_index.names(db, Filter(), field="tags").set_index("name")
    assert frame["stories"].to_dict() == {"Harbour": 3, "Strike": 3, "Bread": 1}
    assert (
        str(frame.loc["Harbour", "first_day"]) == "2024-04-02"
        and str(frame.loc["Harbour", "last_day"]) == "2024-04-11"
    )
    assert set(frame["names"]) == {3}


def test_the_bars_of_a_name_are_its_dated_stories(db: ArchiveReader) -> None:
    frame = browse_index.names(db, Filter(), field="authors").set_index("name")
    bars: list[int] = frame["over_time"].to_dict()["Tom Hale"]
    assert (len(bars), sum(bars), bars[1]) == (12, 1, 1)  # twelve days, the second of them
    assert frame.loc["Tom Hale", "stories"] == 2


ORDERED: list[tuple[Order, list[str]]] = [
    ("stories", ["Harbour", "Strike", "Bread"]),
    ("name", ["Bread", "Harbour", "Strike"]),
    ("first_day", ["Bread", "Harbour", "Strike"]),
    ("last_day", ["Harbour", "Strike", "Bread"]),
]


@pytest.mark.parametrize(("order", "names"), ORDERED)
def test_the_index_is_sorted_searched_and_paged(db: ArchiveReader, order: Order, names: list[str]) -> None:
    assert [name for name, _ in listed(db, "tags", order=order)] == names
    assert [name for name, _ in listed(db, "tags", order=order, limit=1, offset=1)] == names[1:2]
    assert listed(db, "tags", order=order, like="har") == [("Harbour", 3)]
    assert listed(db, "tags", order=order, like="zz") == []


def test_names_that_differ_in_capitals_alone_have_one_order_on_every_page(tmp_path: Path) -> None:
    names = ["ap", "Ap", "aP", "AP"]
    for number, name in enumerate(names):  # stored one by one, so that they are numbered in this order
        rose = story(f"Tide {number}", 2, f"It rose by {number}.", publisher=name)
        path = builders.archive(tmp_path, parsed(rose))
    with open_for_reading(path) as db:
        for order, size in product(get_args(Order), (1, 2, 4)):
            pages = [
                listed(db, "publishers", order=order, like="ap", limit=size, offset=first)
                for first in range(0, 4, size)
            ]
            assert [name for page in pages for name, _ in page] == sorted(names)


NARROW: dict[Field, Callable[[Filter, str], Filter]] = {
    "tags": with_tag, "authors": with_author, "publishers": with_publisher, "sections": with_section,
    "actors": with_actors,
}  # fmt: skip


@pytest.mark.parametrize("field", NARROW)
def test_every_number_is_that_of_the_stories_it_leads_to(db: ArchiveReader, field: Field) -> None:
    for name, number in listed(db, field):
        inner = NARROW[field](Filter(), name)
        assert int(stories.totals(db, inner)["stories"].iloc[0]) == number
        for beside in NARROW:
            counted = dict(listed(db, beside, inner))
            led_to = {
                other: int(stories.totals(db, NARROW[beside](inner, other))["stories"].iloc[0])
                for other in counted
            }
            assert led_to == counted, (name, beside)


def test_the_stories_that_name_any_are_counted_once(db: ArchiveReader) -> None:
    note = {field: browse_index.naming(db, Filter(), field=field) for field in browse_index.FIELDS}
    named = {str(key) for key in actors.counts(db, Filter())["actor_id"]}
    naming = int(stories.totals(db, Filter(actors=Choice(any=tuple(named))))["stories"].iloc[0])
    assert note == {"tags": 4, "authors": 2, "publishers": 13, "sections": 13, "actors": naming}


def test_a_selection_without_a_day_has_one_empty_bar(tmp_path: Path) -> None:
    undated = builders.article("No day", "Nobody knows.", tags=("Bread",), published_at=None)
    with open_for_reading(builders.archive(tmp_path, parsed(undated))) as db:
        frame = browse_index.names(db, Filter(), field="tags")
    assert list(frame["over_time"].iloc[0]) == [0] and frame["first_day"].iloc[0] is None


@pytest.mark.parametrize(
    "criteria", [ALL, Filter(kinds=("place",)), Filter(roles=("name",)), Filter(text="harbour")]
)
def test_actors_are_those_that_the_selection_counts(town_path: Path, criteria: Filter) -> None:
    with open_for_reading(town_path) as db:
        counted = actors.counts(db, criteria)
        frame = browse_index.names(db, criteria, field="actors")
        assert sorted(
            zip(frame["key"], frame["name"], frame["kind"], frame["stories"], strict=True)
        ) == sorted(
            zip(counted["actor_id"], counted["actor"], counted["kind"], counted["stories"], strict=True)
        )
        for name, key in zip(frame["name"], frame["key"], strict=True):
            span = one_actor.span(db, criteria, actor=key).iloc[0]
            row = frame[frame["key"] == key].iloc[0]
            assert (row["first_day"], row["last_day"]) == (span["first_day"], span["last_day"]), name
            assert sum(row["over_time"]) == row["stories"] - span["undated"]


def test_actors_are_sorted_by_kind_paged_and_found_by_their_spellings(tmp_path: Path) -> None:
    text = story("Talks", 2, "Norland met Ann Lee. The Norlanders left.")
    mentions = [
        builders.mention(text, "Norland"), builders.mention(text, "Ann Lee", kind="person"),
        builders.mention(text, "Norlanders", "Norland"),
    ]  # fmt: skip
    with open_for_reading(builders.archive(tmp_path, replace(parsed(text), mentions=tuple(mentions)))) as db:
        by_kind = [name for name, _ in listed(db, "actors", order="kind")]
        assert by_kind == ["Norland", "Ann Lee"] and listed(
            db, "actors", order="kind", limit=1, offset=1
        ) == [("Ann Lee", 1)]
        assert (
            listed(db, "actors", like="norlanders") == listed(db, "actors", like="norl") == [("Norland", 1)]
        )
        assert listed(db, "actors", like="zz") == [] and listed(db, "actors", like="(") == []


def called(*names: str | None) -> list[Article]:
    """Return a story of one publisher for each name that it calls itself."""
    return [
        story(f"Tide {day}", day, publisher="pier.example", site_name=name)
        for day, name in enumerate(names, start=1)
    ]


def test_a_publisher_is_called_what_most_of_its_pages_say(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures(*called("Sport", "The Daily Pier", "The Daily Pier", None)))
    with open_for_reading(path) as db:
        assert publishers.publisher_names(db) == {"pier.example": "The Daily Pier"}
    longer = builders.archive(tmp_path / "as many", *captures(*called("The Pier in English", "The Pier")))
    with open_for_reading(longer) as db:
        assert publishers.publisher_names(db) == {"pier.example": "The Pier"}
    with open_for_reading(path) as db:
        assert listed(db, "publishers", like="daily") == [("pier.example", 4)]
        kept = one_story.article(db, str(stories.newest(db, Filter(text="Tide 1"))["article_id"].iloc[0]))
    assert kept is not None and kept.site_name == "Sport"


def test_a_removed_story_leaves_no_name_of_its_publisher(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures(*called("The Daily Pier")))
    with open_for_reading(path) as db:
        (found,) = stories.newest(db, Filter(publishers=("pier.example",)))["article_id"]
    remove(path, found)
    with open_for_reading(path) as db:
        assert publishers.publisher_names(db) == {}
        assert not db.execute("from site_name").fetchall()
