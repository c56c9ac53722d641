"""Access rights of the data folder: no other account of the machine may read it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from lib.store.paths import archive_path, files, home, token_path, work_path

OTHERS = 0o077  # what may be allowed to other accounts


def keep_private() -> str | None:
    """Let only this account read the data folder and new files, those of child processes too.

    Return a warning if others could read an archive in the folder or perhaps still can; None if nobody could.
    """
    if os.name != "posix":
        return None  # other systems give a folder its owner's rights
    os.umask(OTHERS)
    opened, refused = 0, None
    for path in _entries(home()):
        try:
            opened += _close(path)
        except FileNotFoundError:  # another process has taken it away meanwhile
            continue
        except OSError as error:  # the others are closed all the same
            refused = refused or error
    if refused:
        return (
            f"Other accounts of this machine may be able to read {refused.filename} ({refused.strerror}); "
            "let its owner close it, or choose another folder with WIREROOM_HOME."
        )
    if opened and any(home().glob("*.duckdb")):
        return f"Other accounts of this machine could read the data in {home()}; it is closed to them now."
    return None


def _entries(folder: Path) -> Iterator[Path]:
    """Yield the paths to close to other accounts: the data folder and the program's own files in it.

    A shared folder (sticky, the user's home, the root) stays as it is, and so do other files in it. Files are
    yielded only if others had access to the folder.
    """
    if not folder.is_dir():
        return
    mode = folder.stat().st_mode
    was_open = bool(mode & OTHERS)
    if not mode & stat.S_ISVTX and folder not in (Path.home(), Path(folder.anchor)):
        yield folder  # no folder that others use by right: there the files alone are closed
    ours = [work_path(), token_path()]
    for archive in {archive_path(), *folder.glob("*.duckdb")}:
        ours += [*vars(files(archive)).values(), archive.with_name(f"{archive.name}.wal")]
    for path in ours if was_open else ():
        yield path
        yield from path.rglob("*") if path.is_dir() else ()


def _close(path: Path) -> bool:
    """Take from other accounts all rights to a path; return whether they had any. Links stay as they are."""
    if path.is_symlink() or not path.exists():
        return False
    mode = path.stat().st_mode & 0o777
    if mode & OTHERS:
        path.chmod(mode & ~OTHERS)
    return bool(mode & OTHERS)
