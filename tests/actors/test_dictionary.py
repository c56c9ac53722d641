from datetime import date

import pytest

from lib.actors.dictionary import dictionary, fold
from tests.actors.cast import KNOWN, TODAY

HITS = [
    ("China’s fleet met NATO's.", [("China", "name"), ("NATO", "name")]),
    ("The Chinese fleet left Beijing.", [("Chinese", "demonym"), ("Beijing", "capital")]),
    ("Chinatown and Romeo are no places of state.", []),
    ("Biden Joe and Zelensky Volodymyr", [("Biden Joe", "alias"), ("Zelensky Volodymyr", "alias")]),
    ("tell us about ai and china", []),
    ("CHINA WARNS US", [("CHINA", "name"), ("US", "alias")]),
    ("#China @NATO", []),
    ("the U.S. State Department", [("U.S. State Department", "name"), ("U.S.", "alias")]),
    ("U.S. Treasury Secretary Ann Moss", [("U.S.", "alias")]),
    ("the U.S. Treasury said", [("U.S. Treasury", "name"), ("U.S.", "alias")]),
    ("Biden told the Kremlin", [("Biden", "surname"), ("Kremlin", "seat")]),
    ("AI and the Harbour Gazette", [("AI", "never"), ("Harbour Gazette", "outlet")]),
]


@pytest.mark.parametrize(("text", "expected"), HITS)
def test_names_are_matched_by_case_and_word_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[hit.start : hit.end], hit.sense) for hit in KNOWN.hits(text, TODAY)] == expected


@pytest.mark.parametrize(
    ("day", "country"),
    [(date(1962, 10, 22), "Soviet Union"), (date(1991, 12, 26), "Russia"), (None, "Russia")],
)
def test_the_day_decides_who_moscow_is(day: date | None, country: str) -> None:
    (hit,) = KNOWN.hits("Moscow", day)
    assert hit.record is not None
    assert hit.record.name == country


def test_a_full_name_is_known_on_any_day() -> None:
    (hit,) = KNOWN.hits("the Soviet Union of old", TODAY)
    assert hit.sense == "name"


@pytest.mark.parametrize(
    ("text", "plain"), [("Élysée", "Elysee"), ("İzmir", "Izmir"), ("O’Hara–Łódź", "O'Hara-Lodz")]
)
def test_folding_keeps_offsets(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert len(fold(text)) == len(text)


def test_the_actor_file_is_read_once() -> None:
    assert dictionary() is dictionary()
