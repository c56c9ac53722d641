"""The files of a folder in a stable order, and the reasons why others are skipped."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

from lib.capture.formats import ANYTHING, is_known
from lib.model.capture import Skipped

# Browsers name the folder of a saved page's pictures in the reader's language.
COMPANIONS = (
    "_files", ".files", "_fichiers", "-Dateien", "_archivos", "_bestanden", "_file", "_arquivos", "_pliki",
)  # fmt: skip
HEAD = 4096
PAGES = (".html", ".htm", ".html.gz", ".htm.gz")


def paths(source: str | Path) -> Iterator[Path | Skipped]:
    """Yield every file of a folder, or the file itself; what is skipped says why."""
    root = Path(source)
    if root.is_dir():
        yield from _walk(root, above=frozenset())
    else:
        yield root


def _walk(folder: Path, *, above: frozenset[tuple[int, int]]) -> Iterator[Path | Skipped]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Skipped(origin=str(folder), reason=f"cannot be opened: {error.strerror}")
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Skipped(origin=str(folder), reason="link loop")
        return
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        yield from _entry(entry, names=names, above=above | {here})


def _entry(
    entry: Path, *, names: frozenset[str], above: frozenset[tuple[int, int]]
) -> Iterator[Path | Skipped]:
    if reason := _why_not(entry, names):
        yield Skipped(origin=str(entry), reason=reason)
    elif entry.is_dir():
        yield from _walk(entry, above=above)
    else:
        yield entry


def _why_not(entry: Path, names: frozenset[str]) -> str | None:
    if entry.name.startswith("."):
        return "hidden file"
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link onto itself
            return "link loop"
        return "broken link" if entry.is_symlink() else f"unreadable: {error.strerror}"
    if stat.S_ISDIR(mode):
        return "part of a saved page" if is_companion(entry.name, names) else None
    if not stat.S_ISREG(mode):
        return "not a regular file"
    return _unless_known(entry)


def _unless_known(entry: Path) -> str | None:
    head = b""
    if entry.name.casefold().removesuffix(".gz").endswith(ANYTHING):
        try:
            with entry.open("rb") as file:
                head = file.read(HEAD)
        except OSError:
            return None  # reading it will say why it cannot be read
    return None if is_known(entry.name, head) else "not a known format"


def is_companion(name: str, names: frozenset[str]) -> bool:
    """Return whether a folder belongs to a saved page that lies beside it."""
    for ending in COMPANIONS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return any(stem + page in names for page in PAGES)
    return False
