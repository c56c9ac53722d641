from datetime import date
from urllib.parse import urlencode

import pytest

from lib.model.filter import Filter
from lib.query import compare, network
from lib.query.filter.address import from_query, to_address
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from tests.rows import each_row

MIRROR = {"new": "gone", "gone": "new", "stronger": "weaker", "weaker": "stronger"}
EARLY, LATE = Filter(until=date(2024, 4, 9)), Filter(since=date(2024, 4, 10))


def address(criteria: Filter) -> str:
    """Return the filter as a part of an address."""
    return urlencode(to_address(criteria), doseq=True)


def asked(criteria: Filter, against: str, unit: Unit = "sentence") -> compare.ComparisonRequest:
    """Return what is asked of a selection and another, of every pair."""
    return compare.ComparisonRequest(criteria=criteria, against=against, unit=unit, minimum=1)


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article"])
@pytest.mark.parametrize("criteria", [Filter(), EARLY])
def test_a_selection_against_itself_has_no_changes(db: ArchiveReader, criteria: Filter, unit: Unit) -> None:
    assert compare.changes(db, asked(criteria, address(criteria), unit)).empty


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article"])
def test_the_mirror_mirrors(db: ArchiveReader, unit: Unit) -> None:
    there = compare.changes(db, asked(LATE, address(EARLY), unit))
    back = compare.changes(db, asked(EARLY, address(LATE), unit))
    pairs = ["source_id", "target_id"]
    assert not there.empty
    assert {(*key, MIRROR[change]) for *key, change in there[[*pairs, "change"]].itertuples(index=False)} == {
        (*key, change) for *key, change in back[[*pairs, "change"]].itertuples(index=False)
    }


def test_counts_are_those_of_each_side_s_own_network(db: ArchiveReader) -> None:
    ends = ["source_id", "target_id"]
    text = compare.changes(db, asked(LATE, address(EARLY))).set_index(ends)
    for side, criteria in (("before", EARLY), ("after", LATE)):
        request = network.NetworkRequest(criteria=criteria, minimum=1)
        own = network.edges(db, request).set_index(ends)
        for row in each_row(text):
            pair = row.Index
            assert getattr(row, f"weight_{side}") == (own["weight"][pair] if pair in own.index else 0)
            assert getattr(row, f"stories_{side}") == (own["stories"][pair] if pair in own.index else 0)


def test_every_end_has_its_place(db: ArchiveReader) -> None:
    text = compare.changes(db, asked(LATE, address(EARLY)))
    placed = compare.layout(db, asked(LATE, address(EARLY)))
    assert set(text["source_id"]) | set(text["target_id"]) == set(placed["actor_id"])
    assert placed[["x", "y"]].notna().all(axis=None)


def test_by_default_the_later_half_of_the_days_is_compared_with_the_earlier(db: ArchiveReader) -> None:
    early, late = compare.halves(db, Filter())
    assert (early.until, late.since) == (date(2024, 4, 9), date(2024, 4, 10))
    text = compare.changes(db, compare.ComparisonRequest(criteria=Filter(), minimum=1))
    assert text.equals(compare.changes(db, asked(late, address(early))))


NO_DATED_STORY = (
    Filter(since=date(2030, 1, 1)),
    Filter(until=date(1960, 1, 1)),
    Filter(since=date(2030, 1, 1), until=date(2030, 12, 31)),
    Filter(since=date.max),
    Filter(until=date.max, text="zebra"),
)


@pytest.mark.parametrize("criteria", NO_DATED_STORY)
def test_halves_without_a_dated_story_stay_within_the_selection(db: ArchiveReader, criteria: Filter) -> None:
    sides = compare.halves(db, criteria)
    assert [Relations(db, side).number_of_stories for side in sides] == [0, 0]


def test_the_other_selection_may_be_pasted_with_its_question_mark(db: ArchiveReader) -> None:
    assert compare.other_side(LATE, f"?{address(EARLY)}") == compare.other_side(LATE, address(EARLY)) == EARLY
    assert from_query(f"?{address(EARLY)}") == EARLY


@pytest.mark.parametrize(
    "counted",
    [
        Filter(kinds=("place", "country")),
        Filter(zones=("headline",)),
        Filter(roles=("demonym",)),
        Filter(cast="recorded"),
    ],
)
def test_a_side_that_does_not_tell_which_names_count_counts_those_of_the_other(
    db: ArchiveReader, counted: Filter
) -> None:
    assert compare.changes(db, asked(counted, "q=", "article")).empty


def test_a_side_keeps_the_names_that_its_address_tells() -> None:
    text = compare.other_side(Filter(kinds=("place",), cast="recorded"), "until=2024-04-09&kinds=person")
    assert text == Filter(until=date(2024, 4, 9), kinds=("person",), cast="recorded")
