"""Dropped files: names that cannot leave the inbox, none written over another."""

from pathlib import Path

import pytest

from lib.ui.child import finish
from lib.ui.intake import unused

NAMES = [
    ("page.html", "page.html"),
    ("../../etc/passwd", "passwd"),
    (".hidden", "hidden"),
    ("a/b\\c:d?.txt", "b_c_d_.txt"),
    ("...", "capture.txt"),
    ("é" * 200 + ".txt", "é" * 116 + ".txt"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_stays_in_its_folder(given: str, kept: str, tmp_path: Path) -> None:
    path = unused(tmp_path, given)
    assert path.parent == tmp_path and path.name == kept


def test_a_second_file_of_one_name_is_kept_beside_the_first(tmp_path: Path) -> None:
    unused(tmp_path, "page.txt").write_text("one", encoding="utf-8")
    assert unused(tmp_path, "page.txt").name == "2-page.txt"


def test_a_failed_verb_ends_in_a_sentence() -> None:
    done = finish(["doctor", "--archive", "nowhere/none.duckdb"])
    assert not done.ok and done.sentence.strip()
