"""Selections saved by name live with the reader's marks, and are as safe as they."""

from pathlib import Path

from lib.store.journal import marks, views
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from tests.builders import archive, article, parsed
from tests.store.noted import noted


def names(path: Path) -> list[str]:
    return [each.name for each in views.all_views(path)]


def test_a_view_is_saved_replaced_and_removed(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert views.all_views(path) == [] and views.called(path, "Ports") is None
    views.save(path, "Ports", "tags=Ports", batch=1)
    views.save(path, "Bread, “fresh”", "q=bread", batch=1)
    first = views.called(path, "Ports")
    views.save(path, "Ports", "tags=Harbour", batch=1)
    again = views.called(path, "Ports")
    assert first and again and again.address == "tags=Harbour" and again.looked > first.looked
    assert names(path) == ["Bread, “fresh”", "Ports"]
    views.remove(path, "Ports")
    assert names(path) == ["Bread, “fresh”"] and marks.all_labels(path) == []


def test_views_come_back_from_either_copy(tmp_path: Path) -> None:
    path = archive(tmp_path)
    views.save(path, "Ports", "tags=Ports", batch=1)
    views.save(path, "Gone", "q=gone", batch=1)
    views.remove(path, "Gone")
    held = views.all_views(path)
    for copy in (files(path).journal, files(path).journal_log):
        copy.unlink()
        assert "brought back" in (Journal(path).check() or "") and views.all_views(path) == held


def test_views_go_into_the_backup_and_come_back(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article()))
    views.save(path, "Ports", "tags=Ports", batch=1)
    backup(path)
    for file in (files(path).journal, files(path).journal_log):
        file.write_bytes(b"\x00herring\xff" * 900)
    assert "brought back" in (Journal(path).check() or "") and names(path) == ["Ports"]


def test_what_is_kept_of_a_story_moves_and_goes_with_it(tmp_path: Path) -> None:
    path = archive(tmp_path)
    marks.keep(path, "highlight", "h", "The words of a passage", article="former")
    views.save(path, "Ports", "tags=Ports", batch=1)
    marks.move(path, {"former": "a"})
    assert [each.article for each in marks.saved_items(path, "highlight")] == ["a"]
    Journal(path).erase(["a"])
    assert marks.saved_items(path, "highlight") == [] and names(path) == ["Ports"]
    assert "passage" not in noted(path)
