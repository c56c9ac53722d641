"""The reader's marks lie beside the archive and hang on a story's id."""

from pathlib import Path

from lib.store.files import marks
from lib.store.files.marks import Marked
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
