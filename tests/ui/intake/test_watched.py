"""Watched folders: only files that have stopped growing, each once, and never touched."""

import os
from pathlib import Path

import pytest

from lib.ui.intake import watched


@pytest.fixture
def folder(empty_home: Path) -> Path:
    """A folder of the reader's."""
    made = empty_home / "saved"
    made.mkdir()
    return made


def names(found: object) -> list[str]:
    """Return the names of the files."""
    return sorted(Path(str(path)).name for path in found)  # type: ignore[attr-defined]


def test_a_file_comes_when_it_looks_the_same_twice(folder: Path) -> None:
    watch, page = watched.Watch(), folder / "page.html"
    page.write_text("<p>one", encoding="utf-8")
    assert watch.arrived([str(folder)]) == {}
    page.write_text("<p>one and more", encoding="utf-8")
    assert watch.arrived([str(folder)]) == {}
    assert names(watch.arrived([str(folder)])) == ["page.html"]


def test_what_was_taken_comes_again_only_when_it_was_saved_again(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text("<p>one", encoding="utf-8")
    watch = watched.Watch()
    watch.arrived([str(folder)])
    watch.take(watch.arrived([str(folder)]))
    assert watch.arrived([str(folder)]) == {}
    later = watched.remembered()
    later.arrived([str(folder)])
    assert later.arrived([str(folder)]) == {}
    os.utime(page, (1, 1))
    later.arrived([str(folder)])
    assert names(later.arrived([str(folder)])) == ["page.html"]


def test_unfinished_hidden_empty_and_unknown_files_are_left(folder: Path) -> None:
    for name in ("a.html.part", "b.crdownload", ".hidden.html", "picture.png"):
        (folder / name).write_text("<p>x", encoding="utf-8")
    (folder / "empty.html").touch()
    (folder / "inside").mkdir()
    (folder / "inside" / "page.txt").write_text("News", encoding="utf-8")
    watch = watched.Watch()
    watch.arrived([str(folder)])
    assert names(watch.arrived([str(folder)])) == ["page.txt"]


def test_a_folder_that_has_gone_is_empty(folder: Path) -> None:
    assert watched.there(str(folder))
    folder.rmdir()
    assert watched.Watch().arrived([str(folder)]) == {} and not watched.there(str(folder))


def test_a_walk_ends_where_it_is_told_to_and_at_its_farthest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "STEP", 2)
    for number in range(9):
        (folder / f"{number}.html").write_text("<p>News", encoding="utf-8")
    asked: list[str] = []

    def thrice(each: str) -> bool:
        asked.append(each)
        return len(asked) < 3

    watch = watched.Watch()
    watch.arrived([str(folder)], thrice)
    assert names(watch.growing) == ["0.html", "1.html", "2.html", "3.html"] and len(asked) == 3
    monkeypatch.setattr(watched, "FARTHEST", 5)
    watch.arrived([str(folder)])
    assert len(watch.growing) == 5


def test_a_note_that_cannot_be_read_makes_all_new(folder: Path, empty_home: Path) -> None:
    (empty_home / "work").mkdir()
    for words in ("", "[]", '{"a": 1}', "\x00"):
        (empty_home / "work" / "watched.taken.json").write_text(words, encoding="utf-8")
        assert watched.remembered().taken == {}
