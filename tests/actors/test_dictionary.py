from datetime import date
from pathlib import Path

import pytest

from lib.actors.dictionary import fold
from lib.actors.languages import dictionary
from lib.actors.records import Record, read_records, read_stops
from lib.actors.yaml_file import ActorFileError
from tests.actors.cast import KNOWN, TODAY
from tests.cases import every_case

WRONG = [
    ("id: country/x", "is no list"),
    ("- name: X", "lacks id"),
    ("- {id: planet/x, name: X}", "wrong fields: id"),
    ("- {id: x, name: X}", "wrong fields: id"),
    ("- {id: country/x, name: X, kind: country}", "wrong fields: kind"),
    ("- {id: country/x, name: X, demonym: [Xian]}", "wrong fields: demonym"),
    ("- {id: country/x, name: X, aliases: [no]}", "wrong fields: aliases"),
    ("- {id: country/x, name: X, 1990: founded}", "wrong fields: 1990"),
    ("- {id: country/x, name: X, from: '1990'}", "wrong fields: from"),
    ("- {id: country/x, name: X, famous_surname: 1}", "wrong fields: famous_surname"),
    ("- {id: organisation/x, name: X, medium: paper, seats: [1]}", "wrong fields: medium, seats"),
    ("- {id: country/x, name: X}\n- {id: country/x, name: Y}", "twice"),
    ("- {id: country/x, name: X", r"^wrong.yaml is no YAML file .* line 1, .*\. Correct it"),
]


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


@pytest.mark.parametrize(("text", "note"), WRONG)
def test_a_wrong_record_is_told_with_its_subject(tmp_path: Path, text: str, note: str) -> None:
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ActorFileError, match=note):
        read_records(tmp_path)


def test_a_file_of_records_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_bytes("- {id: country/x, name: Ö}".encode("latin-1"))
    with pytest.raises(ActorFileError, match=r"^wrong.yaml is no YAML file in UTF-8: "):
        read_records(tmp_path)


def test_a_record_is_read_with_its_dates(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(
        "- {id: country/x, name: X, capital: Exton, until: 1990-01-01}", encoding="utf-8"
    )
    (record,) = read_records(tmp_path)
    assert (record.capital, record.until, record.demonyms) == ("Exton", date(1990, 1, 1), ())


DATED = Record(id="country/x", name="X", kind="country", since=date(1950, 1, 1), until=date(1990, 1, 1))
VALID = (date(1950, 1, 1), date(1990, 1, 1))


@every_case("day", [*VALID, date(1949, 12, 31), date(1990, 1, 2), None])
def test_short_names_are_valid_between_both_days(day: date | None) -> None:
    assert DATED.valid_on(day) is (day in VALID)


def test_the_projects_own_file_and_stops_can_be_read_and_once() -> None:
    assert "Brexit" in read_stops()
    assert len(read_records()) > 500
    assert dictionary() is dictionary()


@every_case(("text", "expected"), HITS)
def test_names_are_matched_by_case_and_word_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[hit.start : hit.end], hit.sense) for hit in KNOWN.hits(text, TODAY)] == expected


@every_case(
    ("text", "day", "country"),
    [
        ("Moscow", date(1962, 10, 22), "Soviet Union"),
        ("Moscow", date(1991, 12, 26), "Russia"),
        ("Moscow", None, "Russia"),
        ("the Soviet Union of old", TODAY, "Soviet Union"),  # a full name is known on any day
    ],
)
def test_the_day_decides_who_moscow_is(text: str, day: date | None, country: str) -> None:
    (hit,) = KNOWN.hits(text, day)
    assert hit.record is not None and hit.record.name == country


@every_case(("text", "plain"), [("Élysée", "Elysee"), ("İzmir", "Izmir"), ("O’Hara–Łódź", "O'Hara-Lodz")])
def test_folding_keeps_offsets(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert len(fold(text)) == len(text)
