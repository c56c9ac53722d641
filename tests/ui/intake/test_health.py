"""Health: what is said of the archive, and what the buttons begin."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from duckdb import connect

from lib.model.wording import count
from lib.store.archive import keep_setting, open_for_reading
from lib.store.backup_files import parts
from lib.store.batches.stories import save
from lib.store.removal import remove
from lib.store.stored_settings import REBUILDING
from lib.store.upkeep.backup import backup
from lib.ui.intake import health
from lib.ui.intake.room import size
from lib.ui.jobs import work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import Event, not_begun
from lib.ui.jobs.work import Task
from tests import builders
from tests.builders import article, parsed
from tests.ui.conftest import Sheets, ended, failed

LATER, LATEST = "2024-04-09T06:33:00+00:00", "2024-04-09T06:34:00+00:00"
MEND = {"command": "doctor --mend", "does": "adds them"}


@pytest.fixture
def archive(empty_home: Path) -> Path:
    """The reader's own archive, with one story."""
    return builders.archive(empty_home, parsed(article("Harbour opens")))


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> dict[str, Ended]:
    """The last result of each kind of work."""
    held: dict[str, Ended] = {}
    monkeypatch.setattr(work, "last_result", held.get)
    return held


def shown(sheets: Sheets) -> str:
    """Return the section's markup."""
    health.health_section()
    return sheets["health"]


def restored(*, lost: int) -> Event:
    """Return the report of a restore."""
    came = f"{count(lost, 'capture')} came after the backup was made"
    sentence = f"{came}; `python -m lib doctor --mend` adds them again from the kept originals."
    return Event(code="done", parameters={"sentences": [sentence], "paths": [], "lost": lost})


def examined(*findings: tuple[str, bool], mended: object = None) -> Event:
    """Return the report of an archive check: sentences, and whether they tell of trouble."""
    listed = [
        {"message": words, "trouble": trouble, "subject": "", "remedies": [MEND] if trouble else []}
        for words, trouble in findings
    ]
    return Event(code="examined", parameters={"findings": listed, "mended": mended})


def test_without_an_archive_there_is_a_sentence(empty_home: Path, sheets: Sheets) -> None:
    assert "no archive of your own yet" in shown(sheets)


def test_the_room_and_the_backups_are_told(archive: Path, sheets: Sheets) -> None:
    assert "There is no backup yet" in shown(sheets)
    made = backup(archive)
    words = shown(sheets)
    assert f'data-do="restore {made.name}"' in words and "are free on this disk" in words
    assert "No story is removed" in words and "has not been checked yet" in words
    receipts = made.with_suffix(".receipts.jsonl")
    receipts.write_bytes(receipts.read_bytes() + b"\n" * 4_000_000)
    total = sum(part.stat().st_size for part in parts(made))
    assert f">{size(total)}</td>" in health.backups_part(archive)  # that of all its files
    made.with_name("archive-20250101T000000.000000Z.duckdb").mkdir()  # which is none
    assert shown(sheets).count("Restore…") == 1


@pytest.mark.parametrize(
    ("code", "found", "verdict", "mends"),
    [
        (0, [("All is <well>.", False)], "Sound", False),
        (1, [("Two originals are missing.", True), ("The rest is well.", False)], "Damaged", True),
    ],
)
def test_the_last_check_is_told_with_its_findings(
    archive: Path, sheets: Sheets, results: dict[str, Ended],
    code: int, found: list[tuple[str, bool]], verdict: str, mends: bool,
) -> None:  # fmt: skip
    results["check"] = ended(examined(*found), code, name="check")
    markup = shown(sheets)
    assert f"<b>{verdict}</b>, checked" in markup and "<well>" not in markup
    assert ("Bring back what is missing" in markup) is mends


def test_what_a_page_says_is_lost_can_be_brought_back_at_once(archive: Path, sheets: Sheets) -> None:
    assert "Bring back what is missing" not in shown(sheets)
    keep_setting(archive, REBUILDING, "yes")
    assert 'data-do="mend"' in shown(sheets)
    keep_setting(archive, REBUILDING, None)
    shutil.copy(archive, archive.with_name("copy"))
    save(archive, [parsed(article("Ferry sails"))])
    shutil.copy(archive.with_name("copy"), archive)
    assert 'data-do="mend"' in shown(sheets)
    archive.write_bytes(b"no archive")
    assert 'data-do="mend"' in shown(sheets)


def test_a_restore_that_lost_captures_offers_to_bring_them_back(
    archive: Path, sheets: Sheets, results: dict[str, Ended]
) -> None:
    results["restore"] = ended(restored(lost=2), name="restore")
    words = shown(sheets)
    assert 'data-do="mend"' in words and "--mend" not in words
    assert "2 captures came after the backup was made; “Bring back what is missing” adds them" in words
    report = {"sentences": ["From the kept originals: 2 stories stored."], "paths": []}
    results["mend"] = ended(examined(mended=report), 3, name="mend", at=LATER)
    words = shown(sheets)
    assert "Bring back what is missing" not in words and "From the kept originals: 2 stories stored" in words
    results["restore"] = ended(restored(lost=1), name="restore", at=LATEST)
    assert "1 capture came after" in shown(sheets)


@pytest.mark.parametrize(("name", "report", "words"), [
    ("restore", failed("The archive /a/x is damaged (why).", subject="/a/x", remedies=[MEND]),
     "The archive x is damaged (why). The archive is as it was; choose another backup."),
    ("restore", not_begun(OSError(28, "No space left on device")),
     "The work could not start (No space left on device)"),
    ("check", failed("The archive is busy."), "The archive is busy."),
])  # fmt: skip
def test_what_failed_says_why(
    archive: Path, sheets: Sheets, results: dict[str, Ended], name: str, report: Event, words: str
) -> None:
    results[name] = ended(report, 1, name=name)
    markup = shown(sheets)
    assert words in markup
    assert ("Bring back what is missing" in markup) is (name == "check")


def test_a_mend_is_told_with_what_it_did_and_counts_as_a_check(
    archive: Path, sheets: Sheets, results: dict[str, Ended]
) -> None:
    aside = "/a/aside/archive-old.duckdb"
    sentences = [f"The damaged file was set aside as {aside}.", "From the kept originals: 9 stories stored."]
    report = {"sentences": sentences, "paths": [aside]}
    results["check"] = ended(examined(("The archive x is damaged.", True)), 1, name="check")
    results["mend"] = ended(examined(("The archive opens.", False), mended=report), name="mend", at=LATER)
    markup = shown(sheets)
    assert "<b>Sound</b>" in markup and "The archive opens." in markup and "is damaged" not in markup
    assert "set aside as archive-old.duckdb" in markup and "9 stories stored" in markup
    assert 'data-do="mend"' not in markup


def test_the_buttons_begin_their_verbs(archive: Path, sheets: Sheets, begun: list[Task]) -> None:
    shown(sheets)
    for word in ("check", "backup", "mend", "nonsense", ""):
        sheets.press("health", word)
    assert [task.arguments[:-2] for task in begun] == [("doctor",), ("backup",), ("doctor", "--mend")]
    assert all(task.arguments[-2:] == ("--archive", str(archive)) for task in begun)


def test_a_restore_asks_first_and_only_for_a_backup_that_is_there(
    archive: Path, sheets: Sheets, begun: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    state: dict[str, str] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(health, "ask_before_restore", asked.append)
    made = backup(archive)
    shown(sheets)
    for chosen in ("../../etc/passwd", made.name):
        sheets.press("health", f"restore {chosen}")
        health.restore_question()
    assert asked == [made] and begun == [] and state == {}
    assert health.made_at(made).year >= 2024


def test_a_removed_story_is_listed_by_its_number(archive: Path, sheets: Sheets, begun: list[Task]) -> None:
    with open_for_reading(archive) as db:
        ((story,),) = db.execute("select article from article").fetchall()
    remove(archive, story)
    assert f'data-do="return {story}"' in shown(sheets)
    sheets.press("health", f"return {story}")
    assert begun[0].arguments[:2] == ("bring-back", story)


def test_a_table_of_removed_stories_says_of_how_many(archive: Path, sheets: Sheets) -> None:
    with connect(archive) as connection:
        connection.execute("""
            insert into tombstone
            select 'hash ' || n, 'story ' || n, timestamp '2024-04-09' + to_minutes(n)
            from range(1200) found(n)""")
    words = shown(sheets)
    assert "The last 100 of 1,200. Of a removed story" in words and "story 1199<" in words


def test_a_damaged_archive_still_has_its_health(archive: Path, sheets: Sheets) -> None:
    backup(archive)
    archive.write_bytes(b"no database" * 400)
    words = shown(sheets)
    assert "Restore…" in words and "damaged" in words and "Check now" in words
    assert "“Bring back what is missing”" in words and "python -m lib" not in words
