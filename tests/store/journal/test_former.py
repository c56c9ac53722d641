"""What a reader noted with a former version moves into the journal, whole, and its files are set aside."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from lib.ingest.mend import mend
from lib.model import checksums
from lib.model.errors import ArchiveBusy
from lib.store import lock, originals
from lib.store.archive import open_for_reading
from lib.store.backup_files import backups, copies, parts, write_sums
from lib.store.files import locked
from lib.store.journal import former_files, joined_names, ledger, marks
from lib.store.journal.journal import Journal
from lib.store.lock import writer_lock
from lib.store.paths import FORMER, files
from lib.store.removal import remove
from lib.store.schema import LAYOUT
from lib.store.upkeep.doctor import examine
from lib.store.upkeep.restore import restore
from tests.lots import few
from tests.store.asked import rows
from tests.store.former import BRIDGE, FERRY, HELD, KIOSK, LAYOUTS, MARKET, OF_FIVE, SECRET, unpacked, work
from tests.store.journal.test_damage import DAMAGE
from tests.store.noted import noted

pytestmark = pytest.mark.slow  # makes an archive a test, most of them several


def left(path: Path) -> str:
    """Return all that the journal and what was set aside hold."""
    aside = (each for each in files(path).aside.rglob("*") if each.is_file())
    return noted(path) + "".join(each.read_bytes().decode("utf-8", "replace") for each in aside)


def without_archive(layout: int, folder: Path) -> Path:
    path = unpacked(layout, folder)
    path.unlink()
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_work_of_a_former_version_moves_over_whole(layout: int, tmp_path: Path) -> None:
    path = unpacked(layout, tmp_path)
    assert work(path) == HELD[layout]
    assert Journal(path).check() is None and work(path) == HELD[layout]
    assert SECRET not in left(path) or layout == 4  # whose version left more behind than it was to
    for name in FORMER:
        guard: Path = getattr(files(path), name)
        assert guard.is_dir() and "older Wireroom" in (guard / "README.txt").read_text()
    (folder,) = former_files.set_aside(path)
    assert {each.name for each in folder.iterdir()} >= {"marks.sqlite", "ledger.jsonl", "corrections.jsonl"}
    for gone in (path, files(path).receipts):  # of which a former version asks whether there was an archive
        gone.unlink()
    with pytest.raises(OSError, match="lock"):  # opened for writing first of all, by whatever writes
        (tmp_path / "ingest.lock").open("a+b")
    assert "older Wireroom" in (tmp_path / "ingest.lock" / "README.txt").read_text()


def test_whoever_holds_a_former_version_s_lock_holds_this_one_s(tmp_path: Path) -> None:
    path = unpacked(5, tmp_path)
    with (tmp_path / "ingest.lock").open("a+b") as held:
        assert locked.take(held)
        held.write(b"7")
        held.flush()
        with pytest.raises(ArchiveBusy, match="process 7"), writer_lock(path):
            pass
        assert (tmp_path / "ingest.lock").is_dir()
        locked.release(held)
    with writer_lock(path):
        assert lock.is_cut_short(path)


def test_an_archive_is_raised_once_its_reader_s_work_has_moved_and_is_set_aside(tmp_path: Path) -> None:
    path = unpacked(5, tmp_path)
    assert marks.in_state(path, "starred") == [FERRY, MARKET]  # moves it, and opens no archive
    for _ in range(2):
        with open_for_reading(path) as reading:
            assert reading.setting("layout") == str(LAYOUT)
            assert reading.execute("select count(*) from stories").fetchall() == [(3,)]
    line = [each.sentence for each in examine(path)]
    (folder,) = former_files.set_aside(path)
    assert any(str(folder) in each and "taken over" in each for each in line)
    remove(path, FERRY)  # which deletes it
    assert former_files.set_aside(path) == [] and "Compare “both”" not in left(path)
    assert marks.in_state(path, "starred") == [MARKET]


def test_a_file_of_another_program_stays_though_an_older_version_used_its_name(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    soups = '{"id": 1, "name": "Leek soup", "minutes": 40}\n{"id": 2, "name": "Plum cake"}\n'
    recipes = files(path).recipes
    recipes.write_text(soups, encoding="utf-8")
    marks.set_note(path, "story0", "Compare both.")
    assert recipes.read_text(encoding="utf-8") == soups and former_files.set_aside(path) == []


def test_words_that_a_removal_cut_short_has_left_do_not_come_in(tmp_path: Path) -> None:
    path = unpacked(5, tmp_path)
    own, lines = files(path), []
    lines.append({"article": KIOSK, "at": "2026-11-30T15:50:49+00:00", "note": f"{SECRET} late."})
    with own.marks_log.open("a", encoding="utf-8") as log:
        log.writelines(json.dumps(checksums.signed(each), ensure_ascii=False) + "\n" for each in lines)
    with open_for_reading(files(path).backups / backups(path)[0].name) as reading:
        ((sha256,),) = reading.execute("select sha256 from capture where article = ?", [KIOSK]).fetchall()
    with own.corrections.open("a", encoding="utf-8") as log:
        text = own.corrections.read_text(encoding="utf-8").splitlines()[0]
        fields = json.loads(text) | {"id": "c0000009", "sha256": sha256, "text": f"{SECRET} late."}
        log.write(json.dumps(fields, ensure_ascii=False) + "\n")
    assert work(path) == OF_FIVE
    assert SECRET not in left(path)


def test_what_an_older_wireroom_writes_afterwards_is_taken_in_too(tmp_path: Path) -> None:
    path, other = unpacked(5, tmp_path / "one"), unpacked(5, tmp_path / "other")
    assert work(path) == OF_FIVE
    guard = files(path).marks_log
    shutil.rmtree(guard)
    late = {"article": BRIDGE, "at": "2026-12-01T00:00:00+00:00", "starred": True}
    guard.write_bytes(
        files(other).marks_log.read_bytes() + json.dumps(checksums.signed(late)).encode() + b"\n"
    )
    assert marks.in_state(path, "starred") == [FERRY, MARKET, BRIDGE]
    assert len(former_files.set_aside(path)) == 2 and guard.is_dir()
    assert work(path) == {**OF_FIVE, "starred": [FERRY, MARKET, BRIDGE]}


def flip_first(file: Path) -> None:
    """Damage the first line."""
    data = file.read_bytes()
    file.write_bytes(data[:20] + b"\xff" + data[21:])


FORMER_DAMAGE: dict[str, Callable[[Path], object]] = {
    "flipped": flip_first,
    **{name: DAMAGE[name] for name in ("deleted", "halved", "emptied", "cut by a byte", "garbage")},
}


@pytest.mark.parametrize("damage", few(FORMER_DAMAGE, 2))
@pytest.mark.parametrize("name", [each for each in FORMER if each != "marks"])
def test_what_a_former_file_has_lost_comes_from_its_other_copy_or_a_backup(
    tmp_path: Path, name: str, damage: str
) -> None:
    path = without_archive(5, tmp_path)
    FORMER_DAMAGE[damage](getattr(files(path), name))
    now = work(path)
    lost: dict[str, dict[str, object]] = {  # what came after the backup, or was erased since
        "ledger": {"decisions": ["rename"]}, "names": {"joined": ["Ferry"]},
        "recipes": {"recipes": [("P99A-RNQX", True)]},
    }  # fmt: skip
    both = {"recipes": [("P99A-RNQX", True), ("CWA1-PWBM", True)]}
    now["recipes"] = sorted(now["recipes"], reverse=True)  # type: ignore[call-overload]
    for kind, held in OF_FIVE.items():
        assert now.get(kind) in (held, lost.get(name, {}).get(kind), both.get(kind))
    assert Journal(path).check() is None
    assert SECRET not in noted(path)


@pytest.mark.parametrize("damage", few(FORMER_DAMAGE, 2))
def test_a_backup_brings_no_name_back_that_went_with_a_removed_story(tmp_path: Path, damage: str) -> None:
    path = unpacked(5, tmp_path)
    FORMER_DAMAGE[damage](files(path).names)
    joined = [each.name for each in joined_names.read(path)]
    assert joined[:1] == ["Ferry"] and SECRET not in joined and SECRET not in noted(path)


def add_to_backup(path: Path, own: Path, fields: dict[str, str]) -> None:
    """Add a line to the copy of a file in the backup."""
    backup = backups(path)[0]
    kept = copies(path, backup)[own]
    kept.write_bytes(kept.read_bytes() + json.dumps(checksums.signed(fields)).encode() + b"\n")
    write_sums(backup, {each.name: each for each in parts(backup) if each.suffix != ".sha256"})


def test_a_name_that_the_home_holds_joined_stays_so_though_no_story_has_it(tmp_path: Path) -> None:
    path = unpacked(5, tmp_path)
    own = files(path).names
    line = {
        "id": "77777777",
        "field": "tag",
        "name": SECRET,
        "to": "Z",
        "made_at": "2026-11-30T15:50:45+00:00",
    }
    add_to_backup(path, own, line)
    own.write_bytes(own.read_bytes() + json.dumps(checksums.signed(line)).encode() + b"\n")
    assert [each.name for each in joined_names.read(path)] == ["Ferry", "Town", SECRET]
    files(path).journal.unlink()
    assert "brought back" in str(Journal(path).check())
    assert [each.name for each in joined_names.read(path)] == ["Ferry", "Town", SECRET]


@pytest.mark.parametrize("actor", ["person/~zan", "country/norway"])
def test_a_backup_brings_no_decision_back_that_went_with_a_removed_story(tmp_path: Path, actor: str) -> None:
    path = unpacked(5, tmp_path)
    backup = backups(path)[0]
    with duckdb.connect(str(backup)) as kept:  # as if this story alone had named somebody
        kept.execute("insert into actor values (99, 'person/~zan', ?, 'person')", [SECRET])
        kept.execute("insert into actor_article select 99, id from article where article = ?", [KIOSK])
    line = {"id": "77777777", "what": "rename", "actor": actor, "called": SECRET}
    line |= {"made_at": "2026-11-30T15:50:45+00:00"}
    add_to_backup(path, files(path).ledger, line)
    files(path).ledger.unlink()
    assert ("77777777" in [each.id for each in ledger.read(path)]) == (actor == "country/norway")


SUMMED = {  # words in lines with a sum
    "names": "Town", "ledger": "The North", "corrections": "a third", "marks_log": "fog",
}  # fmt: skip


def change_last(file: Path, word: bytes, other: bytes) -> None:
    """Write another word into the last line with a sum that holds it."""
    lines = file.read_bytes().splitlines(keepends=True)
    place = max(n for n, line in enumerate(lines) if word in line and b'"sum"' in line)
    lines[place] = lines[place].replace(word, other)
    file.write_bytes(b"".join(lines))


@pytest.mark.parametrize("name", SUMMED)
def test_a_line_with_a_changed_byte_is_mended_by_its_sum_without_a_backup(tmp_path: Path, name: str) -> None:
    path, word = unpacked(5, tmp_path), SUMMED[name].encode()
    shutil.rmtree(files(path).backups)
    files(path).marks.unlink()  # from which the log could be mended
    change_last(getattr(files(path), name), word, bytes([word[0] ^ 1]) + word[1:])
    assert work(path) == OF_FIVE


@pytest.mark.parametrize("name", SUMMED)
def test_a_line_with_more_changed_bytes_is_not_taken_in_as_it_stands(tmp_path: Path, name: str) -> None:
    path, word = unpacked(5, tmp_path), SUMMED[name]
    shutil.rmtree(files(path).backups)
    files(path).marks.unlink()
    change_last(getattr(files(path), name), word.encode(), word.swapcase().encode())
    now = work(path)
    assert len(now.keys() & OF_FIVE.keys()) == len(OF_FIVE) and now != OF_FIVE
    assert word.swapcase() not in noted(path) and not any(
        word.swapcase() in str(each) for each in now.values()
    )


@pytest.mark.parametrize("damage", few(FORMER_DAMAGE, 2))
def test_marks_damaged_with_half_their_log_come_from_the_backup_too(tmp_path: Path, damage: str) -> None:
    path = without_archive(5, tmp_path)
    FORMER_DAMAGE["halved"](files(path).marks_log)
    FORMER_DAMAGE[damage](files(path).marks)
    if damage in ("flipped", "cut by a byte"):
        files(path).marks.write_bytes(b"garbage")
    now = work(path)
    assert FERRY in now["starred"] and now["note"] == OF_FIVE["note"]  # type: ignore[operator]
    assert {"Ferries"} <= {*now["views"]} and now["highlights"] == OF_FIVE["highlights"]  # type: ignore[misc]


@pytest.mark.parametrize("layout", few(LAYOUTS[::-1], 1))
def test_a_backup_of_a_former_version_fills_an_empty_machine(layout: int, tmp_path: Path) -> None:
    old = unpacked(layout, tmp_path / "old")
    path = tmp_path / "new" / "archive.duckdb"
    path.parent.mkdir()
    done = restore(path, files(old).backups)
    assert done.work > 8 and FERRY in marks.in_state(path, "starred")
    assert marks.marks_on(path, KIOSK).note == f"{SECRET} alone."  # this machine knows of no removal
    assert rows(path, "select count(*) from stories") == [(4,)]


@pytest.mark.parametrize("layout", few(LAYOUTS[::-1], 1))
def test_a_restore_unites_both_and_removes_again(layout: int, tmp_path: Path) -> None:
    path = unpacked(layout, tmp_path)
    marks.set_note(path, BRIDGE, "Here alone.")
    done = restore(path)
    assert (done.removed, done.work) == (1, 0)
    assert work(path) == HELD[layout] and marks.marks_on(path, BRIDGE).note == "Here alone."
    assert SECRET not in noted(path)
    assert rows(path, "select count(*) from stories") == [(3,)]


@pytest.mark.parametrize("layout", few(LAYOUTS[::-1], 1))
def test_a_former_version_s_home_is_mended_without_its_originals(layout: int, tmp_path: Path) -> None:
    path = unpacked(layout, tmp_path)
    for folder in (files(path).originals, files(path).backup_originals):
        shutil.rmtree(folder, ignore_errors=True)  # the older version kept none for its backups
    mend(path, jobs=1, pooled=False)
    assert list(originals.hashes_in(files(path).originals)) == []
    with open_for_reading(path) as reading:
        assert reading.execute("select count(*) from stories").fetchall() == [(3,)]
        assert reading.setting("layout") == str(LAYOUT)
        assert reading.execute("select count(undecided) from mentions").fetchall() != [(0,)]
    assert work(path) == HELD[layout]


@pytest.mark.parametrize("tables", ["other(x)", "applied(lines)"])
def test_a_database_of_marks_without_marks_costs_nothing(tmp_path: Path, tables: str) -> None:
    path = tmp_path / "archive.duckdb"
    with closing(sqlite3.connect(files(path).marks)) as marks_then:
        marks_then.execute(f"create table {tables}")
    marks.set_starred(path, "a", True)
    assert marks.in_state(path, "starred") == ["a"]


EXCEPTIONS = {  # what a home holds besides: no work that only the reader could do again, or mended elsewhere
    "archive", "originals", "pictures", "receipts", "noted", "inbox", "outbox", "log", "backups",
    "backup_originals", "aside",
    "sources", "settings", "keys",  # each with its own checks: lib.store.upkeep.user_files
    "lock", "former_lock", "refresh_lock", "backup_lock", "intake_lock", "removal_lock", "mail_lock",
}  # fmt: skip


def test_every_file_of_a_home_that_holds_work_is_the_journal_s(tmp_path: Path) -> None:
    names = vars(files(tmp_path / "archive.duckdb")).keys()
    assert names - EXCEPTIONS == {"journal", "journal_log", "journal_lock", *FORMER}
