"""Damage anywhere in the reader's work is noticed, said in a sentence, and mended from what else holds it."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from lib.ingest.mend import mend
from lib.ingest.startup import finish_killed_runs
from lib.model.errors import WireroomError
from lib.store.journal import highlights, joined_names, marks
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from tests.store.upkeep.test_backup import everything

NOTE = "Compare “both” letters of the naïve Harbour Post."
STARRED = ["a", "b", "c", "d", "e", "f"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a home in which the reader has worked."""
    made = everything(tmp_path)
    marks.set_note(made, "a", NOTE)
    for story in STARRED[1:]:
        marks.set_starred(made, story, True)
    marks.add_label(made, "b", "naïve")
    highlights.add(made, "c", quote="the naïve ferry", before="", after="")
    joined_names.join(made, "tag", "Häfen", "Harbour")
    return made


def work(path: Path) -> list[object]:
    """Return what the reader would miss."""
    return [
        marks.in_state(path, "starred"), marks.marks_on(path, "a").note, marks.all_labels(path),
        [each.quote for each in highlights.all_highlights(path)],
        [(each.name, each.to) for each in joined_names.read(path)],
    ]  # fmt: skip


def use(path: Path) -> list[str]:
    """Start the app on a home, examine, back it up and mend it; return what was said, all of it sentences."""
    said = [Journal(path).check_at_start() or ""]
    with suppress(WireroomError):
        finish_killed_runs(path)
    said += [found.sentence for found in examine(path) if found.trouble]
    with suppress(WireroomError):  # a backup of damaged work is refused
        backup(path)
    said += mend(path, jobs=1, pooled=False).beside
    backup(path)
    assert [found.sentence for found in examine(path) if found.trouble] == []
    return [each for each in said if each]


def changed(file: Path, at: int, bit: int) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])


def test_a_note_that_is_no_text_any_more_is_said_and_mended(path: Path) -> None:
    own = files(path)
    for file in (own.journal, own.journal_log):
        for bit in (0x80, 0x01):
            changed(file, file.read_bytes().rfind(NOTE.encode()) + 3, bit)
            assert any(f"{file.name} was damaged" in each for each in use(path))
            assert work(path)[:2] == [STARRED, NOTE]


def test_a_note_that_turns_bad_while_the_app_runs_is_mended_by_who_reads_it(path: Path) -> None:
    with closing(sqlite3.connect(files(path).journal)) as copy, copy:
        copy.execute("update mark set note = cast(x'c328' as text)")
    assert marks.marks_on(path, "a").note == NOTE
    assert "journal.sqlite was damaged" in files(path).log.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "table"), [("journal.sqlite", b"event"), ("sources.sqlite", b"source")])
def test_a_damaged_name_of_a_table_is_no_traceback(path: Path, name: str, table: bytes) -> None:
    before, backed, file = work(path), backup(path), path.with_name(name)
    changed(file, file.read_bytes().index(b"table" + table) + len(b"table"), 0x80)
    assert name in " ".join(use(path)) and work(path) == before and backed.exists()


@pytest.mark.parametrize("copies", ["a backup", "no backup"])
def test_stars_come_back_from_half_a_log_and_whatever_else_holds_them(path: Path, copies: str) -> None:
    if copies == "a backup":
        backup(path)
    marks.set_starred(path, "g", True)
    own = files(path)
    content = own.journal_log.read_bytes()
    if copies == "a backup":  # one copy is lost, of the other its first half
        own.journal.write_bytes(b"garbage")
        own.journal_log.write_bytes(b"\xff" * (len(content) // 2) + content[len(content) // 2 :])
    else:  # one note of a copy cannot be read, of the other its second half
        changed(own.journal, own.journal.read_bytes().rfind(NOTE.encode()) + 3, 0x80)
        own.journal_log.write_bytes(content[: len(content) // 2])
    assert "brought back from" in " ".join(use(path))
    assert work(path)[:2] == [[*STARRED, "g"], NOTE]


def test_a_last_line_whose_end_was_changed_is_not_taken_for_one_that_was_cut_short(path: Path) -> None:
    before, own = joined_names.read(path), files(path).journal_log
    changed(own, own.stat().st_size - 1, 0x01)
    joined_names.join(path, "tag", "Docks", "Harbour")
    use(path)
    assert joined_names.read(path)[:1] == before and len(joined_names.read(path)) == 2


def test_a_changed_letter_in_the_name_of_a_column_is_mended(path: Path) -> None:
    file, wanted = files(path).journal, work(path)
    content = file.read_bytes()
    assert content.count(b"read_at") == 1
    changed(file, content.index(b"read_at"), 0x01)
    assert file.name in " ".join(use(path)) and work(path) == wanted


def any_byte(name: str, times: int) -> Callable[[Path], None]:
    """Return what tries so many bytes of a file, each with its last and its first bit changed."""

    def tried(path: Path) -> None:
        file, chance = path.with_name(name), random.Random(name)
        sound, wanted = file.read_bytes(), work(path)
        places = [at for at in range(len(sound)) if sound[at]]  # the engine leaves many empty
        for at in chance.sample(places, min(times, len(places))):
            for bit in (0x01, 0x80):
                shutil.rmtree(files(path).backups, ignore_errors=True)
                changed(file, at, bit)
                use(path)
                assert work(path) == wanted, (name, at, bit)

    return tried


@pytest.mark.soak
@pytest.mark.parametrize("name", ["journal.sqlite", "journal.jsonl"])
def test_no_changed_byte_loses_anything_without_a_backup(path: Path, name: str) -> None:
    any_byte(name, 60)(path)
