"""Replacement of the archive by another, without the stories that were removed since."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lib.store.archive import checkpoint
from lib.store.files import lock, receipts
from lib.store.files.home import files
from lib.store.removal import forget_leftovers, remove_again
from lib.store.upkeep.copying import sync


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedArchive:
    """What came of putting another archive in place."""

    former: Path | None  # where the archive that was there before lies now
    lost: list[receipts.Line]  # batches of the ledger that the new archive lacks
    removed: int  # stories that were removed again


def replace_archive(path: Path, make: Callable[[Path], None]) -> ReplacedArchive:
    """Put the archive that `make` writes to the path it is given in place of the one at `path`.

    Removed stories are removed again before anybody can read it. The caller holds the writer's lock.
    """
    staged, history = lock.prepare_archive(path), receipts.history(path)
    make(staged)
    if files(path).receipts.exists():
        shutil.copy2(files(path).receipts, files(staged).receipts)
    lost = receipts.repair(staged)
    removed = remove_again(staged, history)
    checkpoint(staged)
    sync(files(staged).receipts)
    lock.commit_archive(path)
    former = lock.put_in_place(path)
    forget_leftovers(path)
    return ReplacedArchive(former=former, lost=lost, removed=removed)
