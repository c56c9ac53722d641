"""Finding a Chromium."""

import platform
from pathlib import Path

import pytest

from lib.export import chromium


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with nothing on it."""
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    return tmp_path


def program(path: Path, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("command", chromium.COMMANDS)
def test_a_browser_on_the_path_is_found(bare: Path, command: str) -> None:
    assert chromium.find() is None
    assert chromium.find() == program(bare / "bin" / command) or chromium.find() is not None


def test_the_named_browser_goes_before_all_others(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare / "bin" / "chromium")
    named = program(bare / "own" / "browser")
    monkeypatch.setenv("BROWSER_PATH", str(named))
    assert chromium.find() == named


def test_a_named_browser_may_be_in_the_reader_s_home_and_is_not_replaced(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare / "bin" / "chromium")
    monkeypatch.setenv("HOME", str(bare))
    monkeypatch.setenv("BROWSER_PATH", "~/own")
    assert chromium.find() is None
    assert 'BROWSER_PATH is "~/own", and no program is there' in chromium.missing_sentence()
    assert program(bare / "own") == chromium.find()


def test_a_file_that_cannot_run_is_no_browser(bare: Path) -> None:
    program(bare / "playwright" / "chromium-1" / "chrome-linux" / "chrome", mode=0o644)
    assert chromium.find() is None


def test_the_newest_download_is_the_last_resort(bare: Path) -> None:
    program(bare / "playwright" / "chromium-999" / "chrome-linux" / "chrome")
    newest = program(bare / "playwright" / "chromium-1200" / "chrome-linux64" / "chrome")
    assert chromium.find() == newest


def test_without_a_folder_of_playwright_s_the_working_folder_is_not_searched(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(bare / "cache"))
    program(bare / "chromium-1" / "chrome-linux" / "chrome")
    monkeypatch.chdir(bare)
    assert chromium.find() is None


@pytest.mark.parametrize(
    ("system", "variable", "place"),
    [
        ("Windows", "PROGRAMFILES(X86)", "Chromium/Application/chrome.exe"),
        ("Darwin", "HOME", "Applications/Chromium.app/Contents/MacOS/Chromium"),
    ],
)
def test_each_system_keeps_its_browsers_in_a_place_of_its_own(
    bare: Path, monkeypatch: pytest.MonkeyPatch, system: str, variable: str, place: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    monkeypatch.setenv(variable, str(bare))
    assert program(bare / place) == chromium.find()


def test_the_command_prints_the_path_or_says_that_there_is_none(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chromium.main() == 1
    assert capsys.readouterr().err.strip() == chromium.missing_sentence()
    own = program(bare / "bin" / "chromium")
    assert chromium.main() == 0
    assert capsys.readouterr().out.strip() == str(own)
