"""Files beside the archive are mended, and whatever stops the mending leaves no less than was there."""

from pathlib import Path

import pytest

from lib.fetch import state
from lib.ingest import following, inbox
from lib.store.decisions import corrections, joined_names
from lib.store.files import lines, marks, settings
from lib.store.files.home import files
from lib.store.upkeep import beside
from lib.store.upkeep.backup import backup
from tests.builders import archive, correction, parsed


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("end", [Killed(), OSError(28, "No space left on device")], ids=["kill", "full disk"])
def test_a_mending_that_is_stopped_keeps_what_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise end

    path = archive(tmp_path, parsed())
    corrections.append(path, [correction(f"Piece {number}.", sha256=str(number) * 64) for number in range(5)])
    settings.keep(files(path).settings, settings.Settings(watched=("/pages",)))
    backup(path)
    for own, flipped in ((files(path).corrections, "Piece 2"), (files(path).settings, "pages")):
        own.write_text(own.read_text().replace(flipped, flipped[::-1]))
    before = files(path).corrections.read_bytes(), files(path).settings.read_bytes()
    for name in ("corrections", "settings"):
        with monkeypatch.context() as patched, pytest.raises(type(end)):
            patched.setattr(lines, "rewrite", stop)
            beside.mend(path, [name])
    assert (files(path).corrections.read_bytes(), files(path).settings.read_bytes()) == before
    assert len(beside.mend(path)) == 2
    assert len(corrections.read(path)) == 5
    assert settings.read(files(path).settings).watched == ("/pages",)
    assert {each.read_bytes() for each in files(path).aside.iterdir()} == set(before)


def test_what_is_gone_comes_back_before_anything_new_is_written(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    own = files(path)
    marks.set_note(path, "a", "Mine.")
    for number in range(3):
        following.keep(path, f"https://h{number}.example/feed")
    settings.keep(own.settings, settings.Settings(watched=("/pages",)))
    backup(path)
    for each in (own.marks, own.marks_log, own.sources, own.settings):
        each.unlink()
    marks.keep(path, "visit", "desk", "{}")  # as the app does by itself
    with inbox.asking(path):
        state.keep_robots(own.sources, {})  # as does the fetching of any page
    following.keep(path, "https://new.example/feed")
    assert marks.of(path, "a").note == "Mine." and len(marks.kept(path, "visit")) == 1
    assert len(state.sources(own.sources)) == 4
    assert settings.read(own.settings).watched == ("/pages",)
    assert own.log.read_text().count("brought back from") == 3
    assert list(beside.faults(path)) == []


def test_marks_of_a_removed_story_do_not_come_back(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    for each in ("a", "b"):
        marks.set_starred(path, each, True)
    backup(path)
    for file in (files(path).marks, files(path).marks_log):
        file.unlink()
    marks.forget(path, ["a"])
    assert marks.in_state(path, "starred") == ["b"]


def test_a_mending_brings_no_forgotten_line_back(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    for name in ("Zanzibarquux", "Ferries", "Ships"):
        joined_names.join(path, "tag", name, f"{name} of the harbour")
    backup(path)
    first, *_ = joined_names.read(path)
    joined_names.forget(path, {first.id})
    own = files(path).names
    own.write_text(own.read_text().replace('"Ships"', '"Shipz"'))
    beside.mend(path)
    assert sorted(each.name for each in joined_names.read(path)) == ["Ferries", "Ships"]
    assert "Zanzibarquux" not in own.read_text()
    assert list(beside.faults(path)) == []
