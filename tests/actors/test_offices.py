"""A title or a form of address says which bearer of a surname is meant."""

from datetime import date

import pytest

from lib.actors.dictionary import read_records, read_yaml
from lib.actors.find import actor_of, names_in
from lib.actors.languages import dictionary
from lib.actors.links import OFFICES, offices
from tests.actors.cast import story

# text, day, the actors of its lone surnames, "?" for one that stays undecided
MEANT: list[tuple[str, date, list[str]]] = [
    ("Hunter Biden left. President Biden spoke.", date(2023, 5, 1), ["Joe Biden"]),
    ("Hunter Biden left. Vice President Biden spoke.", date(2012, 5, 1), ["Joe Biden"]),
    ("Michelle Obama came. President Obama waved.", date(2024, 5, 1), ["Barack Obama"]),
    ("Prime Minister Johnson spoke.", date(2021, 5, 1), ["Boris Johnson"]),
    ("Former Prime Minister Johnson spoke.", date(2024, 5, 1), ["Boris Johnson"]),
    ("Vice President Harris spoke.", date(2023, 5, 1), ["Kamala Harris"]),
    ("Kim Johnson left. President Johnson of the college spoke.", date(2024, 5, 1), ["Kim Johnson"]),
    ("Jane Moss met her husband Karl Moss. Mr Moss left.", date(2024, 5, 1), ["Karl Moss"]),
    ("Jane Moss met her husband Karl Moss. Ms. Moss left.", date(2024, 5, 1), ["Jane Moss"]),
    ("Jane Moss met her husband Karl Moss. Moss left.", date(2024, 5, 1), ["?"]),
    (
        "Officer Tim Vale was shot. His widow Ada Vale wept. Officer Vale was 30.",
        date(2024, 5, 1),
        ["Tim Vale"],
    ),
    ("Judge Ann Quarn met Piers Quarn. Judge Quarn ruled.", date(2024, 5, 1), ["Ann Quarn"]),
    ("Dr. Paul Quarn met Piers Quarn. Dr. Quarn left.", date(2024, 5, 1), ["Paul Quarn"]),
]


@pytest.mark.parametrize(("text", "day", "expected"), MEANT)
def test_a_title_says_who_is_meant(text: str, day: date, expected: list[str]) -> None:
    lone = [name for name in names_in(story(text, day=day), dictionary()) if name.role == "surname"]
    assert ["?" if name.undecided else actor_of(name, "").name for name in lone] == expected


def test_every_tenure_is_of_a_record_and_ends_after_it_begins() -> None:
    ids = {record.id for record in read_records()}
    for row in read_yaml(OFFICES):
        assert row["of"] in ids
        for person, *days in row["held"]:
            assert person in ids
            dated = [day for day in days if day != "unknown"]
            assert dated == sorted(dated)


def test_a_word_that_is_no_title_of_state_means_nobody() -> None:
    held = offices(dictionary())
    assert held.holder("the mayor ", "Biden", date(2023, 5, 1)) is None
    assert held.holder("President ", "Quarn", date(2023, 5, 1)) is None
