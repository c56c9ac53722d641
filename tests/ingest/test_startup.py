"""What a killed run has left to do is done at the next start, and damage is not taken for a decision."""

import json
from pathlib import Path

import pytest

from lib.ingest.decide import decide, sync_decisions, undecide
from lib.ingest.startup import finish_killed_runs
from lib.store import lock, originals
from lib.store.archive import keep_setting, open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import joined_names, ledger, marks
from lib.store.leftovers import forget_leftovers
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.stored_settings import LEFT
from lib.store.upkeep.backup import backup
from tests.builders import archive, article, brief, keep_original, parsed
from tests.store.asked import rows
from tests.store.noted import noted


class Killed(BaseException):
    """Stands for the end of the process."""


def stop(*_: object) -> None:
    raise Killed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    story = article("Norway waves", "Norway waved at Sweden.")
    page = parsed(story, names={"Norway": "country", "Sweden": "country"})
    made = archive(tmp_path)
    keep_original(files(made).originals, page.capture)
    save(made, [page])
    return made


def named(path: Path) -> list[str]:
    return [name for (name,) in rows(path, "select name from actor order by name")]


def test_a_decision_that_was_cut_midway_is_followed_at_the_next_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not finish_killed_runs(path)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setitem(decide.__globals__, "follow", stop)
        decide(path, "ignore", actor="country/norway")
    assert named(path) == ["Norway", "Sweden"]
    assert finish_killed_runs(path) and named(path) == ["Sweden"]
    assert not finish_killed_runs(path)


def test_what_a_killed_removal_has_left_is_deleted_at_the_next_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((story, sha256),) = rows(path, "select article, sha256 from capture")
    marks.set_note(path, story, "Mine.")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("lib.store.leftovers.originals.forget", stop)
        remove(path, story)
    assert originals.is_good(files(path).originals, sha256)
    assert finish_killed_runs(path)
    assert not originals.is_good(files(path).originals, sha256)
    assert marks.marks_on(path, story).note == "" and "Mine." not in noted(path)


def test_decisions_and_marks_that_a_killed_removal_has_left_go_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = article("Gale", "Zorblatt spoke of Norway at noon.", tags=("Zorblatt case",))
    page = parsed(story, names={"Norway": "country"}, briefs=[brief("Bridge closed")])
    path = archive(tmp_path, page, parsed(article("Fog")))
    ids = dict(rows(path, "select headline, article_id from stories"))
    decide(path, "alias", text="Zorblatt", to="person/zorblatt", called="Zorblatt")
    joined_names.join(path, "tag", "Zorblatt case", "Affair of Zorblatt")
    marks.set_note(path, ids["Bridge closed"], "On Zorblatt.")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("lib.store.leftovers.originals.forget", stop)
        remove(path, ids["Gale"])
    assert all(f'"{kind}"' in noted(path) for kind in ("decide", "join", "note")) and "Zorblatt" in noted(
        path
    )
    assert finish_killed_runs(path)
    assert "Zorblatt" not in noted(path)
    with open_for_reading(path) as reading:
        assert reading.setting(LEFT) == ""


def test_what_a_removal_notes_while_leftovers_are_erased_is_erased_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, later = (json.dumps({"decisions": [number]}) for number in ("a1", "b2"))
    keep_setting(path, LEFT, former)
    with monkeypatch.context() as patched:
        patched.setattr("lib.store.leftovers.forget", lambda *_: keep_setting(path, LEFT, later))
        forget_leftovers(path)
    with open_for_reading(path) as reading:
        assert reading.setting(LEFT) == later
    assert finish_killed_runs(path)
    with open_for_reading(path) as reading:
        assert reading.setting(LEFT) == ""


@pytest.mark.parametrize("content", [b"", b"garbage\n", None], ids=["emptied", "garbage", "gone"])
def test_a_journal_that_lost_a_decision_is_not_followed_but_mended(path: Path, content: bytes | None) -> None:
    made, _ = decide(path, "ignore", actor="country/norway")
    for own in (files(path).journal, files(path).journal_log):
        own.unlink()
        if content is not None:
            own.write_bytes(content)
    with lock.writer_lock(path):
        sync_decisions(path)
    assert named(path) == ["Sweden"] and ledger.read(path) == (made,)
    undecide(path, made.id)
    assert named(path) == ["Norway", "Sweden"]


def test_a_changed_letter_of_a_decision_comes_back_from_the_backup(path: Path) -> None:
    made, _ = decide(path, "ignore", actor="country/norway")
    backup(path)
    for own in (files(path).journal, files(path).journal_log):
        own.write_bytes(own.read_bytes().replace(b"country/norway", b"country/sorway"))
    assert not finish_killed_runs(path)  # who reads the journal first mends it
    assert ledger.read(path) == (made,)
