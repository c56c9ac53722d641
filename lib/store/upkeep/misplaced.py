"""Folders that lie where a file of the home is meant, and files where a folder is."""

from collections.abc import Iterator
from pathlib import Path

from lib.model.errors import SubjectError
from lib.store.paths import FORMER, files

_FOLDERS = ("originals", "pictures", "inbox", "backups", "backup_originals", "aside")


def found(archive: Path) -> Iterator[SubjectError]:
    """Yield a sentence for each of them; folders keep an older Wireroom from the files that it had."""
    for name, path in vars(files(archive)).items():
        if name not in (*FORMER, "former_lock") and path.exists() and path.is_dir() != (name in _FOLDERS):
            is_, meant = ("a file", "a folder") if name in _FOLDERS else ("a folder", "a file")
            yield SubjectError(path, f"{path} is {is_}, where {meant} of Wireroom is meant; move it away.")
