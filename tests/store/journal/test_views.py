"""Selections saved by name live with the reader's marks, and are as safe as they."""

from pathlib import Path

import pytest

from lib.store.journal import marks, views
from tests.builders import archive


def names(path: Path) -> list[str]:
    return [each.name for each in views.all_views(path)]


def test_a_view_is_saved_replaced_and_removed(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert views.all_views(path) == [] and views.view_named(path, "Ports") is None
    views.save(path, "Ports", "tags=Ports", batch=1)
    views.save(path, "Bread, “fresh”", "q=bread", batch=1)
    first = views.view_named(path, "Ports")
    views.save(path, "Ports", "tags=Harbour", batch=1)
    again = views.view_named(path, "Ports")
    assert first and again and again.address == "tags=Harbour" and again.looked > first.looked
    assert names(path) == ["Bread, “fresh”", "Ports"]
    views.remove(path, "Ports")
    assert names(path) == ["Bread, “fresh”"] and marks.all_labels(path) == []


@pytest.mark.parametrize(
    "body", [
        '{"address": "q=a"}', '{"address": "q=a", "looked": 3, "batch": 0}',
        '{"address": "q=a", "looked": "2024-04-09", "batch": Infinity}',
    ],
)  # fmt: skip
def test_a_view_in_another_form_is_skipped(tmp_path: Path, body: str) -> None:
    path = tmp_path / "archive.duckdb"
    views.save(path, "Dock", "tags=Strike", batch=0)
    marks.keep(path, "view", "Other", body)
    assert [each.name for each in views.all_views(path)] == ["Dock"]
