"""A folder gives its captures in a stable order, and says what it skips and why."""

from pathlib import Path

import pytest

from lib.capture import paths
from lib.model.capture import Skipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    parts = ("c/d.htm", "c/e.html.gz", "b_files/style.html", "x_files/y.txt")
    for name in ("b.html", "a.txt", ".hidden.html", "notes.doc", *parts):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def kept(folder: Path) -> list[str]:
    return [str(each.relative_to(folder)) for each in paths(folder) if isinstance(each, Path)]


def skipped(folder: Path) -> dict[str, str]:
    return {Path(each.origin).name: each.reason for each in paths(folder) if isinstance(each, Skipped)}


def test_captures_come_in_a_stable_order_and_what_is_skipped_says_why(folder: Path) -> None:
    assert kept(folder) == ["a.txt", "b.html", "c/d.htm", "c/e.html.gz", "x_files/y.txt"]
    assert skipped(folder) == {
        ".hidden.html": "hidden file",
        "b_files": "part of a saved page",
        "notes.doc": "not a known format",
    }


def test_links_in_circles_end(folder: Path) -> None:
    (folder / "c" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "gone.html").symlink_to("nowhere.html")
    reasons = skipped(folder)
    assert (reasons["up"], reasons["self"], reasons["gone.html"]) == ("link loop", "link loop", "broken link")
    assert len(kept(folder)) == 5


def test_a_folder_of_pictures_in_another_language_belongs_to_its_page(tmp_path: Path) -> None:
    pages = {"Seite-Dateien": "Seite.html", "Sida-filer": "Sida.HTM", "A_files": "A.HTML"}
    for companion, page in pages.items():
        (tmp_path / page).write_text("x")
        (tmp_path / companion).mkdir()
    assert skipped(tmp_path) == dict.fromkeys(pages, "part of a saved page")


def test_a_file_is_itself(folder: Path) -> None:
    assert list(paths(folder / "a.txt")) == [folder / "a.txt"]
    assert list(paths(str(folder / "missing.html"))) == [folder / "missing.html"]


def test_folders_without_end_are_walked_as_far_as_is_sensible(folder: Path) -> None:
    deep = folder.joinpath(*["d"] * 150)
    deep.mkdir(parents=True)
    assert list(skipped(folder).values()).count("too deep in other folders") == 1
