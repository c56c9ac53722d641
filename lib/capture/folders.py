"""The files of a folder in a stable order, and why others in it are left out."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

from lib.capture.formats import ANYTHING, HEAD, is_known
from lib.model.capture import Skipped

DEEPEST = 100  # folders within a folder
# Browsers name the folder of a saved page's pictures in the reader's language; Windows knows these.
COMPANIONS = (
    "_files", ".files", "-Dateien", "-filer", "_archivos", "_arquivos", "_bestanden", "_bylos", "_datoteke",
    "_dosyalar", "_elemei", "_failid", "_fails", "_fajlovi", "_ficheiros", "_fichiers", "_file",
    "_fitxategiak", "_fitxers", "_pliki", "_soubory", "_tiedostot",
)  # fmt: skip
PAGES = (".html", ".htm", ".html.gz", ".htm.gz", ".HTML", ".HTM")


def paths(source: str | Path) -> Iterator[Path | Skipped]:
    """Yield the file itself, or every file in and below a folder: its path, or a skip with the reason."""
    root = Path(source)
    if root.is_dir():
        yield from _files_in(root, above=frozenset())
    else:
        yield root


def _files_in(folder: Path, *, above: frozenset[tuple[int, int]]) -> Iterator[Path | Skipped]:
    """Yield the files in and below a folder, or why they are skipped.

    `above` has (device, inode) of the folders around it, so that no link leads in a circle.
    """
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
    if len(above) == DEEPEST:
        yield Skipped(origin=str(folder), reason="too deep in other folders")
        return
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        if reason := _reason_to_skip(entry, names):
            yield Skipped(origin=str(entry), reason=reason)
        elif entry.is_dir():
            yield from _files_in(entry, above=above | {here})
        else:
            yield entry


def _reason_to_skip(entry: Path, names: frozenset[str]) -> str | None:
    """Return why a file or folder is left out; None if it is not. `names` are all names in its folder."""
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
    head = b""
    if entry.name.casefold().removesuffix(".gz").endswith(ANYTHING):
        try:
            with entry.open("rb") as file:
                head = file.read(HEAD)
        except OSError:
            return None  # reading it will say why it cannot be read
    return None if is_known(entry.name, head) else "not a known format"


def is_companion(name: str, names: frozenset[str]) -> bool:
    """Return whether a folder holds the pictures of a saved page: "Story_files" beside "Story.html".

    `name` is the folder's, `names` are all names beside it.
    """
    for ending in COMPANIONS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return any(stem + page in names for page in PAGES)
    return False
