"""A restore takes files that hold no work yet, names those that it left, and unites the reader's work."""

import argparse
from pathlib import Path

import pytest

from lib.cli.verbs import restore as verb
from lib.fetch import Source, followed_sources
from lib.store.files import settings
from lib.store.journal import joined_names, marks, recipes, views
from lib.store.paths import BESIDE, files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from lib.store.upkeep.user_files import faults
from tests.builders import archive, parsed
from tests.store.journal.test_recipes import recipe


def with_work(folder: Path) -> Path:
    """Return an archive with a backup and something in each file of the reader's."""
    path = archive(folder, parsed())
    marks.set_starred(path, "a", True)
    views.save(path, "Ferries", "q=ferry", batch=1)
    followed_sources.follow(files(path).sources, Source(url="https://a.example/feed"))
    settings.keep(files(path).settings, settings.Settings(watched=("/pages",)))
    joined_names.join(path, "tag", "Ferry", "Ferries")
    recipes.keep(path, recipe("tags=Fog", {}), "tags=Fog")
    backup(path)
    return path


def came(path: Path) -> list[object]:
    own = files(path)
    return [
        marks.in_state(path, "starred"), [each.name for each in views.all_views(path)],
        list(followed_sources.sources(own.sources)), settings.read(own.settings), joined_names.read(path),
        recipes.read(path),
    ]  # fmt: skip


def test_every_file_of_a_backup_fills_an_empty_machine(tmp_path: Path) -> None:
    former, new = with_work(tmp_path / "former"), tmp_path / "new" / "archive.duckdb"
    new.parent.mkdir()
    restore(new, files(former).backups)
    assert came(new) == came(former)
    for name in BESIDE:
        assert getattr(files(new), name).exists() is getattr(files(former), name).exists()


def test_an_app_that_was_opened_once_keeps_nothing_from_coming_back(tmp_path: Path) -> None:
    former, new = with_work(tmp_path / "former"), archive(tmp_path / "new", parsed())
    marks.keep(new, "visit", "desk", "{}")
    followed_sources.save_robots(files(new).sources, {})
    settings.keep(files(new).settings, settings.Settings())
    restore(new, files(former).backups)
    assert came(new) == came(former)
    assert list(faults(new)) == []


def test_what_the_reader_has_made_here_stays_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    former, new = with_work(tmp_path / "former"), archive(tmp_path / "new", parsed())
    marks.set_note(new, "b", "Mine.")
    followed_sources.follow(files(new).sources, Source(url="https://b.example/feed"))
    verb.run(argparse.Namespace(backup=files(former).backups, archive=new))
    out = capsys.readouterr().out
    assert "Yours stayed and were not taken from the backup: sources.sqlite." in out
    assert "4 changes of your own work came with it." in out
    assert marks.marks_on(new, "b").note == "Mine." and marks.in_state(new, "starred") == ["a"]
    assert list(followed_sources.sources(files(new).sources)) == ["https://b.example/feed"]
    assert joined_names.read(new) == joined_names.read(former)
