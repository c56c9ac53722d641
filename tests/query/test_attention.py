from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.model.mention import Kind
from lib.query import actors, attention, coverage, network
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row


def test_the_most_named_come_first_and_their_counts_are_those_of_the_list(db: ArchiveReader) -> None:
    note = attention.shares(db, Filter(), by="day", top=3)
    most = actors.counts(db, Filter(), limit=3)
    assert list(dict.fromkeys(note["actor_id"])) == list(most["actor_id"])
    counted = note.groupby("actor_id")["count"].sum()
    dated = Filter(since=date(1990, 1, 1), until=date(2100, 1, 1))
    known = actors.counts(db, dated, limit=50).set_index("actor_id")["stories"]
    assert all(counted[key] == known[key] for key in counted.index)
    every = actors.counts(db, Filter()).attrs["of"]
    assert note.attrs["note"] == f"The 3 most named of {every} actors."
    assert not attention.shares(db, Filter(), top=every).attrs["note"]
    undated = coverage.over_time(db, Filter()).attrs["undated"]
    assert attention.shares(db, Filter()).attrs["undated"] == undated


@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_denominators_are_the_stories_of_the_period(db: ArchiveReader, by: attention.By) -> None:
    note = attention.shares(db, Filter(), actor="Norland", by=by)
    stories = coverage.over_time(db, Filter(), unit="day" if by == "auto" else by)
    of = dict(zip(stories["day"], stories["stories"], strict=True))
    assert {row.day: row.of for row in each_row(note) if row.of} == of
    assert note["day"].is_monotonic_increasing
    assert note["day"].is_unique
    assert note["share"].isna().tolist() == (note["of"] == 0).tolist()


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article"])
def test_a_pair_is_counted_in_the_stories_that_the_edge_names(db: ArchiveReader, unit: Unit) -> None:
    dated = Filter(since=date(1990, 1, 1), until=date(2100, 1, 1))
    for edge in each_row(network.edges(db, network.NetworkRequest(criteria=dated, unit=unit, minimum=1))):
        note = attention.shares(db, dated, actor=edge.source_id, other=edge.target_id, unit=unit)
        assert note["count"].sum() == edge.stories
        assert set(note["series"]) == {f"{edge.source} with {edge.target}"}


@pytest.mark.parametrize(
    "criteria",
    [Filter(actors=Choice(any=("Norland",))), Filter(text="actor:Norland")],
    ids=["list", "search"],
)
def test_a_share_that_the_filter_makes_certain_is_no_finding(db: ArchiveReader, criteria: Filter) -> None:
    note = attention.shares(db, criteria, actor="Norland", by="week")
    assert note["count"].tolist() == note["of"].tolist()
    assert "Each story here names Norland, as the filter asks" in note.attrs["note"]
    among_all = attention.shares(db, criteria, actor="Norland", by="week", among="all")
    unfiltered = attention.shares(db, Filter(), actor="Norland", by="week")
    assert among_all[["day", "count", "of"]].equals(unfiltered[["day", "count", "of"]])
    assert "no finding" not in among_all.attrs["note"] + unfiltered.attrs["note"]
    assert among_all.attrs["undated"] == unfiltered.attrs["undated"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("cranes actor:Norland", ""),
        ('-with:"Norland"', ""),
        ('"in touch with: the sea"', '"in touch with: the sea"'),
        ("cranes", "cranes"),
    ],
)
def test_only_a_search_for_actors_is_dropped_with_them(text: str, left: str) -> None:
    assert attention.without_actors(Filter(actors=Choice(any=("Norland",)), text=text)) == Filter(text=left)


def test_a_name_that_two_actors_bear_has_a_series_for_each(tmp_path: Path) -> None:
    kinds: tuple[Kind, ...] = ("person", "place")
    held = [
        builders.parsed(builders.article(f"A {kind}", "Port Alder spoke."), names={"Port Alder": kind})
        for kind in kinds
    ]
    with open_for_reading(builders.archive(tmp_path, *held)) as db:
        note = attention.shares(db, Filter(), actor="Port Alder")
    assert note[["actor_id", "count"]].to_numpy().tolist() == [
        ["person/port-alder", 1],
        ["place/port-alder", 1],
    ]
    assert note.attrs["note"] == "2 actors are called Port Alder."


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (Filter(actors=Choice(none=("Nobody",)), tags=Choice(any=("Treaties",))), ""),
        (Filter(tags=Choice(any=("Treaties",)), text="-actor:Nobody"), ""),
        (Filter(actors=Choice(any=("Norland",)), tags=Choice(any=("Treaties",))), "names Norland, as"),
        (Filter(text="actor:Norland tag:Treaties"), "names Norland, as"),
    ],
)
def test_who_is_in_every_story_unasked_is_not_said_to_be_asked_for(
    db: ArchiveReader, criteria: Filter, said: str
) -> None:
    note = attention.shares(db, criteria, by="week")
    every = note.groupby("series")[["count", "of"]].sum()
    assert (every["count"] == every["of"]).sum() > 1
    assert said in note.attrs["note"] and ("as the filter asks" in note.attrs["note"]) == bool(said)


def test_who_is_named_in_all_stories_of_a_day_by_chance_is_a_finding(tmp_path: Path) -> None:
    with open_for_reading(_naming(tmp_path, [datetime(2024, 4, 1, 9, tzinfo=UTC)])) as read:
        assert attention.shares(read, Filter(), actor="Norland").attrs["note"] == ""


def test_nobody_of_that_name_has_no_rows(db: ArchiveReader) -> None:
    note = attention.shares(db, Filter(), actor="person/nobody")
    assert note.empty
    assert list(note.columns) == list(attention.COLUMNS)


def test_days_too_many_to_draw_become_weeks_and_the_note_says_so(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = attention.shares(db, Filter(), by="day")
    assert days.attrs["by"] == "day" and not days.attrs["note"]
    monkeypatch.setattr(attention, "MOST_PERIODS", days["day"].nunique() - 1)
    weeks = attention.shares(db, Filter(), by="day")
    assert weeks.attrs["by"] == "week" and "days would be too many" in weeks.attrs["note"]
    assert weeks.groupby("actor_id")["count"].sum().equals(days.groupby("actor_id")["count"].sum())


def test_months_begin_on_their_first_and_none_between_is_left_out(tmp_path: Path) -> None:
    days = [datetime(2023, 12, 31, 9, tzinfo=UTC), datetime(2024, 1, 31, 9, tzinfo=UTC)]
    days += [datetime(2024, 4, 20, 9, tzinfo=UTC)]
    with open_for_reading(_naming(tmp_path, days)) as read:
        note = attention.shares(read, Filter(), actor="Norland", by="month")
        assert [f"{day:%Y-%m-%d}" for day in note["day"]] == [
            "2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01",
        ]  # fmt: skip
        assert [*note["of"]] == [*note["count"]] == [1, 1, 0, 0, 1]


def test_months_too_many_to_draw_become_years(tmp_path: Path) -> None:
    days = [datetime(2001, 5, 3, 9, tzinfo=UTC), datetime(2020, 12, 31, 9, tzinfo=UTC)]
    with open_for_reading(_naming(tmp_path, days)) as read:
        note = attention.shares(read, Filter(), actor="Norland")
        assert note.attrs["by"] == "year" and not note.attrs["note"]
        assert [day.year for day in note["day"]] == [*range(2001, 2021)]
        assert all((day.month, day.day) == (1, 1) for day in note["day"])


@pytest.mark.parametrize(("days", "fitting"), [(21, "day"), (22, "week"), (1100, "week"), (1101, "month")])
def test_the_period_fits_the_span(tmp_path: Path, days: int, fitting: str) -> None:
    first = datetime(2024, 4, 1, 9, tzinfo=UTC)
    with open_for_reading(_naming(tmp_path, [first, first + timedelta(days=days - 1)])) as read:
        assert attention.shares(read, Filter(), actor="Norland").attrs["by"] == fitting


def _naming(folder: Path, days: list[datetime]) -> Path:
    stories = [
        builders.article(f"Story {n}", "Norland met nobody.", published_at=day) for n, day in enumerate(days)
    ]
    return builders.archive(
        folder, *(builders.parsed(each, names={"Norland": "country"}) for each in stories)
    )


def test_who_is_asked_for_counts_whatever_the_kind_is(tmp_path: Path) -> None:
    story = builders.article(
        "Talks", "Old Quay met nobody.", published_at=datetime(2024, 4, 9, 9, tzinfo=UTC)
    )
    path = builders.archive(tmp_path, builders.parsed(story, names={"Old Quay": "place"}))
    with open_for_reading(path) as read:
        note = attention.shares(read, Filter(), actor="place/old-quay")
        assert [*note["count"]] == [*note["of"]] == [1]
        assert attention.shares(read, Filter()).empty


def test_the_bursts_of_each_of_several_actors_are_its_own(tmp_path: Path) -> None:
    days = [builders.MORNING + timedelta(days=number) for number in range(30)]
    texts = [f"{'Norway' if place >= 26 else 'Sweden'} sent cranes." for place in range(30)]
    captures = [
        builders.parsed(
            builders.article(f"Day {place}", text, published_at=day),
            names={"Norway": "country", "Sweden": "country"},
        )
        for place, (day, text) in enumerate(zip(days, texts, strict=True))
    ]
    with open_for_reading(builders.archive(tmp_path, *captures)) as reading:
        both = attention.shares(reading, Filter(), by="day")
        for key in dict.fromkeys(both["actor_id"]):
            own = attention.shares(reading, Filter(), by="day", actor=key)
            assert both[both["actor_id"] == key]["burst"].tolist() == own["burst"].tolist()
