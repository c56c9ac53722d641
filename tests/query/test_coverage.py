from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.figures.asking import asking
from lib.figures.drawing import draw
from lib.model.article import DAY_ONLY, Timezone
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.periods import TimeUnit
from lib.query import coverage, one_actor, stories
from lib.query.coverage import By
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row

DATED = Filter(since=date(2024, 4, 1))
# by, top, {(day of April, series): stories}
SERIES: list[tuple[By, int, dict[tuple[int, str], int]]] = [
    ("none", 6, {(8, "Stories"): 2, (9, "Stories"): 1, (10, "Stories"): 2, (11, "Stories"): 2}),
    (
        "tag",
        2,
        {
            (8, "Harbour"): 1, (8, "Others"): 1, (9, "Harbour"): 1, (10, "Harbour"): 1,
            (10, "Others"): 1, (11, "Treaties"): 1, (11, "Others"): 1,
        },
    ),
    (
        "author",
        1,
        {
            (8, "Ada Lind"): 1, (8, "Others"): 1, (9, "Others"): 1, (10, "Ada Lind"): 1, (10, "Others"): 1,
            (11, "Ada Lind"): 1, (11, "Others"): 1,
        },
    ),
    (
        "publisher",
        1,
        {
            (8, "harbour.example"): 2, (9, "Others"): 1, (10, "harbour.example"): 1, (10, "Others"): 1,
            (11, "harbour.example"): 2,
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("by", "top", "expected"), SERIES)
def test_stories_are_counted_by_day_and_series(
    db: ArchiveReader, by: By, top: int, expected: dict[tuple[int, str], int]
) -> None:
    answer = coverage.over_time(db, Filter(), by=by, top=top)
    line = {(row.day.day, row.series): row.stories for row in each_row(answer)}
    assert line == expected
    assert answer.attrs["undated"] == 1
    assert answer.attrs["zone"] == "Europe/Kyiv"


@pytest.mark.parametrize("by", ["tag", "author", "publisher"])
def test_series_that_stand_apart_count_a_story_for_each_of_its_names(db: ArchiveReader, by: By) -> None:
    answer = coverage.over_time(db, Filter(), by=by, top=3, layout="apart")
    column = f"{by}s" if by != "publisher" else "[publisher]"
    sql = f"""
        select name, count(*) from (select unnest({column}) as name from stories where day is not null)
        group by all order by 2 desc"""
    every = dict(db.execute(sql).fetchall())
    line = answer.groupby("series")["stories"].sum().to_dict()
    assert line == {name: every[name] for name in line} and len(line) == min(3, len(every))
    assert (answer.attrs["layout"], "for each" in answer.attrs["note"]) == ("apart", by != "publisher")


def test_what_stands_apart_says_of_how_many_names_it_draws_the_largest(db: ArchiveReader) -> None:
    notes = [
        coverage.over_time(db, criteria, by="tag", top=top, layout="apart").attrs["note"]
        for top in (3, 6)
        for criteria in (Filter(), Filter(languages=("en",)))
    ]
    assert [note.partition(".")[0] for note in notes[:2]] == [
        "The 3 largest of 6 tags",
        "The 3 largest of 5 tags",
    ]
    assert all(note.startswith("A story") for note in notes[2:])


@pytest.mark.parametrize("by", ["none", "tag", "author", "publisher", "section", "language"])
def test_the_series_add_up_to_the_dated_stories(db: ArchiveReader, by: By) -> None:
    answer = coverage.over_time(db, Filter(), by=by)
    assert answer["stories"].sum() == 7
    assert by != "language" or {*answer["series"]} == {"English", "German"}


def scattered(folder: Path, **fields: Any) -> Path:
    """Return an archive of stories that share neither tag nor publisher, nor what `fields` do not give."""
    stories = (
        builders.article(
            f"Story {number}", f"What happened on quay {number}.", tags=(f"Tag {number}",),
            publisher=f"paper{number}.example", section=f"Section {number}",
            **{"language": f"{'abcdefghijklmnopqrstuvw'[number]}x", **fields},
        )
        for number in range(20)
    )  # fmt: skip
    return builders.archive(folder, *map(builders.parsed, stories))


def test_a_stack_that_tells_nothing_gives_way_to_one_that_does(
    tmp_path: Path, db: ArchiveReader, empty: ArchiveReader
) -> None:
    assert coverage.fitting(empty, Filter())[0] == "none"
    assert coverage.fitting(db, Filter()) == ("tag", "")
    assert coverage.fitting(db, Filter(), by="publisher") == ("publisher", "")
    with open_for_reading(scattered(tmp_path / "alike", language="de")) as reading:
        assert coverage.fitting(reading, Filter()) == (
            "language",
            "The top 5 tags cover only 25% of the stories, the top 5 publishers 25% and the top 5 sections "
            "25%, so the columns are stacked by language.",
        )
        assert coverage.fitting(reading, Filter(), by="none") == ("none", "")
    with open_for_reading(scattered(tmp_path / "more", language="")) as reading:
        by, why = coverage.fitting(reading, Filter())
        assert by == "none" and why.endswith("so nothing is stacked.")


def test_a_story_in_two_tags_stands_under_its_first_and_the_frame_says_so(db: ArchiveReader) -> None:
    answer = coverage.over_time(db, Filter(), by="tag")
    assert answer.attrs["note"].startswith("A story with several of the tags stands under")
    assert coverage.over_time(db, Filter()).attrs["note"] == ""


def test_all_others_stand_last_in_their_unit(db: ArchiveReader) -> None:
    answer = coverage.over_time(db, Filter(), by="tag", unit="month", top=2)
    assert list(answer["series"]) == ["Harbour", "Treaties", "Others"]


@pytest.mark.parametrize(
    ("unit", "starts"), [("day", [8, 9, 10, 11]), ("week", [8]), ("month", [1]), ("year", [1])]
)
def test_units_begin_on_their_first_day(db: ArchiveReader, unit: TimeUnit, starts: list[int]) -> None:
    answer = coverage.over_time(db, DATED, unit=unit)
    assert [day.day for day in answer["day"]] == starts
    assert answer["stories"].sum() == 7


def test_hours_are_hours_of_the_archive_zone_though_it_is_half_an_hour_off(
    db: ArchiveReader, tmp_path: Path
) -> None:
    answer = coverage.over_time(db, Filter(since=date(2024, 4, 10), until=date(2024, 4, 10)), unit="hour")
    assert [day.isoformat() for day in answer["day"]] == ["2024-04-10T01:00:00", "2024-04-10T15:00:00"]
    times = [datetime(2024, 4, 9, 6, minute, tzinfo=UTC) for minute in (10, 29, 31, 59)]
    captures = [builders.parsed(builders.article(f"At {t:%M}", published_at=t)) for t in times]
    with open_for_reading(builders.archive(tmp_path, *captures, zone="Asia/Kolkata")) as kolkata:
        answer = coverage.over_time(kolkata, Filter(), unit="hour")
    assert [*zip(answer["day"].dt.hour, answer["stories"], strict=True)] == [(11, 2), (12, 2)]


@pytest.fixture
def abroad(tmp_path: Path) -> Iterator[ArchiveReader]:
    """An archive in New York with three pages of Tokyo, of which two print 9 April without a time."""
    made = [
        builders.article(
            f"Story {n}", f"Norland sailed to quay {n}.", published_at=datetime(2024, 4, 8, 15, tzinfo=UTC),
            published_zone=Timezone(name="Asia/Tokyo", assumed=False, reason=""), tags=("Ferries",),
            provenance={"published_at": f"json-ld, {DAY_ONLY}" if n else "json-ld"},
        )
        for n in range(3)
    ]  # fmt: skip
    captures = [builders.parsed(each, names={"Norland": "country"}) for each in made]
    with open_for_reading(builders.archive(tmp_path, *captures, zone="America/New_York")) as reading:
        yield reading


def test_a_day_that_is_printed_alone_is_the_day_of_its_story_everywhere(abroad: ArchiveReader) -> None:
    counted = coverage.over_time(abroad, Filter())
    assert dict(zip(counted["day"].dt.day, counted["stories"], strict=True)) == {8: 1, 9: 2}
    ninth = Filter(since=date(2024, 4, 9))
    assert sorted(stories.newest(abroad, ninth)["headline"]) == ["Story 1", "Story 2"]
    line = one_actor.span(abroad, ninth, actor="country/norland").iloc[0]
    assert (line["first_day"], line["last_day"]) == (date(2024, 4, 9), date(2024, 4, 9))


@pytest.mark.parametrize("by", ["none", "tag", "publisher"])
def test_hours_leave_out_what_has_none_and_say_how_many(abroad: ArchiveReader, by: By) -> None:
    counted = coverage.over_time(abroad, Filter(), by=by, unit="hour")
    assert counted[["day", "stories"]].values.tolist() == [[datetime(2024, 4, 8, 11), 1]]
    assert counted.attrs["without_time"] == 2
    assert coverage.over_time(abroad, Filter(), by=by).attrs["without_time"] == 0


def test_a_chart_by_hour_says_what_it_leaves_out(abroad: ArchiveReader) -> None:
    drawn = draw("timeline", Filter(), asking(abroad), by="none", unit="hour")
    assert " · 2 without a time of day not shown" in drawn.note
    with pytest.raises(QueryError, match="gives a day alone"):
        drawn.workbench_question(abroad)
    none = draw("timeline", Filter(since=date(2024, 4, 9)), asking(abroad), by="none", unit="hour")
    assert none.frame.empty and none.alt.startswith("No story of this selection has a time of day.")


def test_publishers_are_called_by_their_names_and_two_of_one_name_by_their_domains(tmp_path: Path) -> None:
    line = [("pier.example", "The Pier"), ("quay.example", "The Quay"), ("quay-sport.example", "The Quay")]
    stories = [
        builders.article(f"Tide {host}", "It came.", publisher=host, site_name=name) for host, name in line
    ]
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, stories))) as db:
        series = set(coverage.over_time(db, Filter(), by="publisher")["series"])
    assert series == {"The Pier", "quay.example", "quay-sport.example"}


def test_a_burst_is_told_with_what_was_usual_before_it(tmp_path: Path) -> None:
    days = [*range(1, 10), *[10] * 7, *range(11, 16)]
    made = [
        builders.parsed(
            builders.article(f"Story {n}", f"Text {n}.", published_at=datetime(2024, 4, day, 9, tzinfo=UTC))
        )
        for n, day in enumerate(days)
    ]
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        found = coverage.bursts(db, Filter())
        assert coverage.bursts(db, Filter(until=date(2024, 4, 9))).empty
        assert coverage.bursts(db, Filter(), unit="hour").empty
        assert coverage.bursts(db, Filter(text="nowhere")).empty
    assert found.to_numpy().tolist() == [[date(2024, 4, 10), date(2024, 4, 10), 7, 1.0]]


@pytest.mark.parametrize("layout", ["stacked", "apart"])
def test_a_section_that_is_called_others_is_not_the_rest(tmp_path: Path, layout: coverage.Layout) -> None:
    sections = ("Others", "Others", "City", None)
    line = [
        builders.parsed(builders.article(f"Story {number}", f"Text {number}.", section=section))
        for number, section in enumerate(sections)
    ]
    with open_for_reading(builders.archive(tmp_path, *line)) as db:
        found = coverage.over_time(db, Filter(), by="section", layout=layout)
    rest = {"Others": 1} if layout == "stacked" else {}
    assert dict(zip(found["series"], found["stories"], strict=True)) == {"“Others”": 2, "City": 1, **rest}
