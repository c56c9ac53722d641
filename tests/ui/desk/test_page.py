"""The Desk says what it shows and why."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query.desk import desk
from lib.store.archive import open_for_reading
from lib.ui.desk import page, words
from lib.ui.view import view_of
from lib.ui.wording import days
from tests import builders
from tests.cases import every_case
from tests.papers import WIRE

AT = datetime(2024, 4, 9, 9, tzinfo=UTC)
UNLED = [
    (None, "No story here has a date", "No story in the archive has a date. Days in UTC."),
    (AT, "No story of the day leads: there are only briefs", "The newest day in the archive: 1 story. Days"),
]


@pytest.mark.parametrize(("at", "why", "note"), UNLED)
def test_a_desk_without_a_lead_says_why(
    tmp_path: Path, said: list[str], at: datetime | None, why: str, note: str
) -> None:
    sale = builders.parsed(builders.article("The best kettles to buy now", published_at=at))
    with open_for_reading(builders.archive(tmp_path, sale)) as db:
        found = desk(db, Filter())
    page.show_dateline(found, view_of("", {}, "own"), "UTC")
    assert note in said[0] and why in words.why_none_leads(found)


def test_a_lead_that_nobody_else_covers_says_what_sets_it_apart(tmp_path: Path) -> None:
    older = builders.article("Port", "Shut. " * 500, deck="Why", published_at=AT - timedelta(days=5))
    newer = builders.article("Fair", "It opens.", published_at=AT)
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, (older, newer)))) as db:
        found = desk(db, Filter())
    assert list(found.lead["headline"]) == ["Port"] and found.ahead == ("long", "deck")
    assert words.why_it_leads(found).endswith(
        "average story of these 6 days, it is longer and has a standfirst."
    )


def test_a_lead_with_copies_in_other_papers_says_so(tmp_path: Path) -> None:
    made = (
        builders.parsed(
            builders.article(
                f"Lamps {days}", WIRE, publisher=f"{days}.example", published_at=AT - timedelta(days)
            ),
            names={"Mona Vik": "person", "Quay Council": "organisation"},
        )
        for days in (0, 6)
    )
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        why = words.why_it_leads(desk(db, Filter()))
    assert why == "Covered by 2 stories from 2 publishers, 1 of them a copy of this one."


def test_older_stories_stand_under_their_own_days(tmp_path: Path) -> None:
    ages = (0, 30, 31)
    made = [builders.article(f"Story {n}", f"It is {n}.", published_at=AT - timedelta(n)) for n in ages]
    undated = builders.article("Undated", "It is old.", published_at=None)
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, (*made, undated)))) as db:
        found = desk(db, Filter())
    earlier = found.newest.iloc[found.fresh :]
    first, last = (made[n].published_at for n in (2, 1))
    assert first and last
    expected = f"Earlier: {days(first.date(), last.date())}"
    assert words.earlier_title(earlier) == f"{expected}, and without a date"
    assert words.earlier_title(earlier.head(2)) == expected
    assert words.earlier_title(earlier.tail(1)) == "Without a date"
    assert found.fresh == 0


@every_case(
    ("number", "said"),
    [(0.0, "0"), (1 / 28, "less than 0.1"), (0.06, "0.1"), (12.34, "12.3"), (12345678.0, "12,345,678")],
)
def test_a_small_mean_is_not_said_to_be_none(number: float, said: str) -> None:
    assert words.mean(number) == said


@pytest.mark.parametrize(("with_picture", "number"), [(False, 6), (True, 4)])
def test_no_hole_is_left_below_a_lead_without_a_picture(
    tmp_path: Path, with_picture: bool, number: int
) -> None:
    made = (builders.parsed(builders.article(f"Story {n}", f"It is {n}.", published_at=AT)) for n in range(9))
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        found = desk(db, Filter())
    below, rest = page.below_lead(found, with_picture=with_picture)
    assert len(found.coverage) == 0 and len(below) == number
    assert [*below["article_id"], *rest["article_id"]] == list(found.newest["article_id"])
