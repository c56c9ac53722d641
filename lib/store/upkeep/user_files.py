"""Checking and repairing the list of sources and the settings beside the archive."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from lib.model import checksums
from lib.model.errors import ArchiveDamaged, Remedy, SubjectError, WireroomError
from lib.store import durable
from lib.store.backup_files import newest_good
from lib.store.files import keys, log, settings
from lib.store.journal.database import UNREADABLE, is_refused, is_sound, opened
from lib.store.paths import BESIDE, BESIDE_SQLITE, OWN, files
from lib.store.set_aside import copy_aside, move_aside

MENDS = Remedy(
    command="doctor --mend", does="sets it aside and brings back what can be read of it and its backups"
)


def faults(archive: Path, names: Iterable[str] = ()) -> Iterator[tuple[str, WireroomError]]:
    """Yield (name, error) for each file, of `names` or all, that is damaged, or missing but in a backup."""
    for name, read in _READ.items():
        if names and name not in names:
            continue
        own, copy = getattr(files(archive), name), _copy(archive, name)
        if not os.path.lexists(own) and not copy:
            continue
        try:
            read(archive)
        except WireroomError as error:
            yield name, error
            continue
        if copy and not own.exists():
            yield name, SubjectError(own, f"{own} is gone, and {copy.name} still holds it.", MENDS)


def mend(archive: Path, names: Iterable[str] = ()) -> list[str]:
    """Restore damaged or missing files or begin them anew, old ones set aside; return a sentence on each."""
    done = []
    for name in [name for name, _ in faults(archive, names)]:
        own, copy = getattr(files(archive), name), _copy(archive, name)
        content = copy.read_bytes() if copy else b""
        former = _replace(archive, own, content)
        how = f"brought back from {copy.name}" if copy else "begun anew, for no backup holds it"
        how = "begun anew" if name == "keys" else how
        done.append(f"{own.name} was {how}{f'; it lies at {former} as it was' if former else ''}.")
    return done


def _copy(archive: Path, name: str) -> Path | None:
    """Return the newest intact copy of a file in a backup; None if no backup holds one."""
    return newest_good(archive, name) if name in BESIDE else None


def bring_back(archive: Path) -> None:
    """Restore the list of sources and the settings from a backup if they are missing, and log that."""
    gone = [name for name in OWN if not getattr(files(archive), name).exists()]
    for sentence in mend(archive, gone) if gone else ():
        log.note(archive, sentence)


def _replace(archive: Path, own: Path, content: bytes) -> Path | None:
    """Write `content` to the file `own`, or remove the file if there is no content.

    Return the path to which the former file was moved or copied; None if there was no file. It stays in its
    place until it is replaced, so that a crash or a full disk loses neither.
    """
    if not content or not own.is_file():
        former = move_aside(archive, own)
    else:
        former = copy_aside(archive, own)
        for end in BESIDE_SQLITE:
            own.with_name(f"{own.name}{end}").unlink(missing_ok=True)
    if content:
        durable.rewrite(own, content)
    return former


def _check_sources(archive: Path) -> None:
    """Raise ArchiveDamaged if the list of sources is damaged; one that cannot be opened now is not."""
    own = files(archive).sources
    if not own.exists():
        return
    fault = ""
    try:
        with closing(opened(own, "ro")) as sources:
            for url, state in sources.execute("select url, state from source"):
                if checksums.unsigned(json.loads(state)).get("url") != url:
                    fault = f"the state of {url} is another's"
            for (table,) in sources.execute("select name from sqlite_schema where type = 'table'").fetchall():
                sources.execute(f'select * from "{table}"').fetchall()  # bytes that are no letters fail here
            fault = fault or ("" if is_sound(sources, own) else "its pages do not fit together")
    except (*UNREADABLE, ValueError) as error:
        if is_refused(error):
            return
        fault = str(error)
    if fault:
        raise ArchiveDamaged(own, f"The list of sources {own} is damaged ({fault}).", MENDS)


_READ: dict[str, Callable[[Path], object]] = {
    "sources": _check_sources,
    "settings": lambda path: settings.read(files(path).settings),
    "keys": lambda path: keys.read(files(path).keys),
}
