"""A part that fails leaves the others standing, and its reason is said once."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.ingest import decide
from lib.model.errors import ArchiveDamaged
from lib.query.nothing import Emptied
from lib.store.archive import keep_setting, open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove
from lib.store.schema import REBUILDING
from lib.store.upkeep.doctor import examine
from lib.ui import component, error_pages
from lib.ui.cache import session
from lib.ui.render import Link
from lib.ui.view import view_of
from tests.builders import archive, article, parsed

ENDS = (("First", 3), ("Last", 9))


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said on a page of the home in the folder."""
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    return shown


def test_a_part_fails_alone_and_says_why_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))

    def damaged() -> None:
        raise ArchiveDamaged("a", "The archive <a> is damaged.")

    error_pages.show_each(damaged, lambda: shown.append("health"), damaged, lambda: shown.append("log"))
    assert shown == ['<p class="bad" role="alert">The archive &lt;a&gt; is damaged.</p>', "health", "log"]


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        error_pages.show_each(faulty)


def test_every_page_says_what_the_archive_has_lost(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")))
    shutil.copy(path, tmp_path / "copy")
    save(path, [parsed(article("Two"))])
    view = view_of("", {}, "own")
    with session(path):
        error_pages.lost_captures(view)
    assert said == []
    shutil.copy(tmp_path / "copy", path)
    with session(path):
        error_pages.lost_captures(view)
    assert "has lost 1 capture:" in said[0] and "#health" in said[0]


def test_every_page_says_that_a_rebuild_was_cut_short(tmp_path: Path, said: list[str]) -> None:
    path, view = archive(tmp_path, parsed(article("One"))), view_of("", {}, "own")
    keep_setting(path, REBUILDING, "yes")
    with session(path):
        error_pages.lost_captures(view)
    assert "being brought back" in said.pop() and next(each.trouble for each in examine(path))
    keep_setting(path, REBUILDING, None)
    with session(path):
        error_pages.lost_captures(view)
    assert said == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("receipts.jsonl", "shortened: it has 0 lines for 3 batches"), ("desk.json", "cannot be read")],
)
def test_every_page_names_a_file_that_lost_something(
    tmp_path: Path, said: list[str], name: str, text: str
) -> None:
    path = archive(tmp_path, parsed(article("One", "Norway came in."), names={"Norway": "country"}))
    save(path, [parsed(article("Two"))])
    decide(path, "ignore", actor="country/norway")
    view = view_of("", {}, "own")
    with session(path):
        error_pages.damaged_files(view)
    assert said == []
    (tmp_path / name).write_bytes(b"")
    with session(path):
        error_pages.damaged_files(view)
    assert text in said[0] and "#health" in said[0]


def test_a_removal_that_is_lost_has_cost_no_captures(tmp_path: Path, said: list[str]) -> None:
    path = archive(tmp_path, parsed(article("One")), parsed(article("Two")))
    shutil.copy(path, tmp_path / "copy")
    with open_for_reading(path) as db:
        (story, *_) = db.execute("select article from article").fetchall()[0]
    remove(path, story)
    shutil.copy(tmp_path / "copy", path)
    with session(path):
        error_pages.lost_captures(view_of("", {}, "own"))
    assert "has lost 1 batch:" in said[0]


def test_a_nearer_spelling_stands_for_the_word_and_not_inside_another() -> None:
    view = view_of("read", {"q": ["portrait port"]}, "own")
    (line,) = error_pages.emptied(view, Emptied(missing=(("port", ("fort",)),)))
    assert [part.href for part in line if isinstance(part, Link)] == ["/read?q=portrait+fort"]


def test_what_no_story_of_the_archive_has_is_not_said_to_be_spelled_wrong(said: list[str]) -> None:
    error_pages.nothing_found(view_of("browse", {}, "own"), "sections")
    assert "No sections in this archive" in said[0] and "spelling" not in said[0]
    error_pages.nothing_found(view_of("browse", {"tags": ["Ice"]}, "own"), "sections")
    assert "No sections in this selection" in said[1] and "Remove one" in said[1]


@pytest.mark.parametrize(("asked", "text"), [
    ({"read": ["starred"]}, "You have starred none yet"), ({"q": ["is:starred"]}, "press Star"),
    ({"read": ["unread"]}, "You have read them all"), ({"read": ["read"]}, "once you have opened it"),
])  # fmt: skip
def test_where_nothing_is_marked_it_is_said_how_that_is_done(
    tmp_path: Path, said: list[str], asked: dict[str, list[str]], text: str
) -> None:
    with session(archive(tmp_path, parsed(article("One")))):
        error_pages.nothing_found(view_of("read", asked, "own"))
    assert text in said[0] and "spell" not in said[0] and 'href="/read"' in said[0]


def test_where_no_story_is_of_the_days_those_of_the_archive_are_told(tmp_path: Path, said: list[str]) -> None:
    first, last = (article(name, published_at=datetime(2024, 4, day, 9, tzinfo=UTC)) for name, day in ENDS)
    with session(archive(tmp_path, parsed(first), parsed(last))):
        error_pages.nothing_found(view_of("read", {"since": ["2025-01-01"]}, "own"))
        error_pages.nothing_found(view_of("read", {"tags": ["Ice"]}, "own"))
    assert "The stories of the archive are of 3–9 April 2024." in said[0] and "April" not in said[1]
