"""Opening an archive: every way that it can fail reads as a sentence with what to do."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveMissing
from lib.store.archive import create, keep_setting, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.lock import announced_writer, writer_waits
from lib.store.opening import connect, wait_for
from lib.store.prepared import commit_archive, is_there, prepare_archive, put_in_place
from lib.store.schema import LAYOUT
from lib.store.stored_settings import machine_zone
from lib.store.unusable import ArchiveForeign
from tests.builders import archive, article, parsed

HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    """Another process that has the archive open for writing until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_missing_archive_and_a_folder_in_its_place_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.opening.time.sleep", Mock(side_effect=AssertionError("waits")))
    with pytest.raises(ArchiveMissing, match=r"There is no archive at .* ingest some captures"):
        connect(tmp_path / "archive.duckdb", read_only=True)
    (tmp_path / "archive.duckdb").mkdir()
    with pytest.raises(ArchiveMissing, match="is a folder, where the archive is meant; move it away"):
        connect(tmp_path / "archive.duckdb", read_only=False)


@pytest.mark.parametrize(
    "want",
    [
        "Too many open files", "Disk quota exceeded", "Cannot allocate memory", "Operation not permitted",
        "Access is denied.\r\n", "Stale file handle", "Input/output error", "Not a directory",
        "Resource temporarily unavailable", "Zugriff verweigert",
    ],
)  # fmt: skip
def test_an_archive_that_the_machine_cannot_open_now_is_not_damaged(tmp_path: Path, want: str) -> None:
    path = archive(tmp_path)
    error = duckdb.IOException(f'IO Error: Cannot open file "{path}": {want}')
    with pytest.raises(ArchiveError, match=f"cannot be opened .*{want.strip()}") as caught:
        wait_for(path, Mock(side_effect=error), read_only=True, patience=0)
    assert not isinstance(caught.value, ArchiveDamaged) and not caught.value.remedies


def test_an_archive_that_another_program_of_windows_holds_is_busy(tmp_path: Path) -> None:
    path = archive(tmp_path)
    error = duckdb.IOException(
        f'IO Error: Cannot open file "{path}": The process cannot access the file because it is being used '
        "by another process.\r\n\r\nFile is already open in \nC:\\Python\\python.exe (PID 1234)"
    )
    with pytest.raises(ArchiveBusy, match=r"is busy: python\.exe, process 1234, held it"):
        wait_for(path, Mock(side_effect=error), read_only=True, patience=0)


def test_an_archive_that_a_restore_is_moving_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path, parsed())
    path.replace(prepare_archive(path))
    commit_archive(path)

    def held(_: Path) -> None:
        raise ArchiveBusy(path, "Another ingest or restore is at work.")

    monkeypatch.setattr("lib.store.opening.writer_lock", held)  # the restore is at work still
    monkeypatch.setattr("lib.store.opening.time.sleep", lambda _: put_in_place(path))
    assert is_there(path) and not path.exists()
    connect(path, read_only=True).close()
    path.unlink()
    assert not is_there(path)


@pytest.mark.process
def test_a_busy_archive_names_the_process_that_holds_it(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with hold(path) as holder:
        with pytest.raises(ArchiveBusy, match=rf"process {holder.pid},.*try again"):
            connect(path, read_only=True, patience=0.1)
        holder.communicate("")


@pytest.mark.process
def test_a_reader_waits_until_a_writer_lets_go(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with hold(path) as holder:
        threading.Timer(0.2, lambda: holder.stdin and holder.stdin.close()).start()
        with open_for_reading(path, patience=20) as reading:
            assert reading.setting("layout") == str(LAYOUT)
        holder.wait()


def test_readers_share_the_archive_and_a_writer_waits_for_them(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with open_for_reading(path) as one, open_for_reading(path) as other:
        assert one.state == other.state
        with pytest.raises(ArchiveBusy, match="another part of this program"):
            connect(path, read_only=False, patience=0.1)


def test_a_writer_gets_in_between_readers_of_whom_one_always_reads(tmp_path: Path) -> None:
    path, end = archive(tmp_path), threading.Event()

    def read(begin: float) -> None:
        end.wait(begin)
        while not end.is_set():
            with open_for_reading(path):
                end.wait(0.2)

    readers = [threading.Thread(target=read, args=(0.05 * number,)) for number in range(4)]
    for each in readers:
        each.start()
    try:
        end.wait(0.3)
        keep_setting(path, "desk", "busy")
        with announced_writer(path) as want:  # as compaction does, which attaches the file to another
            want()
            assert writer_waits(path)
            os.utime(f"{path}.wanted", (3e9, 3e9))  # left by a killed one before the clock was set back
            assert not writer_waits(path)
        assert not writer_waits(path)
    finally:
        end.set()
        for each in readers:
            each.join()


def test_who_reads_already_does_not_wait_for_a_writer_that_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path)
    with announced_writer(path) as want, open_for_reading(path):
        monkeypatch.setattr("lib.store.opening.time.sleep", Mock(side_effect=AssertionError("waits")))
        want()
        with open_for_reading(path) as again:
            assert again.setting("layout") == str(LAYOUT)
    with announced_writer(path) as want, pytest.raises(AssertionError, match="waits"):
        want()
        connect(path, read_only=True)


DAMAGES = (
    ("empty", lambda whole: b""),
    ("text", lambda whole: b"no database at all" * 400),
    ("cut in half", lambda whole: whole[: len(whole) // 2]),
    ("cut at 100 bytes", lambda whole: whole[:100]),
    ("a flipped header", lambda whole: whole[:4100] + bytes([whole[4100] ^ 255]) + whole[4101:]),
)


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
def test_a_damaged_archive_is_told_and_left_as_it_is(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    path = archive(tmp_path, parsed())
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged, match=r"is damaged \(.+\)\. Nothing was deleted\. .*doctor --mend"):
        connect(path, read_only=True)
    assert path.read_bytes() == before


LAYOUTS: dict[str, tuple[type[ArchiveError], str]] = {
    str(LAYOUT + 1): (ArchiveForeign, rf"newer Wireroom \(layout {LAYOUT + 1}, this one knows {LAYOUT}\)"),
    "4": (ArchiveDamaged, r"older Wireroom .*doctor --mend"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_archive_of_another_layout_says_what_to_do(tmp_path: Path, layout: str) -> None:
    path, (error, said) = archive(tmp_path), LAYOUTS[layout]
    keep_setting(path, "layout", layout)
    with pytest.raises(error, match=said):
        connect(path, read_only=True)


@pytest.mark.archive
def test_a_foreign_database_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table other(x integer)")
    with pytest.raises(ArchiveForeign, match="a database, but no Wireroom archive"):
        connect(path, read_only=True)


def test_a_new_archive_does_not_take_the_place_of_another(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with pytest.raises(ArchiveError, match="already there"):
        create(path)
    with pytest.raises(ArchiveError, match="a question mark in its path; choose another"):
        create(tmp_path / "who?" / "archive.duckdb")
    with pytest.raises(ArchiveError, match=r"no time zone Not/AZone, so .* name one such as Europe/Kyiv"):
        create(tmp_path / "zoned.duckdb", archive_zone="Not/AZone")
    assert not (tmp_path / "zoned.duckdb").exists()


def test_the_archive_zone_is_the_machine_s_unless_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    create(tmp_path / "archive.duckdb")
    create(tmp_path / "other.duckdb", archive_zone="Europe/Kyiv")
    zones = []
    for name in ("archive", "other"):
        with open_for_reading(tmp_path / f"{name}.duckdb") as reading:
            zones.append(reading.setting("desk_zone"))
    assert zones == ["Asia/Tokyo", "Europe/Kyiv"]
    monkeypatch.setenv("TZ", "Nowhere/Land")
    assert "Nowhere" not in machine_zone()


def test_a_reading_gives_frames_takes_temporary_tables_and_cannot_write(tmp_path: Path) -> None:
    with open_for_reading(archive(tmp_path, parsed())) as reading:
        reading.execute(
            "create temp table chosen as select id from article where words > $least", {"least": 1}
        )
        assert reading.frame("select count(*) as stories from chosen")["stories"].tolist() == [1]
        assert reading.setting("no such setting") == ""
        with pytest.raises(duckdb.Error, match="read-only"):
            reading.execute("delete from article")


def test_what_is_not_committed_is_gone_and_every_batch_changes_the_state(tmp_path: Path) -> None:
    path, states = archive(tmp_path), []
    with open_for_writing(path) as connection:
        connection.begin()
        connection.execute("insert into setting values ('half', 'done')")
    for headline in ("One", "Two"):
        with open_for_reading(path) as reading:
            assert reading.setting("half") == ""
            states.append(reading.state)
        save(path, [parsed(article(headline))])
    with open_for_reading(path) as reading:
        assert len({*states, reading.state}) == 3


def test_a_reader_reads_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    with open_for_reading(archive(tmp_path)) as reading:
        for sql in (f"from '{other}'", f"attach '{tmp_path / 'new.duckdb'}' as other"):
            with pytest.raises(duckdb.PermissionException):
                reading.execute(sql)


def test_an_archive_is_read_through_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    held = archive(tmp_path / "disk", parsed(article("Quay", "The quay is open.")))
    (tmp_path / "home").symlink_to(tmp_path / "disk")
    linked = tmp_path / "linked.duckdb"
    linked.symlink_to(held)
    with duckdb.connect(str(held)) as left:
        left.execute("set checkpoint_threshold = '1TB'; pragma disable_checkpoint_on_shutdown")
        left.execute("insert into setting values ('note', 'in the log')")
    assert Path(f"{held}.wal").exists()
    for path in (linked, tmp_path / "home" / held.name):
        with open_for_reading(path) as db:
            assert db.execute("select count(*) from article").fetchall() == [(1,)]
            assert db.setting("note") == "in the log"


def test_a_file_that_took_the_place_of_one_that_is_read_is_read_anew(tmp_path: Path) -> None:
    path, other = archive(tmp_path), tmp_path / "other.duckdb"
    create(other, archive_zone="UTC")
    with open_for_reading(path) as before:
        first = before.state
        other.replace(path)
        with open_for_reading(path) as after:
            assert after.state != first == before.state
