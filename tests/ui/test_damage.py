"""Every page says what the archive has lost and which files beside it are damaged."""

import shutil
from pathlib import Path

import pytest

from lib.ingest.decide import decide
from lib.store.archive import keep_setting, open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove
from lib.store.stored_settings import REBUILDING
from lib.store.upkeep.doctor import examine
from lib.ui import damage
from lib.ui.session import session
from lib.ui.view import view_of
from tests.builders import archive, article, parsed, rejected


def test_every_page_says_what_the_archive_has_lost(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")))
    shutil.copy(path, tmp_path / "copy")
    refused = rejected("empty.html")
    save(path, [parsed(article("Two")), refused])
    view = view_of("", {}, "own")
    with session(path):
        damage.warn(view)
    assert said == []
    shutil.copy(tmp_path / "copy", path)
    with session(path):
        damage.warn(view)
    assert "has lost 1 capture:" in said[0] and "#health" in said[0]


def test_every_page_says_that_a_rebuild_was_cut_short(tmp_path: Path, said: list[str]) -> None:
    path, view = archive(tmp_path, parsed(article("One"))), view_of("", {}, "own")
    keep_setting(path, REBUILDING, "yes")
    with session(path):
        damage.warn(view)
    assert "being brought back" in said.pop() and next(each.trouble for each in examine(path))
    keep_setting(path, REBUILDING, None)
    with session(path):
        damage.warn(view)
    assert said == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("receipts.jsonl", "shortened: it has 0 lines for 3 batches"),
        ("desk.json", "cannot be read"),
        ("keys.json", "cannot be read"),
    ],
)
def test_every_page_names_a_file_that_lost_something(
    tmp_path: Path, said: list[str], name: str, text: str
) -> None:
    path = archive(tmp_path, parsed(article("One", "Norway came in."), names={"Norway": "country"}))
    save(path, [parsed(article("Two"))])
    decide(path, "ignore", actor="country/norway")
    view = view_of("", {}, "own")
    with session(path):
        damage.warn(view)
    assert said == []
    (tmp_path / name).write_bytes(b"")
    with session(path):
        damage.warn(view)
    assert text in said[0] and "#health" in said[0]


def test_receipts_that_lost_all_but_one_line_are_counted_in_words(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")))
    for headline in ("Two", "Three"):
        save(path, [parsed(article(headline))])
    receipts = tmp_path / "receipts.jsonl"
    receipts.write_bytes(receipts.read_bytes().split(b"\n")[0] + b"\n")
    with session(path):
        damage.warn(view_of("", {}, "own"))
    assert "it has 1 line for 3 batches." in said[0]


def test_a_removal_that_is_lost_has_cost_no_captures(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")), parsed(article("Two")))
    shutil.copy(path, tmp_path / "copy")
    with open_for_reading(path) as db:
        (story, *_) = db.execute("select article from article").fetchall()[0]
    remove(path, story)
    shutil.copy(tmp_path / "copy", path)
    with session(path):
        damage.warn(view_of("", {}, "own"))
    assert "has lost 1 batch:" in said[0]
