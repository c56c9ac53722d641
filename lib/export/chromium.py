"""Finds the Chromium that draws exports and drives the browser tests."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge",
)  # fmt: skip

_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

ABSENT = (
    "No Chromium or Chrome was found on this machine. Install one, or set BROWSER_PATH to its program, "
    "to draw PNG, SVG and PDF files."
)


def find() -> Path | None:
    """The first Chromium that exists: named by $BROWSER_PATH, on the PATH, installed, or Playwright's."""
    return next((path for path in _places() if path.is_file() and os.access(path, os.X_OK)), None)


def _places() -> Iterator[Path]:
    named = os.environ.get("BROWSER_PATH")
    if named is not None:
        # A wish is not second-guessed: when it names nothing, there is no Chromium.
        yield Path(named)
        return
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    yield from _installed()
    yield from _downloaded()


def _installed() -> Iterator[Path]:
    if sys.platform == "darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield from (root / program for program in _MAC)
    if sys.platform == "win32":
        for root in filter(None, map(os.environ.get, _WINDOWS_ROOTS)):
            yield from (Path(root) / program for program in _WINDOWS)


def _downloaded() -> Iterator[Path]:
    folder = _playwright_folder()
    for pattern in _PLAYWRIGHT:
        yield from sorted(folder.glob(pattern), reverse=True)


def _playwright_folder() -> Path:
    if (named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH")) and named != "0":
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "ms-playwright"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "ms-playwright"


def main() -> int:
    """Print the path, or say on stderr that there is none."""
    found = find()
    print(found or ABSENT, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
