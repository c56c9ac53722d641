"""The reader's marks lie beside the archive and hang on a story's id."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from lib.model.errors import ArchiveBusy, ArchiveError
from lib.store.files import marks, marks_log
from lib.store.files.home import files
from lib.store.files.marks import Marked
from lib.store.files.marks_file import check, check_at_start, writing
from lib.store.upkeep.backup import backup
from tests.builders import archive


def test_a_story_without_marks_is_unread(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.of(path, "a") == Marked(read=False, starred=False, labels=(), note="")
    assert (marks.in_state(path, "read"), marks.labelled(path, ["x"])) == ([], [])
    assert not (tmp_path / "marks.sqlite").exists()


def test_marks_are_set_and_taken_away(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.set_read(path, "a", True)
    marks.set_starred(path, "a", True)
    marks.set_note(path, "a", "Compare with the archive’s own.")
    marks.add_label(path, "a", "war")
    marks.add_label(path, "a", "war")
    marks.add_label(path, "a", "fog")
    told = Marked(read=True, starred=True, labels=("fog", "war"), note="Compare with the archive’s own.")
    assert marks.of(path, "a") == told
    marks.set_read(path, "a", False)
    marks.set_starred(path, "a", False)
    assert marks.of(path, "a") == Marked(labels=("fog", "war"), note="Compare with the archive’s own.")


def test_stories_are_found_by_their_marks(tmp_path: Path) -> None:
    path = archive(tmp_path)
    for article in ("b", "a", "c"):
        marks.set_read(path, article, True)
    marks.set_starred(path, "c", True)
    marks.add_label(path, "a", "war")
    marks.add_label(path, "b", "fog")
    marks.add_label(path, "b", "war")
    assert marks.in_state(path, "read") == ["a", "b", "c"]
    assert marks.in_state(path, "starred") == ["c"]
    assert marks.labelled(path, ["war", "fog"]) == ["a", "b"]


def test_a_change_that_a_newer_version_wrote_is_left_in_the_log(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.set_read(path, "a", True)
    marks_log.append(
        files(path).marks_log, [{"article": "a", "at": "2030-01-01T00:00:00+00:00", "hue": "red"}]
    )
    marks.set_starred(path, "b", True)
    files(path).marks.unlink()
    assert check(path) is not None
    assert (marks.in_state(path, "read"), marks.in_state(path, "starred")) == (["a"], ["b"])
    assert '"hue"' in files(path).marks_log.read_text()


def test_forgetting_leaves_the_marks_on_other_stories(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.forget(path, ["a"])
    for article in ("a", "b"):
        marks.set_starred(path, article, True)
        marks.add_label(path, article, "war")
    marks.forget(path, ["a"])
    assert marks.of(path, "a") == Marked()
    assert marks.of(path, "b") == Marked(starred=True, labels=("war",))


def test_every_archive_has_marks_of_its_own(tmp_path: Path) -> None:
    marks.set_read(tmp_path / "archive.duckdb", "a", True)
    assert marks.in_state(tmp_path / "sample.duckdb", "read") == []


A = Marked(read=True, starred=True, labels=("fog", "war"), note="Compare “both” letters.")
B = Marked(starred=True)


def marked(folder: Path) -> Path:
    """Return an archive with marks on two stories."""
    path = folder / "archive.duckdb"
    marks.set_read(path, "a", True)
    marks.set_starred(path, "former", True)
    marks.move(path, {"former": "a"})
    marks.set_note(path, "a", "Compare “both” letters.")
    for name in ("war", "fog"):
        marks.add_label(path, "a", name)
    marks.set_starred(path, "b", True)
    return path


def halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    data = file.read_bytes()
    at = data.find("“both”".encode()) + 4  # inside a word of the reader's
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda file: file.write_bytes(b""),
    "halved": halve,
    "cut by a byte": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "flipped": flip,
    "garbage": lambda file: file.write_bytes(b"\x00herring\xff" * 900),
}


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("name", ["marks.sqlite", "marks.jsonl"])
def test_damaged_marks_are_brought_back_and_told(tmp_path: Path, name: str, kind: str) -> None:
    path = marked(tmp_path)
    DAMAGE[kind](tmp_path / name)
    told = check(path)
    if (name, kind) == ("marks.jsonl", "cut by a byte"):  # a last line without its end is whole
        assert told is None
        return
    assert told is not None and told.startswith(name) and "brought back from" in told
    assert (marks.of(path, "a"), marks.of(path, "b")) == (A, B)
    assert check(path) is None
    assert len(list(files(path).aside.glob(f"*-{name}"))) == (kind != "deleted")


@pytest.mark.parametrize("kind", sorted(DAMAGE.keys() - {"flipped", "cut by a byte", "halved"}))
def test_damage_that_comes_while_the_app_runs_is_mended_by_the_next_look(tmp_path: Path, kind: str) -> None:
    path = marked(tmp_path)
    DAMAGE[kind](tmp_path / "marks.sqlite")
    assert marks.of(path, "a") == A
    assert "brought back" in files(path).log.read_text()
    DAMAGE[kind](tmp_path / "marks.sqlite")
    marks.set_read(path, "b", True)
    assert marks.in_state(path, "read") == ["a", "b"] and check(path) is None


def test_a_change_that_a_kill_left_to_the_log_alone_is_followed_in_silence(tmp_path: Path) -> None:
    path = marked(tmp_path)
    behind = (tmp_path / "marks.sqlite").read_bytes()
    marks.set_note(path, "b", "Late.")
    (tmp_path / "marks.sqlite").write_bytes(behind)
    assert check(path) is None
    assert marks.of(path, "b").note == "Late."


def test_marks_of_an_older_version_get_a_log(tmp_path: Path) -> None:
    path = marked(tmp_path)
    with closing(sqlite3.connect(tmp_path / "marks.sqlite")) as older:
        older.executescript("drop table applied")
    (tmp_path / "marks.jsonl").unlink()
    assert check(path) is None
    (tmp_path / "marks.sqlite").unlink()
    assert marks.of(path, "a") == A


def test_without_a_log_the_newest_good_backup_serves(tmp_path: Path) -> None:
    path = marked(tmp_path)
    files(path).backups.mkdir()
    copies = [files(path).backups / f"archive-2024010{day}T000000.000000Z.marks.sqlite" for day in (1, 2)]
    copies[0].write_bytes((tmp_path / "marks.sqlite").read_bytes())
    copies[1].write_bytes(b"garbage")
    (tmp_path / "marks.sqlite").write_bytes(b"garbage")
    (tmp_path / "marks.jsonl").unlink()
    assert copies[0].name in str(check(path))
    assert marks.of(path, "a") == A


@pytest.mark.parametrize("name", ["archive", "news"])
@pytest.mark.parametrize("log", [b"", b"garbage\n"])
def test_where_nothing_of_the_log_can_be_read_the_backup_serves_too(
    tmp_path: Path, name: str, log: bytes
) -> None:
    path = archive(tmp_path).rename(tmp_path / f"{name}.duckdb")
    marks.set_note(path, "a", "Kept.")
    copy = backup(path)
    files(path).marks.write_bytes(b"garbage")
    files(path).marks_log.write_bytes(log)
    assert f"brought back from {copy.stem}.marks.sqlite." in str(check(path))
    assert marks.of(path, "a").note == "Kept." and check(path) is None


def test_marks_of_which_nothing_is_left_begin_anew_and_are_told_once(tmp_path: Path) -> None:
    path = marked(tmp_path)
    files(path).marks.write_bytes(b"garbage")
    files(path).marks_log.unlink()
    assert marks.of(path, "a") == Marked()
    assert "begin anew" in files(path).log.read_text()
    assert check(path) is None


def test_a_change_that_the_log_alone_holds_outlives_damage_of_the_log(tmp_path: Path) -> None:
    path = marked(tmp_path)
    behind = (tmp_path / "marks.sqlite").read_bytes()
    marks.set_note(path, "b", "Late.")
    (tmp_path / "marks.sqlite").write_bytes(behind)
    flip(tmp_path / "marks.jsonl")
    assert "marks.jsonl was damaged" in str(check(path))
    assert (marks.of(path, "a"), marks.of(path, "b").note) == (A, "Late.")
    assert check(path) is None


def test_a_forgotten_story_leaves_no_word_in_the_log(tmp_path: Path) -> None:
    path = marked(tmp_path)
    marks.set_note(path, "former", "Hush.")
    marks.move(path, {"former": "a"})
    marks.forget(path, ["a"])
    log = (tmp_path / "marks.jsonl").read_text()
    assert "both" not in log and "Hush" not in log and '"b"' in log
    assert check(path) is None
    assert (marks.of(path, "a"), marks.of(path, "b")) == (Marked(), B)


@pytest.mark.parametrize("at", ["before the log", "behind it"])
def test_a_removal_that_is_killed_leaves_no_word_among_what_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    forget = marks_log.forget

    def killed(log: Path, articles: list[str]) -> None:
        if at == "behind it":
            forget(log, articles)
        raise KeyboardInterrupt

    path = marked(tmp_path)
    marks.set_note(path, "a", "Zanzibarquux")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(marks_log, "forget", killed)
        marks.forget(path, ["a"])
    check_at_start(path)
    marks.forget(path, ["a"])  # as the next start does
    left = (*files(path).aside.glob("*"), files(path).marks, files(path).marks_log)
    assert not any(b"Zanzibarquux" in each.read_bytes() for each in left)
    assert (marks.of(path, "a"), marks.of(path, "b")) == (Marked(), B)


def test_labels_are_set_as_one_list_and_listed_for_all_stories(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.all_labels(path) == []
    marks.set_labels(path, "a", ["war", "fog"], instead_of=[])
    marks.set_labels(path, "b", ["sea"], instead_of=[])
    marks.set_labels(path, "a", ["war", "ice"], instead_of=["war", "fog"])
    assert marks.of(path, "a").labels == ("ice", "war")
    assert marks.all_labels(path) == ["ice", "sea", "war"]
    files(path).marks.unlink()
    assert marks.of(path, "a").labels == ("ice", "war")


def test_a_label_of_another_window_stays(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.add_label(path, "a", "sea")
    marks.set_labels(path, "a", ["war"], instead_of=["fog"])
    assert marks.of(path, "a").labels == ("sea", "war")


def test_the_marks_of_a_list_are_read_at_once(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert marks.of_all(path, ["a"]) == {}
    marks.set_all_read(path, ["a", "b"], True)
    marks.set_all_read(path, ["b"], False)
    marks.set_starred(path, "b", True)
    marks.set_labels(path, "c", ["sea"], instead_of=[])
    assert marks.of_all(path, ["a", "b", "c", "d"]) == {
        "a": Marked(read=True), "b": Marked(starred=True), "c": Marked(labels=("sea",)),
    }  # fmt: skip
    assert marks.of_all(path, []) == {}


def test_nobody_checks_or_writes_marks_between_their_log_and_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = marked(tmp_path)
    monkeypatch.setattr("lib.store.files.lock.PATIENCE", 0)
    with writing(path):
        for other in (check, partial(marks.set_read, article_id="b", read=True)):
            with pytest.raises(ArchiveBusy, match=r"process \d+\) writes the marks of .*; wait until"):
                other(path)
        assert "could not be checked (Another program (process" in str(check_at_start(path))
    assert check(path) is check_at_start(path) is None and marks.of(path, "b") == B


def test_marks_that_cannot_be_opened_are_told_and_stay_where_they_are(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.set_starred(path, "a", True)
    in_the_way = tmp_path / "marks.sqlite-wal"  # as on a disk that is full or fails
    in_the_way.mkdir()
    for use in (partial(marks.of, path, "a"), partial(marks.set_read, path, "a", True), partial(check, path)):
        with pytest.raises(ArchiveError, match="could not be used"):
            use()
    in_the_way.rmdir()
    assert marks.of(path, "a").starred and not files(path).aside.exists()
