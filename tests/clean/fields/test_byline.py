"""Bylines in print."""

import pytest

from lib.clean.dates.printed import find_times
from lib.clean.fields.byline import bare_byline, byline_of, opens_byline
from lib.clean.fields.names import is_person, read_names
from lib.clean.text.lines import Line, ends_a_sentence, weight

BYLINES = (
    ("by Ada Obi and The Delta Post news desk", ("Ada Obi", "The Delta Post news desk")),
    ("By Samya Lund and Vasco Reis  The Wire Agency", ("Samya Lund", "Vasco Reis")),
    ("By Jill Disso, Delta Business", ("Jill Disso",)),
    ("By DELL FARROW | Special to the Pine Press", ("Dell Farrow",)),
    ("By Chaim Garten@cgarten Nov 19, 2019, 7:53pm EST", ("Chaim Garten",)),
    ("Von Jörn von der Heide", ("Jörn von der Heide",)),
    ("Do 25.04.24 | 14:07 Uhr | Von Eva Kirch", ("Eva Kirch",)),
    ("Par Odile Marchand et Luc Fabre", ("Odile Marchand", "Luc Fabre")),
    (
        "Authors: Ada Obi, Bo Lund, The Delta Post news desk",
        ("Ada Obi", "Bo Lund", "The Delta Post news desk"),
    ),
    ("Автор: Анна Коваль", ("Анна Коваль",)),
    ("By the Delta Post news and politics desk", ("the Delta Post news and politics desk",)),
    ("Posted on March 10, 2026 by Ingrid Dahl", ("Ingrid Dahl",)),
    ("3/10/2026 9:31 AM by Ada Obi", ("Ada Obi",)),
    ("Текст: Лидия Морская·11 марта 2026", ("Лидия Морская",)),
    ("By Ada Obi , Bo Lund on Monday, November 18th, 2019 at 11:08 a.m.", ("Ada Obi", "Bo Lund")),
)
NO_BYLINES = (
    "By the time the boats came back, the quay was empty.",
    "Von der Brücke war nichts mehr zu sehen",
    "Author Ada Obi, from the northern island, said that the boats had come back.",
    "By noon",
    "By all accounts the best evening of the year",
    "On March 10, 2026 by Ostvik's old clock the boats came in",
)
NAMES = (
    ("Ada Obi", True),
    ("Mary-Jane O'Neil", True),
    ("Ludwig van Beek", True),
    ("Pool AFP", False),
    ("Ada", False),
    ("Top 10 Ports", False),
    ("Delta News", False),
    ("Getty Images", False),
    ("All Creators", False),
    ("Alle Programme", False),
)
OPENINGS = [
    ("By Maren Holt", True),
    ("Von Maren Holt", True),
    ("Автор: Олена Савчук", True),
    ("文：渡辺洋介", True),
    ("By the time the boats came in", False),
    ("Von der Brücke aus", False),
    ("Maren Holt", False),
]


def line(text: str) -> Line:
    return Line(0, 0, len(text), text, True, True, weight(text), ends_a_sentence(text), 1)


@pytest.mark.parametrize(("text", "authors"), BYLINES)
def test_authors_are_read_from_a_byline(text: str, authors: tuple[str, ...]) -> None:
    byline = byline_of(line(text), find_times(text))
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize("text", NO_BYLINES)
def test_sentences_that_open_like_a_byline_are_none(text: str) -> None:
    assert byline_of(line(text), []) is None


@pytest.mark.parametrize(("name", "person"), NAMES)
def test_a_person_has_a_name_of_its_own(name: str, person: bool) -> None:
    assert is_person(name) is person


def test_a_role_glued_to_a_name_is_left_out() -> None:
    assert read_names("Emma MackLifestyle Writer")[0] == ("Emma Mack",)
    assert read_names("Emma MacKenzie News Reporter")[0] == ("Emma MacKenzie",)
    assert read_names("André KleinRedakteur")[0] == ("André Klein",)


def test_a_name_may_close_the_line_of_the_time() -> None:
    text = "Published on 28 April 2024, 14:26, Ada Obi"
    byline = bare_byline(line(text), find_times(text))
    assert byline is not None and byline.authors == ("Ada Obi",)
    assert text[byline.start : byline.end] == "Ada Obi"


@pytest.mark.parametrize(("line", "expected"), OPENINGS)
def test_a_byline_opens_with_by_and_a_name(line: str, expected: bool) -> None:
    assert opens_byline(line) is expected
