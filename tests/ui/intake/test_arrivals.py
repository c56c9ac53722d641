"""New files of watched folders: only those that have stopped growing, each once, and never touched."""

import os
from pathlib import Path

import pytest

from lib.ui.intake import arrivals
from lib.ui.intake.arrivals import Watch, is_readable, remembered


def names(found: object) -> list[str]:
    """Return the names of the files."""
    return sorted(Path(str(path)).name for path in found)  # type: ignore[attr-defined]


def test_a_file_comes_when_it_looks_the_same_twice(folder: Path) -> None:
    watch, page = Watch(), folder / "page.html"
    page.write_text("<p>one", encoding="utf-8")
    assert watch.arrived([str(folder)]) == {}
    page.write_text("<p>one and more", encoding="utf-8")
    assert watch.arrived([str(folder)]) == {}
    assert names(watch.arrived([str(folder)])) == ["page.html"]


def test_what_was_taken_comes_again_only_when_it_was_saved_again(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text("<p>one", encoding="utf-8")
    watch = Watch()
    watch.arrived([str(folder)])
    watch.take(watch.arrived([str(folder)]))
    assert watch.arrived([str(folder)]) == {}
    later = remembered()
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
    watch = Watch()
    watch.arrived([str(folder)])
    assert names(watch.arrived([str(folder)])) == ["page.txt"]


def test_a_file_in_the_folder_of_an_unfinished_download_is_left(folder: Path) -> None:
    page = folder / "Story.html.download" / "Story.html"
    page.parent.mkdir()
    page.write_text("<p>half", encoding="utf-8")
    watch = Watch()
    watch.arrived([str(folder)])
    assert watch.arrived([str(folder)]) == {}
    page.rename(folder / "Story.html")
    watch.arrived([str(folder)])
    assert names(watch.arrived([str(folder)])) == ["Story.html"]


def test_a_folder_that_has_gone_is_empty(folder: Path) -> None:
    assert is_readable(str(folder))
    folder.rmdir()
    assert Watch().arrived([str(folder)]) == {} and not is_readable(str(folder))


def test_a_walk_ends_where_it_is_told_to_and_at_its_farthest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "STEP", 2)
    for number in range(9):
        (folder / f"{number}.html").write_text("<p>News", encoding="utf-8")
    asked: list[str] = []

    def thrice(each: str) -> bool:
        asked.append(each)
        return len(asked) < 3

    watch = Watch()
    watch.arrived([str(folder)], thrice)
    assert names(watch.growing) == ["0.html", "1.html", "2.html", "3.html"] and len(asked) == 3
    monkeypatch.setattr(arrivals, "FARTHEST", 5)
    watch.arrived([str(folder)])
    assert len(watch.growing) == 5


def test_files_beyond_the_farthest_come_once_those_before_them_were_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "FARTHEST", 4)
    monkeypatch.setattr(arrivals, "MOST", 3)
    for number in range(9):
        (folder / f"{number}.html").write_text("<p>News", encoding="utf-8")
    watch, came = Watch(), list[str]()
    for _ in range(4):
        watch.arrived([str(folder)])
        came += names(arrived := watch.arrived([str(folder)]))
        watch.take(arrived)
    assert came == [f"{number}.html" for number in range(9)]
    assert len(remembered().taken) == 9


def test_a_note_of_an_earlier_version_is_gone_on_with(folder: Path, empty_home: Path) -> None:
    note = empty_home / "work" / "watched.taken.json"
    note.parent.mkdir()
    note.write_text('{"/a.html": [3, 5]}', encoding="utf-8")
    watch = remembered()
    assert watch.taken == {"/a.html": (3, 5)}
    watch.take({"/b.html": (4, 6)})
    watch.take({"/a.html": (3, 7)})
    with note.open("a", encoding="utf-8") as file:
        file.write('{"/c.html": [1')  # a kill
    assert remembered().taken == {"/a.html": (3, 7), "/b.html": (4, 6)}


def test_a_note_that_cannot_be_read_makes_all_new(folder: Path, empty_home: Path) -> None:
    (empty_home / "work").mkdir()
    for words in ("", "[]", '{"a": 1}', "\x00"):
        (empty_home / "work" / "watched.taken.json").write_text(words, encoding="utf-8")
        assert remembered().taken == {}


def test_a_file_is_remembered_whatever_bytes_its_name_is_made_of(folder: Path) -> None:
    path = os.fsdecode(os.fsencode(folder) + b"/caf\xe9.html")
    Watch().take({path: (1, 2)})
    assert remembered().taken == {path: (1, 2)}
