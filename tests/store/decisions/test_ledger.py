"""The reader's decisions survive a kill, an editor and an undo, and read as they were written."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.ledger import Decision
from lib.store.archive import open_for_reading
from lib.store.decisions import ledger
from lib.store.decisions.ledger import LedgerError, completed
from lib.store.files import lines
from lib.store.files.home import files
from tests.store.deciding import filled, made

ONE = made("merge", "11111111", actor="person/lee", to="person/~größe", called="Große")
TWO = made("alias", "22222222", text="Quay Union", to="group/~quay-union")


def kept(folder: Path) -> Path:
    path = folder / "archive.duckdb"
    ledger.append(path, ONE)
    ledger.append(path, TWO)
    return path


def test_what_was_added_is_read_in_its_order(tmp_path: Path) -> None:
    assert ledger.read(tmp_path / "archive.duckdb") == ()
    path = kept(tmp_path)
    assert ledger.read(path) == (ONE, TWO)
    first = files(path).ledger.read_text(encoding="utf-8").splitlines()[0]
    assert first == (  # the sum tells where a letter was changed later
        '{"id": "11111111", "what": "merge", "made_at": "2024-04-09T00:00:00+00:00", "actor": "person/lee", '
        '"to": "person/~größe", "called": "Große", "sum": "d1ff3aa6"}'
    )


def test_an_undone_decision_holds_no_more_but_is_told(tmp_path: Path) -> None:
    path = kept(tmp_path)
    assert ledger.undo(path, ONE.id) == ONE
    assert ledger.read(path) == (TWO,)
    assert ledger.recorded(path) == ((ONE, TWO), frozenset({ONE.id}))
    with pytest.raises(LedgerError, match=r"no decision 11111111 to undo; `python -m lib ledger` lists"):
        ledger.undo(path, ONE.id)


@pytest.mark.parametrize("cut", [1, 20, 80])
def test_a_line_that_a_kill_has_cut_short_is_none(tmp_path: Path, cut: int) -> None:
    path = kept(tmp_path)
    whole = files(path).ledger.read_bytes()
    files(path).ledger.write_bytes(whole[:-cut])
    assert ledger.read(path) == ((ONE, TWO) if cut == 1 else (ONE,))
    ledger.append(path, replace(TWO, id="33333333"))
    assert ledger.read(path)[-1].id == "33333333"


@pytest.mark.parametrize(
    "wrong", ["{not json", '{"id": "x"}', "[]", "7", '{"id": "x", "what": "join", "made_at": "2024-04-09"}',
              '{"id": "x", "what": "ignore", "made_at": "soon", "actor": "person/lee"}']
)  # fmt: skip
def test_a_damaged_line_is_named(tmp_path: Path, wrong: str) -> None:
    path = kept(tmp_path)
    first, second = files(path).ledger.read_text(encoding="utf-8").splitlines()
    files(path).ledger.write_text(f"{first}\n{wrong}\n{second}\n", encoding="utf-8")
    with pytest.raises(
        LedgerError, match=r"Line 2 of .*ledger\.jsonl cannot be read .* undo it: .* doctor --mend"
    ):
        ledger.read(path)


def test_forgotten_lines_leave_nothing_and_the_others_stay(tmp_path: Path) -> None:
    path = kept(tmp_path)
    three = made("ignore", "33333333", actor="person/~11111111")  # whose key is another's id
    ledger.append(path, three)
    ledger.undo(path, ONE.id)
    ledger.forget(path, [])
    ledger.forget(path, [ONE.id])
    assert ledger.recorded(path) == ((TWO, three), frozenset())
    assert "Große" not in files(path).ledger.read_text(encoding="utf-8")


def test_the_archive_s_setting_is_read_as_written() -> None:
    other = replace(TWO, made_at=datetime(2024, 5, 1, 8, 30, tzinfo=UTC))
    assert ledger.loads(ledger.dumps((ONE, other))) == (ONE, other)
    assert ledger.loads(None) == ()
    assert len({lines.new_id() for _ in range(100)}) == 100


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
