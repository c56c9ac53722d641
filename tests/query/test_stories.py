from datetime import date

import pytest

from lib.model.filter import Choice, Filter
from lib.query import actors, authors, coverage, facets, stories, tags
from lib.store.archive import ArchiveReader
from tests.rows import each_row

TOTALS = [
    (Filter(), {
        "stories": 8, "briefs": 1, "publishers": 2, "authors": 3, "tags": 6, "actors": 5,
        "first_day": date(2024, 4, 8), "last_day": date(2024, 4, 11), "undated": 1, "assumed": 7,
    }),
    (Filter(since=date(2024, 4, 9), until=date(2024, 4, 10)), {
        "stories": 3, "briefs": 0, "authors": 2, "first_day": date(2024, 4, 9), "last_day": date(2024, 4, 10),
        "undated": 1,
    }),
    (Filter(tags=Choice(any=("Treaties",)), since=date(2024, 4, 9)), {"stories": 1, "undated": 1}),
    (Filter(tags=Choice(any=("Harbour",)), since=date(2024, 4, 9)), {"stories": 2, "undated": 0}),
    (Filter(kinds=("person",)), {"stories": 8, "actors": 2}),
    (Filter(zones=("ticker",), kinds=("place", "country")), {"stories": 8, "actors": 2}),
    (Filter(tags=Choice(any=("none",))), {"stories": 0, "briefs": 0, "first_day": None, "undated": 0}),
]  # fmt: skip
SELECTIONS = [
    Filter(),
    Filter(since=date(2024, 4, 9)),
    Filter(tags=Choice(any=("Harbour", "Treaties"))),
    Filter(text="-norland"),
    Filter(actors=Choice(any=("Ida Brandt",))),
    Filter(zones=("caption", "ticker")),
]


@pytest.mark.parametrize(("criteria", "expected"), TOTALS)
def test_totals_count_the_selection_and_name_the_undated(
    db: ArchiveReader, criteria: Filter, expected: dict[str, object]
) -> None:
    row = stories.totals(db, criteria).iloc[0].to_dict()
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("criteria", SELECTIONS)
def test_all_questions_agree_on_one_count(db: ArchiveReader, criteria: Filter) -> None:
    total = stories.totals(db, criteria).iloc[0]
    over_time = coverage.over_time(db, criteria)
    assert total["stories"] == len(stories.newest(db, criteria))
    assert total["stories"] == over_time["stories"].sum() + over_time.attrs["undated"]
    assert total["tags"] == len(tags.counts(db, criteria))
    assert total["authors"] == len(authors.counts(db, criteria))
    assert total["actors"] == len(actors.counts(db, criteria))
    for row in each_row(actors.counts(db, criteria)):
        naming = Filter(
            text=f"{criteria.text} actor:{row.actor_id}", since=criteria.since, tags=criteria.tags,
            actors=criteria.actors, zones=criteria.zones,
        )  # fmt: skip
        assert stories.totals(db, naming)["stories"][0] == row.stories
    for row in each_row(tags.counts(db, criteria)):
        assert facets.options(db, criteria, field="tags", keep=(row.tag,))["name"][0] == row.tag
