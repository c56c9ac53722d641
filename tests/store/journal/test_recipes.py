"""Kept recipes: found by their code, and taken away with a story that they may show."""

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lib.model.recipe import Recipe, Rows, Slice
from lib.store.journal import recipes
from lib.store.journal.journal import Journal
from tests.store.noted import noted


def recipe(address: str, listed: Mapping[str, str] | None) -> Recipe:
    rows = {"frame": Rows(columns=["tag", "stories"], rows=[["Zanzibarquux", 2]])}
    part = Slice(stories=2, sha256="f" * 64, listed=listed)
    return Recipe(
        chart="tags_bar", address=address, title="What is in the news?", source="Wireroom", rows=rows,
        slice=part, decisions=[], figure="e" * 64, version="Wireroom 0.1.0",
        made_at="2024-04-09T06:31:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize(("listed", "left"), [({"abc": "1"}, False), ({"other": "1"}, True), (None, False)])
def test_a_removed_story_takes_the_recipes_that_may_show_it(
    tmp_path: Path, listed: Mapping[str, str] | None, left: bool
) -> None:
    path, made = tmp_path / "archive.duckdb", recipe("tags=Fog", listed)
    recipes.keep(path, made, "tags=Fog&labels=Mine")
    found = recipes.find(path, made.code)
    assert found and found.recipe and found.recipe.address == "tags=Fog&labels=Mine"
    assert [each.code for each in recipes.showing(path, ["abc"])] == ([] if left else [made.code])
    recipes.forget(path, ["abc"])
    found = recipes.find(path, made.code)
    assert found and bool(found.recipe) is left
    assert ("Zanzibarquux" in noted(path)) is left
    assert recipes.read(path)[-1] == found


@pytest.mark.parametrize("step", ["append_decided", "erase"])
def test_a_removal_that_is_killed_keeps_the_code_of_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path, made = tmp_path / "archive.duckdb", recipe("tags=Fog", {"abc": "1"})
    recipes.keep(path, made, "tags=Fog")
    whole = getattr(Journal, step)

    def killed(*given: object, **named: object) -> None:
        """Do the step, then end as a process that is killed."""
        whole(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Journal, step, killed)
        recipes.forget(path, ["abc"])
    recipes.forget(path, ["abc"])  # as the next start does
    assert [(each.code, each.removed) for each in recipes.read(path)] == [(made.code, ("abc",))]
    assert "Zanzibarquux" not in noted(path)


@pytest.mark.parametrize(("seconds", "left"), [(-1, True), (0, False), (1, False)])
def test_a_figure_that_was_made_after_a_removal_stays(tmp_path: Path, seconds: int, left: bool) -> None:
    path, made = tmp_path / "archive.duckdb", recipe("tags=Fog", None)
    recipes.keep(path, made, "tags=Fog")
    removed_at = datetime(2024, 4, 9, 6, 31) + timedelta(seconds=seconds)
    assert bool(recipes.forget(path, ["abc"], removed_at=removed_at)) is not left
    found = recipes.find(path, made.code)
    assert found and bool(found.recipe) is left


def test_a_figure_that_two_windows_save_at_once_is_saved_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, made, find = tmp_path / "archive.duckdb", recipe("tags=Fog", None), recipes.find
    other = threading.Thread(target=recipes.keep, args=(path, made, "tags=Fog"))

    def meanwhile(archive: Path, code: str) -> recipes.SavedFigure | None:
        """Return the saved figure, while another window saves it."""
        monkeypatch.setattr(recipes, "find", find)
        found = find(archive, code)
        other.start()
        other.join(0.3)
        return found

    monkeypatch.setattr(recipes, "find", meanwhile)
    recipes.keep(path, made, "tags=Fog")
    other.join()
    assert [each.code for each in recipes.read(path)] == [made.code]


def test_what_is_no_recipe_of_a_figure_is_not_found(tmp_path: Path) -> None:
    assert recipes.find(tmp_path / "archive.duckdb", "K7QF-2M9A") is None
    assert recipes.forget(tmp_path / "archive.duckdb", ["abc"]) == ()
