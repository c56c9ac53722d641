"""The reader's decisions survive an undo, follow their stories, and read as they were written."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from lib.model.errors import ArchiveError
from lib.model.ledger import Decision
from lib.store.archive import open_for_reading
from lib.store.followed import completed
from lib.store.journal import ledger, marks
from lib.store.journal.journal import Journal
from lib.store.journal.ledger import LedgerError
from lib.store.journal.records import new_id, record
from tests.store.deciding import filled, made
from tests.store.noted import noted

ONE = made("merge", "11111111", actor="person/lee", to="person/~größe", called="Große")
TWO = made("alias", "22222222", text="Quay Union", to="group/~quay-union")


def kept(folder: Path) -> Path:
    path = folder / "archive.duckdb"
    ledger.append(path, ONE)
    ledger.append(path, TWO)
    return path


def test_what_was_added_is_read_in_its_order_until_it_is_undone(tmp_path: Path) -> None:
    assert ledger.read(tmp_path / "archive.duckdb") == ()
    path = kept(tmp_path)
    assert ledger.read(path) == (ONE, TWO)
    assert '"what": "merge"' in noted(path) and "person/~größe" in noted(path)
    assert ledger.undo(path, ONE.id) == ONE
    assert ledger.read(path) == (TWO,)
    assert ledger.recorded(path) == ((ONE, TWO), frozenset({ONE.id}))
    with pytest.raises(LedgerError, match=r"no decision 11111111 to undo; `python -m lib ledger` lists"):
        ledger.undo(path, ONE.id)
    for fields in ({"id": "x"}, {"id": "x", "what": "join", "made_at": "2024-04-09"}):
        Journal(path).append([record("decide", fields)])
    with pytest.raises(ArchiveError, match=r"Change 4 in .*journal\.sqlite cannot be read .* newer Wireroom"):
        ledger.read(path)


def test_erased_decisions_leave_nothing_and_the_others_stay(tmp_path: Path) -> None:
    path = kept(tmp_path)
    three = made("ignore", "33333333", actor="person/~11111111")  # whose key is another's id
    ledger.append(path, three)
    ledger.undo(path, ONE.id)
    Journal(path).erase(ids=[])
    Journal(path).erase(ids=[ONE.id])
    assert ledger.recorded(path) == ((TWO, three), frozenset())
    assert "Große" not in noted(path)


def test_a_decision_on_a_story_that_became_another_is_on_that_one(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    one = made("identify", "44444444", text="Quay", article="former", to="person/lee")
    ledger.append(path, one)
    marks.move(path, {"former": "between"})
    marks.move(path, {"former": "now", "between": "now"})
    assert ledger.read(path) == (replace(one, article="now"),)
    Journal(path).erase(["now"])
    assert ledger.read(path) == ()


def test_the_archive_s_setting_is_read_as_written() -> None:
    other = replace(TWO, made_at=datetime(2024, 5, 1, 8, 30, tzinfo=UTC))
    assert ledger.loads(ledger.dumps((ONE, other))) == (ONE, other)
    assert ledger.loads(None) == ()


def test_of_very_many_records_no_two_have_one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Random(1)
    monkeypatch.setattr("secrets.token_hex", lambda size: drawn.randbytes(size).hex())
    made = 300_000  # of which about ten would share an id of four bytes
    assert len({new_id() for _ in range(made)}) == made


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
    with open_for_reading(filled(tmp_path)) as reading, pytest.raises(LedgerError) as note:
        completed(reading, decision)
    assert str(note.value) == f"The decision was not made: {reason}."


def test_names_are_taken_from_the_archive(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with open_for_reading(path) as reading:
        merged = completed(reading, made("merge", actor="person/ann-miller", to="person/lee"))
        new = completed(reading, made("alias", text="Quay Union", to="group/~q", called="Quay Union"))
    assert (merged.name, merged.called) == ("Ann Miller", "Lee")
    assert (new.name, new.called) == ("", "Quay Union")
