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


def test_a_named_browser_that_is_not_there_is_not_replaced(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare / "bin" / "chromium")
    monkeypatch.setenv("BROWSER_PATH", str(bare / "nothing"))
    assert chromium.find() is None
    assert f'BROWSER_PATH is "{bare / "nothing"}", and no program is there' in chromium.missing_sentence()


def test_a_named_browser_may_be_in_the_reader_s_home(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(bare))
    monkeypatch.setenv("BROWSER_PATH", "~/own")
    own = program(bare / "own")
    assert chromium.find() == own


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


def test_windows_keeps_its_browsers_among_the_programs(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(bare))
    own = program(bare / "Chromium" / "Application" / "chrome.exe")
    assert chromium.find() == own


def test_a_mac_keeps_its_browsers_in_applications(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setenv("HOME", str(bare))
    own = program(bare / "Applications" / "Chromium.app" / "Contents" / "MacOS" / "Chromium")
    assert chromium.find() == own


def test_the_command_prints_the_path(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = program(bare / "bin" / "chromium")
    assert chromium.main() == 0
    assert capsys.readouterr().out.strip() == str(own)


def test_the_command_says_when_there_is_none(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert chromium.main() == 1
    assert capsys.readouterr().err.strip() == chromium.missing_sentence()
