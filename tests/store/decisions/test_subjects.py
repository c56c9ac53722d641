"""A decision about what the archive does not hold is refused in a sentence."""

from pathlib import Path

import pytest

from lib.model.ledger import Decision
from lib.store.archive import open_for_reading
from lib.store.decisions.ledger import LedgerError
from lib.store.decisions.subjects import completed
from tests.store.deciding import filled, made


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (made("ignore", actor="person/nobody"), "nobody in the archive has the key person/nobody"),
        (made("ignore", actor="person/lee", article="s9"), "there is no story s9"),
        (
            made("split", actor="person/lee", to="person/~b", publisher="x.example"),
            "there is no publisher “x.example”",
        ),
        (made("alias", text="Zanzibar", to="person/lee"), "“Zanzibar” does not stand in any story"),
        (
            made("identify", text="Quay", article="story-0", to="person/lee"),
            "“Quay” does not stand in the story story-0",
        ),
    ],
)
def test_what_is_not_there_is_refused(tmp_path: Path, decision: Decision, reason: str) -> None:
    with open_for_reading(filled(tmp_path)) as reading, pytest.raises(LedgerError) as told:
        completed(reading, decision)
    assert str(told.value) == f"The decision was not made: {reason}."


def test_names_are_taken_from_the_archive(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with open_for_reading(path) as reading:
        merged = completed(reading, made("merge", actor="person/ann-miller", to="person/lee"))
        new = completed(reading, made("alias", text="Quay Union", to="group/~q", called="Quay Union"))
    assert (merged.name, merged.called) == ("Ann Miller", "Lee")
    assert (new.name, new.called) == ("", "Quay Union")
