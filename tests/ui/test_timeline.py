"""A brush takes the bars that it touches most of: no day more, no day less."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from lib.model.article import DAY_ONLY
from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.model.periods import TimeUnit
from lib.model.wording import against
from lib.query import coverage, stories
from lib.store.archive import open_for_reading
from lib.ui import timeline
from lib.ui.session import session
from lib.ui.timeline import days_of, drawable, fitting
from lib.ui.view import View
from lib.ui.wording import records
from tests.builders import archive, article, parsed
from tests.cases import every_case

EDGES = [
    ("1962-10-18 13:00", "day", (date(1962, 10, 19), date(1962, 10, 19))),
    ("1962-10-21 11:00", "day", (date(1962, 10, 21), date(1962, 10, 21))),
    ("1962-10-21 13:00", "day", (date(1962, 10, 22), date(1962, 10, 22))),
    ("1962-10-21 23:40", "hour", (date(1962, 10, 22), date(1962, 10, 22))),
    ("1962-10-21 23:20", "hour", (date(1962, 10, 21), date(1962, 10, 21))),
    ("1962-10-18 06:00", "week", (date(1962, 10, 15), date(1962, 10, 21))),
    ("1962-10-19 06:00", "week", (date(1962, 10, 22), date(1962, 10, 28))),
    ("1962-10-12 06:00", "month", (date(1962, 10, 1), date(1962, 10, 31))),
    ("1962-10-20 06:00", "month", (date(1962, 11, 1), date(1962, 11, 30))),
    ("1962-06-20 06:00", "year", (date(1962, 1, 1), date(1962, 12, 31))),
    ("1962-07-20 06:00", "year", (date(1963, 1, 1), date(1963, 12, 31))),
]


@every_case(("edge", "unit", "days"), EDGES)
def test_an_edge_means_the_nearest_bar(edge: str, unit: str, days: tuple[date, date]) -> None:
    assert days_of(pd.Timestamp(edge), unit) == days


DRAWN: list[tuple[str, TimeUnit, TimeUnit]] = [
    ("1962-10-23", "hour", "hour"),
    ("1962-10-24", "hour", "day"),
    ("1963-04-01", "day", "day"),
    ("1963-10-01", "day", "week"),
    ("1990-01-01", "month", "year"),
]


@every_case(("last", "asked", "drawn"), DRAWN)
def test_the_bars_of_which_days_are_taken_are_those_that_are_drawn(
    last: str, asked: TimeUnit, drawn: TimeUnit
) -> None:
    assert drawable(pd.Timestamp("1962-10-16"), pd.Timestamp(last), asked) == drawn


@every_case("days", [3, 4, 120, 121, 900, 901, 6_000, 6_001, 40_000])
def test_a_fitting_unit_is_drawn_as_it_is(days: int) -> None:
    first = date(1912, 2, 29)
    last = first + timedelta(days=days - 1)
    assert drawable(first, last, fitting(first, last)) == fitting(first, last)


@pytest.mark.parametrize(("timed", "timeless", "undated", "unit"), [
    (1, 0, 0, "hour"), (1, 1, 0, "hour"), (1, 2, 0, "day"), (0, 2, 3, "day"), (1, 0, 3, "hour"),
])  # fmt: skip
def test_a_day_is_drawn_by_hours_unless_most_of_its_stories_have_no_time(
    tmp_path: Path, timed: int, timeless: int, undated: int, unit: TimeUnit
) -> None:
    at = datetime(2024, 4, 9, tzinfo=UTC)
    kinds = [(at, "json-ld")] * timed + [(at, f"json-ld, {DAY_ONLY}")] * timeless + [(None, "")] * undated
    made = (
        parsed(article(f"Story {n}", f"Text {n}.", published_at=when, provenance={"published_at": source}))
        for n, (when, source) in enumerate(kinds)
    )
    with session(archive(tmp_path, *made)):
        assert timeline.automatic_unit(Filter()) == unit


def test_what_is_usual_is_a_number_that_can_be_checked() -> None:
    assert against(13, 2.46, "month") == "5.2 times the usual 2.5 a month"
    assert against(13, 0.375, "month") == "usually one in 3 months"
    assert against(13, 0.8, "week") == "usually one a week"
    assert against(13, 0.0, "day") == "usually none a day"


def test_a_week_that_stood_out_leads_to_the_stories_that_it_counts(tmp_path: Path) -> None:
    days = [date(2024, 3, 7) + timedelta(days=7 * week) for week in range(6)]
    days += [date(2024, 4, 16)] * 8 + [date(2024, 4, 19)] * 7  # a Tuesday, and a day that is not selected
    made = (
        parsed(
            article(
                f"Story {n}", f"Text {n}.", published_at=datetime(day.year, day.month, day.day, tzinfo=UTC)
            )
        )
        for n, day in enumerate(days)
    )
    path, chosen = archive(tmp_path, *made), Filter(until=date(2024, 4, 17))
    with open_for_reading(path) as db:
        row = records(coverage.bursts(db, chosen, unit="week"))[0]
        opened = stories.totals(db, Filter(since=date(2024, 4, 15), until=date(2024, 4, 17)))
    with session(path):
        said = timeline.burst(row, View(page="timeline", criteria=chosen), "week")
    assert "since=2024-04-15&until=2024-04-17" in said.days.href and said.words.startswith("8 stories")
    assert opened["stories"].tolist() == [row["stories"]] == [8]


@pytest.mark.parametrize(("unit", "last", "said"), [
    ("year", date(2019, 12, 31), "2019"), ("month", date(2019, 1, 31), "January 2019"),
    ("week", date(2019, 1, 7), "1–7 January 2019"),
])  # fmt: skip
def test_a_month_and_a_year_that_stood_out_are_called_by_their_names(
    tmp_path: Path, unit: TimeUnit, last: date, said: str
) -> None:
    row = {"first_day": date(2019, 1, 1), "last_day": last, "stories": 4, "usual": 0.0}
    with session(archive(tmp_path, parsed(article("One")))):
        assert timeline.burst(row, View(page="timeline", criteria=Filter()), unit).days.label == said
        cut = timeline.burst(row, View(page="timeline", criteria=Filter(since=date(2019, 1, 3))), unit)
    assert cut.days.label.startswith("3")


def test_copies_stand_once_beside_a_time_that_stood_out(tmp_path: Path) -> None:
    one = "Otto Lund met Eva Roth on the slip and gave her a list of eleven wishes, which she has kept."
    text = ["Wishes", "More wishes", "Ice", "Bread"]
    made = (
        article(
            name, one if "ishes" in name else f"{name} in Norland.", publisher=f"{number}.example",
            published_at=datetime(2024, 4, 9, number + 1, tzinfo=UTC),
        )
        for number, name in enumerate(text)
    )  # fmt: skip
    names: dict[str, Kind] = {"Otto Lund": "person", "Eva Roth": "person"}
    path = archive(tmp_path, *(parsed(each, names=names) for each in made))
    row = {"first_day": date(2024, 4, 9), "last_day": date(2024, 4, 9), "stories": 4, "usual": 0.0}
    with session(path):
        said = timeline.burst(row, View(page="timeline", criteria=Filter()), "day")
    labels = [story.label for story in said.stories]
    assert sum("ishes" in label for label in labels) == 1 and {"Ice", "Bread"} < set(labels)


CHOSEN = Filter(since=date(2024, 4, 3), until=date(2024, 4, 17))


@pytest.mark.parametrize(("box", "unit", "before", "after"), [
    (("2024-03-30 12:00", "2024-04-17 12:00"), "week", CHOSEN, CHOSEN),
    (("2024-04-01", "2024-04-03"), "day", Filter(), Filter(since=date(2024, 4, 1), until=date(2024, 4, 3))),
])  # fmt: skip
def test_a_brush_stays_in_the_selection_and_leads_to_the_first_page(
    monkeypatch: pytest.MonkeyPatch, box: tuple[str, str], unit: TimeUnit, before: Filter, after: Filter
) -> None:
    gone: list[View] = []
    monkeypatch.setattr(timeline, "go_to", gone.append)
    view = View(page="timeline", criteria=before, own={"by": "tag", "page": "3"})
    timeline.brush_days({"box": [{"x": [*box]}]}, view, unit)
    assert [(each.criteria, each.own) for each in gone] == [(after, {"by": "tag"})]
