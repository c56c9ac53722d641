from datetime import date
from pathlib import Path

import pytest

from lib.actors.record import Record, RecordError, read_records, read_stops

WRONG = [
    ("id: country/x", "is no list"),
    ("- name: X", "lacks id"),
    ("- {id: planet/x, name: X}", "wrong fields: id"),
    ("- {id: x, name: X}", "wrong fields: id"),
    ("- {id: country/x, name: X, kind: country}", "wrong fields: kind"),
    ("- {id: country/x, name: X, demonym: [Xian]}", "wrong fields: demonym"),
    ("- {id: country/x, name: X, aliases: [no]}", "wrong fields: aliases"),
    ("- {id: country/x, name: X, from: '1990'}", "wrong fields: from"),
    ("- {id: country/x, name: X}\n- {id: country/x, name: Y}", "twice"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_wrong_record_is_told_with_its_subject(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=told):
        read_records(tmp_path)


def test_a_record_is_read_with_its_dates(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(
        "- {id: country/x, name: X, capital: Exton, until: 1990-01-01}", encoding="utf-8"
    )
    (record,) = read_records(tmp_path)
    assert (record.capital, record.until, record.demonyms) == ("Exton", date(1990, 1, 1), ())


DATED = Record(id="country/x", name="X", kind="country", since=date(1950, 1, 1), until=date(1990, 1, 1))


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(1949, 12, 31), False),
        (date(1950, 1, 1), True),
        (date(1990, 1, 1), True),
        (date(1990, 1, 2), False),
        (None, False),
    ],
)
def test_short_names_are_valid_between_both_days(day: date | None, valid: bool) -> None:
    assert DATED.valid_on(day) is valid


def test_the_projects_own_file_and_stops_can_be_read() -> None:
    assert "Reuters" in read_stops().outlets
    assert len(read_records()) > 500
