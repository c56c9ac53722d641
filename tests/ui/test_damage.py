"""Every page says what the archive has lost and which files beside it are damaged."""

import shutil
from pathlib import Path

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


def warned(path: Path, said: list[str]) -> str:
    """Return what a page of the archive warns of."""
    said.clear()
    with session(path):
        damage.warn(view_of("", {}, "own"))
    return "".join(said)


def test_every_page_says_what_the_archive_has_lost(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")))
    shutil.copy(path, tmp_path / "copy")
    save(path, [parsed(article("Two")), rejected("empty.html")])
    assert warned(path, said) == ""
    shutil.copy(tmp_path / "copy", path)
    lost = warned(path, said)
    assert "has lost 1 capture:" in lost and "#health" in lost


def test_every_page_says_that_a_rebuild_was_cut_short(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")))
    keep_setting(path, REBUILDING, "yes")
    assert "being brought back" in warned(path, said) and next(each.trouble for each in examine(path))
    keep_setting(path, REBUILDING, None)
    assert warned(path, said) == ""


def test_every_page_names_a_file_that_lost_something(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One", "Norway came in."), names={"Norway": "country"}))
    save(path, [parsed(article("Two"))])
    decide(path, "ignore", actor="country/norway")
    assert warned(path, said) == ""
    receipts = tmp_path / "receipts.jsonl"
    whole = receipts.read_bytes()
    for name, left, words in (
        ("receipts.jsonl", whole.split(b"\n")[0] + b"\n", "it has 1 line for 3 batches."),
        ("receipts.jsonl", b"", "shortened: it has 0 lines for 3 batches"),
        ("desk.json", b"", "cannot be read"),
        ("keys.json", b"", "cannot be read"),
    ):
        (tmp_path / name).write_bytes(left)
        shown = warned(path, said)
        assert words in shown and "#health" in shown, name
        (tmp_path / name).unlink()
        receipts.write_bytes(whole)


def test_a_removal_that_is_lost_has_cost_no_captures(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")), parsed(article("Two")))
    shutil.copy(path, tmp_path / "copy")
    with open_for_reading(path) as db:
        (story, *_) = db.execute("select article from article").fetchall()[0]
    remove(path, story)
    shutil.copy(tmp_path / "copy", path)
    assert "has lost 1 batch:" in warned(path, said)
