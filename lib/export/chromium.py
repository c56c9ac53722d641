"""Finding the Chromium that draws exports and drives the browser tests."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge",
)  # fmt: skip

# Where a system installs browsers: folders, which may name variables, and programs in each of them.
_INSTALLED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Darwin": (
        ("/Applications", "~/Applications"),
        (
            "Google Chrome.app/Contents/MacOS/Google Chrome",
            "Chromium.app/Contents/MacOS/Chromium",
            "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ),
    ),
    "Windows": (
        ("${PROGRAMFILES}", "${PROGRAMFILES(X86)}", "${LOCALAPPDATA}"),
        (
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        ),
    ),
}
_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/*/*headless*shell*",
)


def find() -> Path | None:
    """Return the path of the first Chromium found; None if there is none.

    Searched are $BROWSER_PATH alone if it is set, else the PATH, the usual folders, Playwright's downloads.
    """
    return next((path for path in _places() if path.is_file() and os.access(path, os.X_OK)), None)


def missing_sentence() -> str:
    """Return the sentence that says, where `find` finds none, what a reader can do."""
    if (named := os.environ.get("BROWSER_PATH")) is not None:
        return (
            f'BROWSER_PATH is "{named}", and no program is there that can be started. Set it to a Chromium '
            "or Chrome, or take it away, to draw PNG, SVG and PDF files."
        )
    return (
        "No Chromium or Chrome was found on this machine. Install one, or set BROWSER_PATH to its program, "
        "to draw PNG, SVG and PDF files."
    )


def _places() -> Iterator[Path]:
    """Yield where a Chromium may be: the one the reader names, on the path, installed, or Playwright's."""
    named = os.environ.get("BROWSER_PATH")
    if named is not None:
        # A wish is not second-guessed: when it names nothing, there is no Chromium.
        yield Path(named).expanduser()
        return
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    folders, programs = _INSTALLED.get(platform.system(), ((), ()))
    roots = (Path(os.path.expandvars(each)).expanduser() for each in folders)
    yield from (root / program for root in roots for program in programs)
    folder = _playwright_folder()
    for pattern in _PLAYWRIGHT:  # of each the newest, by the numbers in its path, first
        numbers = {path: list(map(int, re.findall(r"-(\d+)", str(path)))) for path in folder.glob(pattern)}
        yield from sorted(numbers, key=numbers.__getitem__, reverse=True)


def _playwright_folder() -> Path:
    """Return the folder into which Playwright downloads browsers on this system."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named and named != "0":
        return Path(named)
    folders = {
        "Windows": Path(os.environ.get("LOCALAPPDATA", "")),
        "Darwin": Path.home() / "Library" / "Caches",
    }
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return folders.get(platform.system(), cache) / "ms-playwright"


def main() -> int:
    """Print the path of the Chromium and return 0, or print to stderr that there is none and return 1."""
    found = find()
    print(found or missing_sentence(), file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
