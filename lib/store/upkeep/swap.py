"""Replacing the archive by another one, in which removals made since are repeated."""

import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lib.model.errors import ArchiveDamaged, ArchiveError
from lib.store import lock, originals, prepared, receipts, reconcile
from lib.store.archive import ArchiveReader, checkpoint, keep_setting, open_for_reading
from lib.store.durable import sync
from lib.store.journal.journal import Journal
from lib.store.leftovers import forget_leftovers
from lib.store.lookups import settled_hashes, tombstone_keys, tombstones
from lib.store.opening import raise_layout
from lib.store.paths import files
from lib.store.removal_again import remove_again, return_again
from lib.store.stored_settings import FORMER_BATCHES, JOURNAL, REBUILDING, RESTORED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedArchive:
    """The result of replacing the archive: its former path, lost batches, removed stories, what came back."""

    former: Path | None  # where the archive that was there before lies now
    lost: list[receipts.BatchRecord]  # batches of the ledger that the new archive lacks
    removed: int  # stories that were removed again
    originals: int  # that were gone or damaged and are back
    work: int  # changes of the reader's that came with it


def replace_archive(
    archive: Path,
    make: Callable[[Path], None],
    *,
    originals_from: Path | None = None,
    left_out: Collection[str] = (),
) -> ReplacedArchive:
    """Replace the archive by the one that `make` writes to a path that it is given; return the result.

    Removals are repeated before anybody can read it. Missing or damaged originals of other stories are copied
    from the folder `originals_from`, but not those whose hashes are `left_out`. The caller holds the writer's
    lock.
    """
    staged, history = prepared.prepare_archive(archive), _history(archive)
    make(staged)
    Journal(staged).check()  # refuses a newer version's while nothing is replaced yet
    raise_layout(staged)  # a backup may be of an older one
    keep_setting(staged, JOURNAL, None)  # and of another home
    if files(archive).receipts.exists():
        shutil.copy2(files(archive).receipts, files(staged).receipts)
    else:
        files(staged).receipts.touch()
    lost = reconcile.repair(staged)
    removed = _repeat_removals(staged, history)
    _note_lacking(staged, history, lost)
    shared = originals_from or files(archive).backup_originals
    back = bring_originals_back(staged, files(archive).originals, shared, left_out)
    with lock.removal_lock(archive):  # a removal does not wait for the writer's: there may be more by now
        removed += _repeat_removals(staged, _history(archive))
        checkpoint(staged)
        sync(files(staged).receipts)
        own_changes = _own_changes(archive)
        prepared.commit_archive(archive)
        former = prepared.put_in_place(archive)
    forget_leftovers(archive)
    keep_setting(archive, JOURNAL, Journal(archive).id or None)
    brought = len(_own_changes(archive) - own_changes)
    return ReplacedArchive(former=former, lost=lost, removed=removed, originals=back, work=brought)


def _own_changes(archive: Path) -> set[str]:
    """Return the ids of the events that are the reader's own changes."""
    return {each.id for each in Journal(archive).events() if each.is_work}


def _repeat_removals(staged: Path, history: list[receipts.BatchRecord]) -> int:
    """Repeat in the new archive removals and readmissions of the receipts; return how many stories went."""
    removed = remove_again(staged, history)
    return_again(staged, history)
    return removed


def _note_lacking(
    staged: Path, history: list[receipts.BatchRecord], lost: list[receipts.BatchRecord]
) -> None:
    """Unless a rebuild made the new archive, store the last batch number and whether it lacks captures."""
    came = {each.sha256 for line in lost if line.kind == "ingest" for each in line.captures}
    with open_for_reading(staged) as reading:
        lacking = came & receipts.stored_captures(history).keys() - settled_hashes(reading)
        noted = reading.setting(REBUILDING)
    if not noted:  # a rebuild is not new to the reader: it numbers what comes after it
        keep_setting(staged, FORMER_BATCHES, receipts.highest(history))
        keep_setting(staged, REBUILDING, RESTORED if lacking else None)


def lacks_captures(reading: ArchiveReader) -> bool:
    """Return whether captures that are newer than the restored backup are still not in the archive."""
    if reading.setting(REBUILDING) != RESTORED:
        return False
    return bool(receipts.stored_captures(receipts.history(reading.path)).keys() - settled_hashes(reading))


def _history(archive: Path) -> list[receipts.BatchRecord]:
    """Return the receipts, with one more for removals that only the archive itself records.

    This comes after the last receipt of a batch that the archive has: receipts of a former archive, which was
    replaced, may have higher numbers and be older.
    """
    try:
        with open_for_reading(archive) as reading:
            with suppress(ArchiveDamaged):  # what can be read of the receipts counts
                reconcile.reconcile(archive, reading)
            held = reconcile.batches(reading)
            captures = tuple(
                receipts.CaptureLine(sha256, "removed", article)
                for sha256, article in tombstones(reading).items()
            )
            keys = tuple(tombstone_keys(reading).items())
    except ArchiveError:
        return receipts.history(archive)  # the archive is gone or damaged
    known = receipts.BatchRecord(
        batch=0, kind="removal", hash="", articles=0, captures=captures, stored_at="", desk_zone="",
        removed_keys=keys,
    )  # fmt: skip
    history = receipts.history(archive)
    places = [place for place, line in enumerate(history, 1) if (line.batch, line.hash) in held]
    history.insert(max(places, default=0), known)
    return history


def bring_originals_back(archive: Path, own: Path, shared: Path, left_out: Collection[str] = ()) -> int:
    """Copy from `shared` to `own` originals that are missing or damaged there; return how many.

    Those of stories that were removed from the archive stay away, and those whose hashes are `left_out`.
    """
    with open_for_reading(archive) as reading:
        unwanted = {*tombstones(reading), *left_out}
    wanted = [each for each in originals.hashes_in(shared) if each not in unwanted]
    return originals.copy(shared, own, [each for each in wanted if not originals.is_good(own, each)])
