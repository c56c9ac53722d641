"""Two actors against each other: each number is that of the stories or sentences which it leads to."""

from typing import get_args

import pytest

from lib.model.filter import Choice, Filter
from lib.query import attention, evidence, stories, two_actors
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader
from lib.ui.view import with_actors, with_publisher, with_tag
from tests.rows import each_row

PAIRS = (("country/norland", "country/sudland"), ("person/tom-hale", "country/norland"))
NARROW = {"tags": with_tag, "publishers": with_publisher}


def total(db: ArchiveReader, criteria: Filter) -> int:
    return int(stories.totals(db, criteria)["stories"].iloc[0])


@pytest.mark.parametrize(
    ("pair", "criteria"),
    [
        (PAIRS[0], Filter()),
        (PAIRS[1], Filter(tags=Choice(any=("Harbour",)))),
        (PAIRS[1], Filter(text="harbour")),
    ],
)
@pytest.mark.parametrize("what", NARROW)
def test_a_tag_or_publisher_has_the_number_of_its_list(
    db: ArchiveReader, what: two_actors.What, pair: tuple[str, str], criteria: Filter
) -> None:
    answer = two_actors.comparison(db, criteria, actor=pair[0], versus=pair[1], what=what)
    held = set[str]()
    for row in each_row(answer):
        assert (row.actor_id, row.versus_id) == pair and row.actor_stories + row.versus_stories
        for key, number, of, share in (
            (row.actor_id, row.actor_stories, row.actor_of, row.actor_share),
            (row.versus_id, row.versus_stories, row.versus_of, row.versus_share),
        ):
            of_side = with_actors(criteria, key)
            assert of == total(db, of_side)
            assert number == total(db, NARROW[what](of_side, row.name_id))
            assert share == (number / of if of else 0)
        held.add(row.name_id)
    every = {name for key in pair for name in _names(db, with_actors(criteria, key), what)}
    assert held == every


def _names(db: ArchiveReader, criteria: Filter, what: str) -> set[str]:
    frame = stories.newest(db, criteria, limit=100)
    if what == "tags":
        return {tag for tags in frame["tags"] for tag in tags}
    return {publisher for publisher in frame["publisher"] if publisher}


@pytest.mark.parametrize("unit", get_args(Unit))
def test_a_partner_has_the_number_of_stories_that_its_sentences_stand_in(
    db: ArchiveReader, unit: Unit
) -> None:
    one, other = PAIRS[0]
    answer = two_actors.comparison(db, Filter(), actor=one, versus=other, what="partners", unit=unit)
    assert {"Norland", "Sudland"}.isdisjoint(answer["name"]) and len(answer)
    for row in each_row(answer):
        for key, number in ((one, row.actor_stories), (other, row.versus_stories)):
            text = evidence.sentences(db, Filter(), actor=key, other=row.name_id, unit=unit)
            assert number == text["article_id"].nunique()


def test_the_largest_shares_come_first(db: ArchiveReader) -> None:
    answer = two_actors.comparison(db, Filter(), actor="Norland", versus="Sudland")
    shares = (answer["actor_share"] + answer["versus_share"]).tolist()
    assert shares == sorted(shares, reverse=True) and len(shares) > 1


def test_two_that_are_not_named_are_those_in_most_stories(db: ArchiveReader, empty: ArchiveReader) -> None:
    most = two_actors.chosen(db, Filter())
    assert len(set(most)) == 2 and most == two_actors.chosen(db, Filter(), most[0])
    assert two_actors.chosen(db, Filter(), "", most[1]) == (most[1], most[0])
    assert two_actors.chosen(db, Filter(), "person/tom-hale", "Nobody")[0] == "person/tom-hale"
    norland = two_actors.chosen(db, Filter(), "Norland")
    assert two_actors.chosen(db, Filter(), "Norland", "country/norland") == norland and len(norland) == 2
    assert two_actors.chosen(empty, Filter()) == ()
    assert two_actors.comparison(empty, Filter()).empty
    assert two_actors.comparison(db, Filter(text="nowhere")).empty


@pytest.mark.parametrize("unit", get_args(Unit))
def test_the_days_of_two_are_those_of_each_and_of_both(db: ArchiveReader, unit: Unit) -> None:
    one, other = PAIRS[0]
    answer = attention.shares(db, Filter(), actor=one, versus=other, unit=unit, by="day")
    alone = [attention.shares(db, Filter(), actor=key, by="day") for key in (one, other)]
    both = attention.shares(db, Filter(), actor=one, other=other, unit=unit, by="day")
    assert answer["series"].unique().tolist() == ["Norland", "Sudland", "Norland with Sudland"]
    for part, (_, own) in zip((*alone, both), answer.groupby("series", sort=False), strict=True):
        assert own["count"].tolist() == part["count"].tolist() and own["of"].tolist() == part["of"].tolist()
        assert own["burst"].tolist() == part["burst"].tolist()
