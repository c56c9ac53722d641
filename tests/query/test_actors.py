from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.model.parsed import Parsed
from lib.query import actors, desk
from lib.query.rising import rising
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row


def text(db: ArchiveReader, criteria: Filter, **options: object) -> list[tuple[str, int, int]]:
    """Name, stories and mentions of each actor."""
    answer = actors.counts(db, criteria, **options)  # type: ignore[arg-type]
    return list(zip(answer["actor"], answer["stories"], answer["mentions"], strict=True))


COUNTS: list[tuple[Filter, dict[str, object], list[tuple[str, int, int]]]] = [
    (Filter(), {}, [
        ("Ida Brandt", 4, 4), ("Norland", 4, 7), ("Sudland", 3, 5), ("Harbour Union", 2, 3),
        ("Tom Hale", 2, 3),
    ]),
    (Filter(), {"unit": "sentence", "limit": 2}, [("Norland", 4, 7), ("Sudland", 3, 5)]),
    (Filter(), {"like": "ha"}, [("Harbour Union", 2, 3), ("Tom Hale", 2, 3)]),
    (Filter(kinds=("place",), zones=("caption", "ticker")), {}, [("Old Quay", 2, 2)]),
    (Filter(zones=("caption",)), {}, [("Tom Hale", 1, 1)]),
    (Filter(roles=("title",)), {}, []),
    (Filter(tags=Choice(any=("Work",))), {"limit": 1}, [("Harbour Union", 1, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "options", "expected"), COUNTS)
def test_actors_are_counted_by_zone_role_and_kind(
    db: ArchiveReader, criteria: Filter, options: dict[str, object], expected: list[tuple[str, int, int]]
) -> None:
    assert text(db, criteria, **options) == expected


def test_the_most_named_actors_come_with_a_sentence_that_names_them(db: ArchiveReader) -> None:
    answer = actors.most_named(db, Filter(), day=date(2024, 4, 8))
    assert sorted(answer["actor"]) == ["Harbour Union", "Ida Brandt", "Norland", "Sudland", "Tom Hale"]
    for row in each_row(answer):
        assert row.actor in [row.sentence[start:end] for start, end, _ in row.spans]
        assert row.headline == "Treaty"
    assert answer["usual"].isna().all()


@pytest.mark.parametrize(("since", "stories", "usual"), [(None, 7, 7.0), (date(2024, 4, 19), 2, 2.0)])
def test_what_is_usual_is_of_as_many_days_as_the_filter_selects(
    tmp_path: Path, since: date | None, stories: int, usual: float
) -> None:
    start = builders.MORNING.replace(month=4, day=1)
    days = (start + timedelta(days=number) for number in range(20))
    made = (builders.article(f"Day {at.day}", f"Norland, {at.day}.", published_at=at) for at in days)
    path = builders.archive(tmp_path, *(builders.parsed(each, names={"Norland": "country"}) for each in made))
    with open_for_reading(path) as db:
        (row,) = each_row(actors.most_named(db, Filter(since=since), days=7))
    assert (row.stories, row.usual) == (stories, usual)


def test_two_actors_show_two_sentences_where_there_are_two(db: ArchiveReader) -> None:
    answer = actors.most_named(db, Filter())
    assert list(answer["actor"]) == ["Norland", "Sudland"]
    assert len(set(answer["sentence"])) == 2
    assert set(answer["headline"]) == {"Echo"}


def test_a_sentence_with_the_name_goes_before_one_with_the_word_for_its_people(tmp_path: Path) -> None:
    newer = builders.article("Coffee", "Norlandish coffee is dear.", published_at=builders.MORNING)
    older = builders.article(
        "Port", "Norland shut its port.", published_at=builders.MORNING - timedelta(hours=2)
    )
    word = builders.mention(newer, "Norlandish", "Norland", role="demonym")
    path = builders.archive(
        tmp_path,
        replace(builders.parsed(newer), mentions=(word,)),
        builders.parsed(older, names={"Norland": "country"}),
    )
    with open_for_reading(path) as opened:
        assert list(actors.most_named(opened, Filter())["sentence"]) == ["Norland shut its port."]


def test_usual_is_the_mean_of_the_days_before(db: ArchiveReader) -> None:
    answer = actors.most_named(db, Filter(), day=date(2024, 4, 11)).set_index("actor")
    assert answer.loc["Norland", "usual"] == pytest.approx(2 / 3)
    week = actors.most_named(db, Filter(), days=2).set_index("actor")
    assert week.loc["Norland", "stories"] == 2
    assert week.loc["Norland", "usual"] == pytest.approx(1.0)
    more = actors.most_named(db, Filter(), day=date(2024, 4, 11), days=3)  # than lie before
    assert more["usual"].isna().all()


def test_usual_is_of_the_archive_s_days_though_the_selection_began_later(tmp_path: Path) -> None:
    def page(number: int, days: int, *tags: str, body: str = "It rained.") -> Parsed:
        at = builders.MORNING - timedelta(days=days)
        story = builders.article(f"Story {number}", f"{body} Note {number}.", tags=tags, published_at=at)
        return builders.parsed(story, names={"Norland": "country"})

    rain = [page(days, days) for days in range(29)]
    ferries = [page(40 + n, days, "Ferry", body="Norland sails.") for n, days in enumerate((1, 0, 0, 0))]
    with open_for_reading(builders.archive(tmp_path, *rain, *ferries)) as opened:
        for criteria in (Filter(), Filter(tags=Choice(any=("Ferry",)))):
            answer = actors.most_named(opened, criteria, day=builders.MORNING.date())
            assert answer["usual"].tolist() == [pytest.approx(1 / 28)]
            found = rising(opened, criteria, day=builders.MORNING.date())
            assert found["name"].tolist() == ["Norland", "Ferry"]
        front = desk.desk(opened, criteria)
        assert (front.usual, front.earlier_days) == (1 / 28, 28)
        week = desk.desk(opened, replace(criteria, since=builders.MORNING.date() - timedelta(days=6)))
        assert (week.usual, week.earlier_days) == (1 / 6, 6)


def test_named_keeps_to_the_days_of_the_filter(db: ArchiveReader) -> None:
    assert set(actors.most_named(db, Filter(until=date(2024, 4, 9)))["headline"]) == {"Strike"}
    assert actors.most_named(db, Filter(until=date(2024, 4, 9)), day=date(2024, 4, 11)).empty


def test_a_key_leads_to_a_name(db: ArchiveReader) -> None:
    assert actors.name(db, "person/tom-hale") == "Tom Hale"
    assert actors.name(db, "person/nobody") is None
