"""Files beside the archive are mended, and whatever stops the mending leaves no less than was there."""

from pathlib import Path

import pytest

from lib.fetch import followed_sources
from lib.ingest import addresses, following
from lib.store import durable
from lib.store.files import settings
from lib.store.journal import marks
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.upkeep import user_files
from lib.store.upkeep.backup import backup
from tests.builders import archive, parsed


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("end", [Killed(), OSError(28, "No space left on device")], ids=["kill", "full disk"])
def test_a_mending_that_is_stopped_keeps_what_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise end

    path = archive(tmp_path, parsed())
    following.follow_feed(path, "https://one.example/feed")
    settings.keep(files(path).settings, settings.Settings(watched=("/pages",)))
    backup(path)
    own = files(path)
    own.settings.write_text(own.settings.read_text().replace("pages", "segap"))
    own.sources.write_bytes(b"garbage")
    before = own.sources.read_bytes(), own.settings.read_bytes()
    for name in ("sources", "settings"):
        with monkeypatch.context() as patched, pytest.raises(type(end)):
            patched.setattr(durable, "rewrite", stop)
            user_files.mend(path, [name])
    assert (own.sources.read_bytes(), own.settings.read_bytes()) == before
    assert len(user_files.mend(path)) == 2
    assert list(followed_sources.sources(own.sources)) == ["https://one.example/feed"]
    assert settings.read(files(path).settings).watched == ("/pages",)
    assert {each.read_bytes() for each in files(path).aside.iterdir()} == set(before)


def test_what_is_gone_comes_back_before_anything_new_is_written(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    own = files(path)
    marks.set_note(path, "a", "Mine.")
    for number in range(3):
        following.follow_feed(path, f"https://h{number}.example/feed")
    settings.keep(own.settings, settings.Settings(watched=("/pages",)))
    backup(path)
    for each in (own.journal, own.journal_log, own.sources, own.settings):
        each.unlink()
    marks.keep(path, "visit", "desk", "{}")  # as the app does by itself
    with addresses.open_client(path):
        followed_sources.save_robots(own.sources, {})  # as does the fetching of any page
    following.follow_feed(path, "https://new.example/feed")
    assert marks.marks_on(path, "a").note == "Mine." and len(marks.saved_items(path, "visit")) == 1
    assert len(followed_sources.sources(own.sources)) == 4
    assert settings.read(own.settings).watched == ("/pages",)
    assert own.log.read_text().count("brought back from") == 3
    assert list(user_files.faults(path)) == []


def test_marks_of_a_removed_story_do_not_come_back(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    for each in ("a", "b"):
        marks.set_starred(path, each, True)
    backup(path)
    for file in (files(path).journal, files(path).journal_log):
        file.unlink()
    Journal(path).erase(["a"])
    assert marks.in_state(path, "starred") == ["b"]
