"""What the reader sets for the app is kept, and a path that cannot be watched is refused in words."""

import os
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.store.files import settings
from lib.store.files.settings import Settings
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.ui.intake import desk_settings
from tests.builders import archive, parsed


def test_the_usual_settings_hold_until_others_are_made(folder: Path) -> None:
    assert desk_settings.settings() == Settings(by_itself=True, watched=())
    desk_settings.change(by_itself=False)
    assert desk_settings.watch(str(folder)) == ""
    assert desk_settings.settings() == Settings(by_itself=False, watched=(str(folder),))
    desk_settings.unwatch(str(folder))
    assert desk_settings.settings().watched == ()


def test_a_path_that_cannot_be_watched_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    desk_settings.watch(str(folder))
    text = {
        "": "Give the full path", "  ": "Give the full path", "pages": "Give the full path",
        str(folder / "file"): "is a file", str(folder / "none"): "There is no folder",
        f" {folder} ": "is watched already", "/\0": "is no path", "~nobody-of-this-name/x": "is no path",
        "/" + "x" * 5000: "cannot be read (File name too long)",
    }  # fmt: skip
    for given, words in text.items():
        said = desk_settings.watch(given)
        assert words in said and said.endswith(".") and len(said) < 300, given
    assert desk_settings.settings().watched == (str(folder),)
    desk_settings.unwatch(str(folder))
    closed = PermissionError(13, "Permission denied", str(folder))
    monkeypatch.setattr(os, "scandir", Mock(side_effect=closed))
    assert "cannot be read (Permission denied)" in desk_settings.watch(str(folder))


def test_the_house_itself_and_the_whole_disk_are_not_watched(empty_home: Path) -> None:
    for given in ("/", str(empty_home), str(empty_home.parent)):
        assert "holds the files of Wireroom itself" in desk_settings.watch(given)
    (empty_home / "inbox" / "deep").mkdir(parents=True)
    for own in (empty_home / "inbox", empty_home / "inbox" / "deep"):
        assert "is a folder of Wireroom itself" in desk_settings.watch(str(own))
    assert desk_settings.settings().watched == ()


def test_settings_that_cannot_be_read_are_the_usual_ones(empty_home: Path) -> None:
    for words in ("", "[]", '{"by_itself": 1}', "\x00"):
        (empty_home / "desk.json").write_text(words, encoding="utf-8")
        assert desk_settings.settings() == Settings()


@pytest.mark.parametrize(
    ("text", "yes"), [("", True), ("on", True), ("off", False), ("OFF", False), ("0", False)]
)
def test_one_word_in_the_environment_stops_all(text: str, yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_BACKGROUND", text)
    assert desk_settings.allowed() is yes


@pytest.mark.parametrize("damage", ["flipped", "gone", "never copied"])
def test_one_change_of_damaged_settings_loses_none_of_the_others(folder: Path, damage: str) -> None:
    own = files(archive(folder.parent, parsed()))
    settings.keep(own.settings, Settings(watched=(str(folder),), backups="/mnt/usb"))
    if damage != "never copied":
        backup(own.archive)
    before = own.settings.read_bytes().replace(b"usb", b"ush")
    own.settings.write_bytes(before)
    if damage == "gone":
        own.settings.unlink()
    desk_settings.change(pictures=True)
    back = Settings() if damage == "never copied" else Settings(watched=(str(folder),), backups="/mnt/usb")
    assert desk_settings.settings() == replace(back, pictures=True)
    assert [each.read_bytes() for each in own.aside.glob("*")] == [before] * (damage != "gone")
