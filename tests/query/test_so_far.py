"""The days that stood out, each with the sentence that most independent reports say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.model.article import DAY_ONLY, Article
from lib.model.filter import Choice, Filter
from lib.query.event_sentence import words_of
from lib.query.evidence import COLUMNS
from lib.query.so_far import Day, so_far
from lib.store.archive import open_for_reading
from tests import builders
from tests.papers import NAMES

CRANES = "All forty cranes of the northern dock stand still until the crews are paid, said Eva Roth."
SAME = (
    "Eva Roth of the Harbour Union said that forty cranes on the northern dock would stand still from noon."
)
FLOWN = "Otto Lund of the Northern Line flew home with two clerks and without an agreement on wages."
HOME = "No agreement on wages was found, so Otto Lund and his two clerks are again at home in rainy Sudland."
CALLED = (
    "Otto Lund of the Northern Line called Eva Roth of the Harbour Union from Norland.",
    "In Norland Eva Roth, who leads the Harbour Union, met no one but Otto Lund of the Northern Line.",
    "What Norland's Northern Line wants, Otto Lund will write to Eva Roth and her Harbour Union.",
    "Eva Roth and her Harbour Union heard in Norland that Otto Lund and his Northern Line were not there.",
)


def printed(
    headline: str, day: int, *sentences: str, hour: int = 9, publisher: str = "", **fields: Any
) -> Article:
    """Return a story of a day and an hour of April 2024."""
    at = datetime(2024, 4, day, hour, tzinfo=UTC)
    return builders.article(
        headline, *sentences, published_at=at, publisher=publisher or "harbour.example", **fields
    )


CALM = [
    printed(f"Calm {day}", day, f"Ida Brandt saw {day} gulls over the quay of Sudland.")
    for day in range(1, 10)
]
BEFORE = CALM[:6]  # of which the tenth is no burst
EVENT = [
    printed("Cranes stop", 10, CRANES, CALLED[0], hour=7, publisher="coast.example"),
    printed("No crane moves", 10, CRANES, CALLED[0], hour=8, publisher="inland.example"),  # a copy
    printed("Dock at rest", 10, SAME, CALLED[1], hour=9, publisher="harbour.example"),
    printed("Lund flies home", 10, FLOWN, CALLED[2], hour=10, publisher="quay.example"),
    printed("Bread", 10, "Mona Vik baked in Sudland."),
    printed("Ice", 10, "Tom Hale skated in Sudland."),
]  # fmt: skip


def days(folder: Path, stories: Sequence[Article], criteria: Filter = Filter()) -> tuple[Day, ...]:  # noqa: B008
    """Return the days that stand out in an archive of these stories."""
    made = (builders.parsed(each, names=NAMES) for each in stories)
    with open_for_reading(builders.archive(folder, *made)) as db:
        return so_far(db, criteria)


def test_a_day_stands_with_the_sentence_of_most_reports_and_with_who_was_first(tmp_path: Path) -> None:
    (found,) = days(tmp_path, [*CALM, *EVENT])
    assert (found.day, found.stories) == (date(2024, 4, 10), 6)
    assert found.said["sentence"].tolist() == [SAME, CRANES]
    assert found.said["headline"].tolist() == ["Dock at rest", "Cranes stop"]
    assert found.said["copies"].tolist() == [0, 1]  # a copy is no report of its own
    assert found.others["sentence"].tolist() == [FLOWN]
    assert found.first["headline"].tolist() == ["Cranes stop"]
    assert list(found.said) == list(found.others) == list(found.first) == list(COLUMNS)


@pytest.mark.parametrize("stop", ["।", "۔", "؟", "։", ".“"])
def test_a_sentence_ends_with_the_stop_of_its_script(tmp_path: Path, stop: str) -> None:
    stories = [
        replace(each, blocks=tuple(replace(block, text=f"{block.text[:-1]}{stop}") for block in each.blocks))
        for each in EVENT
    ]
    assert [day.day for day in days(tmp_path, [*CALM, *stories])] == [date(2024, 4, 10)]


def test_what_was_said_before_the_day_is_not_its_sentence(tmp_path: Path) -> None:
    before = printed("Cranes may stop", 9, CRANES, CALLED[0], hour=22, publisher="early.example")
    second = printed("Lund is gone", 10, HOME, CALLED[3], hour=11, publisher="late.example")
    (found,) = days(tmp_path, [*CALM, before, *EVENT, second])
    assert found.said["sentence"].tolist() == [FLOWN, HOME]
    assert found.first["publisher"].tolist() == ["quay.example"]


def test_a_sentence_that_two_stories_print_alike_is_of_one_report(tmp_path: Path) -> None:
    alike = printed("At rest too", 10, f"Dock, Wed. -- {SAME}", CALLED[3], publisher="late.example")
    (found,) = days(tmp_path, [*CALM, *EVENT, alike])
    assert found.said["copies"].tolist() == [1, 1] and len(found.others) == 1


@pytest.mark.parametrize(("number", "first"), [(0, []), (1, []), (3, ["Cranes stop"])])
def test_who_was_first_is_not_said_where_one_gives_no_time_of_day(
    tmp_path: Path, number: int, first: list[str]
) -> None:
    event = [*EVENT]
    event[number] = replace(event[number], provenance={"published_at": f"json-ld, {DAY_ONLY}"})
    (found,) = days(tmp_path, [*CALM, *event])
    assert found.first["headline"].tolist() == first


def test_a_day_that_tells_of_no_event_twice_does_not_stand_out(tmp_path: Path) -> None:
    lone = [printed(f"Item {n}", 10, f"It rained {n} times on the northern pier.") for n in range(6)]
    assert days(tmp_path, [*CALM, *lone]) == ()


@pytest.mark.parametrize(("calm", "found"), [(CALM, 1), ((), 0)])
def test_of_a_burst_two_reports_are_enough(tmp_path: Path, calm: Sequence[Article], found: int) -> None:
    assert len(days(tmp_path, [*calm, *EVENT[:3], *EVENT[4:], printed("Snow", 10, "It snowed.")])) == found


def test_a_day_whose_reports_print_one_sentence_does_not_stand_out(tmp_path: Path) -> None:
    wire = [
        printed(f"Wire {n}", 10, CRANES, CALLED[n], FLOWN if n else SAME, publisher=f"{n}.example")
        for n in range(3)
    ]
    assert days(tmp_path, [*BEFORE, *wire]) == ()


def test_a_day_without_a_sentence_that_is_long_enough_is_left_out(tmp_path: Path) -> None:
    texts = ("Eva Roth called Otto Lund in Norland.", "In Norland Otto Lund saw Eva Roth.", CALLED[0])
    short = [printed(f"Short {n}", 10, text, publisher=f"{n}.example") for n, text in enumerate(texts)]
    assert days(tmp_path, [*BEFORE, *short]) == ()
    assert len(days(tmp_path / "long", [*BEFORE, *short, EVENT[0]])) == 1


def test_of_a_pair_the_sentence_names_both_where_one_does(tmp_path: Path) -> None:
    both = "Eva Roth and Otto Lund agreed on a truce of nine days, in which nobody may be sent from the dock."
    last = printed("Truce", 10, "Norland waited.", CALLED[3], both, hour=12, publisher="late.example")
    asked = Filter(actors=Choice(all=("person/eva-roth", "Otto Lund")))
    for criteria, sentence in ((Filter(), SAME), (asked, both)):
        (found,) = days(tmp_path, [*CALM, *EVENT, last], criteria)
        assert found.said["sentence"].iloc[0] == sentence


def test_it_is_of_the_selection(tmp_path: Path) -> None:
    assert days(tmp_path, [*CALM, *EVENT], Filter(until=date(2024, 4, 9))) == ()
    assert days(tmp_path, [], Filter(actors=Choice(all=("person/nobody",)))) == ()
    assert days(tmp_path, [], Filter(text="nowhere")) == ()


def test_days_stand_in_the_order_of_time_and_no_more_than_asked_for(tmp_path: Path) -> None:
    more = [
        printed(f"Cranes again {n}", 20, f"{text} It is {n} at night.", CALLED[n], publisher=f"{n}.example")
        for n, text in enumerate((CRANES, SAME, FLOWN, HOME))
    ]
    made = (builders.parsed(each, names=NAMES) for each in (*CALM, *EVENT, *more))
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        assert [each.day.day for each in so_far(db, Filter())] == [10, 20]
        assert [each.day.day for each in so_far(db, Filter(), limit=1)] == [20]


def test_the_words_of_a_script_without_spaces_are_its_pairs_of_letters() -> None:
    assert words_of("Øresund, ÉTÉ 1962!") == ["øresund", "ete", "1962"]
    assert words_of("港口关闭") == ["港口", "口关", "关闭"] and words_of("港") == ["港"]
