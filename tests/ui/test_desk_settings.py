"""What the reader sets for the app is kept, and a path that cannot be watched is refused in words."""

from pathlib import Path

import pytest

from lib.ui import desk_settings


def test_the_usual_settings_hold_until_others_are_made(empty_home: Path) -> None:
    assert desk_settings.settings() == desk_settings.Settings(by_itself=True, watched=())
    desk_settings.work_by_itself(False)
    assert desk_settings.watch(str(empty_home)) == ""
    assert desk_settings.settings() == desk_settings.Settings(by_itself=False, watched=(str(empty_home),))
    desk_settings.unwatch(str(empty_home))
    assert desk_settings.settings().watched == ()


def test_a_path_that_cannot_be_watched_is_refused(empty_home: Path) -> None:
    (empty_home / "file").touch()
    desk_settings.watch(str(empty_home))
    for given in ("", "  ", "pages", str(empty_home / "file"), str(empty_home / "none"), f" {empty_home} "):
        assert desk_settings.watch(given).endswith(".")
    assert desk_settings.settings().watched == (str(empty_home),)


def test_settings_that_cannot_be_read_are_the_usual_ones(empty_home: Path) -> None:
    for words in ("", "[]", '{"by_itself": 1}', "\x00"):
        (empty_home / "desk.json").write_text(words, encoding="utf-8")
        assert desk_settings.settings() == desk_settings.Settings()


@pytest.mark.parametrize(
    ("told", "yes"), [("", True), ("on", True), ("off", False), ("OFF", False), ("0", False)]
)
def test_one_word_in_the_environment_stops_all(told: str, yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_BACKGROUND", told)
    assert desk_settings.allowed() is yes
