"""Repairs an archive from the stored originals, the receipts and the backups."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lib.ingest.correct import catch_up
from lib.ingest.reclean import reclean_locked
from lib.ingest.storing import Intake, store_sources
from lib.ingest.summary import OnProgress, Summary
from lib.ingest.work_item import WorkItem
from lib.model.errors import ArchiveDamaged
from lib.store import originals, receipts, reconcile
from lib.store.archive import create, keep_setting, open_for_reading, open_for_writing
from lib.store.batches.merged_stories import keep_aliases
from lib.store.lock import writer_lock
from lib.store.lookups import settled_hashes
from lib.store.opening import raise_layout
from lib.store.paths import files
from lib.store.prepared import is_there
from lib.store.receipts import BatchRecord
from lib.store.removal_again import remove_again
from lib.store.stored_settings import FORMER_BATCHES, REBUILDING, put_setting
from lib.store.unusable import ArchiveForeign, missing
from lib.store.upkeep.copying import checksums, copy
from lib.store.upkeep.doctor import gone_stories
from lib.store.upkeep.swap import ReplacedArchive, bring_originals_back, replace_archive
from lib.store.upkeep.user_files import mend as mend_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The result of a repair: damage, what was set aside, lost, restored and stored, and what is gone."""

    damage: str | None  # what was wrong with the archive file
    aside: Path | None  # where that file lies now
    lost: int  # batches that the ledger names and the archive lacked
    beside: tuple[str, ...]  # sentences on files beside the archive that were mended
    originals: int  # that came back from the backups
    summary: Summary
    gone: int = 0  # stories that the receipts name, whose originals are gone too


def mend(
    archive: Path, *, jobs: int | None = None, progress: OnProgress = lambda _: None, pooled: bool = True
) -> Mended:
    """Repair an archive from kept originals, receipts and backups; return what was done.

    A damaged file is moved aside and a new one is filled; a sound one gains what it lacks. Story ids stay
    the same, and removed stories stay removed; an interrupted repair goes on. `pooled` is as in `ingest`.
    """
    _require_sources(archive)
    with writer_lock(archive):
        _raise_oldest_layout(archive)
        damage, cut_short = _damage(archive), False
        if archive.exists() and not damage:
            with open_for_reading(archive) as reading:
                cut_short = bool(reading.setting(REBUILDING))  # a former repair was interrupted
        beside = mend_beside(archive)
        replaced = _replaced(archive, rebuild=damage is not None or not archive.exists())
        history = receipts.history(archive)
        with open_for_reading(archive) as reading:
            held = reconcile.batches(reading)
        lost = replaced.lost if replaced else []
        if cut_short and not replaced:
            lost = [line for line in history if (line.batch, line.hash) not in held]
        remove_again(archive, history)
        back = bring_originals_back(archive, files(archive).originals, files(archive).backup_originals)
        intake = Intake(archive=archive, jobs=jobs or os.cpu_count() or 1, pooled=pooled, progress=progress)
        summary = _stored_again(intake, history, held)
        keep_aliases(archive, receipts.merged_ids(history))
        recleaned = [each.sha256 for line in lost if line.kind == "reclean" for each in line.captures]
        reclean_locked(archive, [sha256 for sha256 in recleaned if sha256], jobs=jobs or 1)
        catch_up(archive, jobs=jobs or 1)
        if (replaced or cut_short) and not summary.counts.stopped:
            with open_for_writing(archive) as connection:
                put_setting(connection, REBUILDING, None)
                put_setting(connection, FORMER_BATCHES, receipts.highest(history))
        with open_for_reading(archive) as reading:
            gone = len(gone_stories(reading))
        return Mended(
            damage=damage, aside=replaced.former if replaced and damage else None, lost=len(lost),
            beside=tuple(beside), originals=back + (replaced.originals if replaced else 0), summary=summary,
            gone=gone,
        )  # fmt: skip


def _raise_oldest_layout(archive: Path) -> None:
    """Upgrade an archive of the oldest layout in place if originals are missing to rebuild it from."""
    here, stored = files(archive), receipts.stored_captures(receipts.history(archive)).keys()
    if stored - {*originals.hashes_in(here.originals), *originals.hashes_in(here.backup_originals)}:
        raise_layout(archive)


def _replaced(archive: Path, *, rebuild: bool) -> ReplacedArchive | None:
    """Replace the archive by an empty one if `rebuild`, by a copy if receipts and archive disagree.

    Return the former archive and its lost batches; None if only the receipts were completed.
    """
    if rebuild:
        zone = next((line.desk_zone for line in reversed(receipts.history(archive))), None)
        return replace_archive(archive, _unfinished(lambda staged: create(staged, archive_zone=zone)))
    if not reconcile.agree(archive):
        return replace_archive(archive, _unfinished(lambda staged: copy(archive, staged)))
    reconcile.repair(archive)
    return None


def _stored_again(
    intake: Intake, history: Sequence[BatchRecord], held: Collection[tuple[int, str]]
) -> Summary:
    """Store captures that the archive lacks from kept originals, under former story ids; return the counts.

    They are stored in the order of the receipts; `held` has (number, hash) of each batch in the archive.
    """
    with open_for_reading(intake.archive) as reading:
        known = settled_hashes(reading)
    ids = _former_ids(history, held, known)
    place = {sha256: number for number, sha256 in enumerate(ids)}
    lacking = (each for each in originals.hashes_in(files(intake.archive).originals) if each not in known)
    ordered = sorted(lacking, key=lambda each: place.get(each, len(place)))
    work = [WorkItem(path=each, original=each, story=ids.get(each)) for each in ordered]
    return store_sources(work, replace(intake, ids=ids))


def _former_ids(
    history: Sequence[BatchRecord], held: Collection[tuple[int, str]], known: Collection[str]
) -> dict[str, str]:
    """Return by capture hash the story ids in the receipts; for a merged story the id that stayed.

    A capture that the archive knows, of a batch that it holds, is left out: its story may have changed.
    """
    merged = receipts.merged_ids(history)
    return {
        sha256: merged.get(article, article)
        for line in history
        if line.kind == "ingest"
        for sha256, _, article in line.captures
        if sha256 and article and ((line.batch, line.hash) not in held or sha256 not in known)
    }


def _require_sources(archive: Path) -> None:
    """Raise ArchiveMissing if there is no archive, and neither receipts nor originals to rebuild one from."""
    folders = files(archive).originals, files(archive).backup_originals
    kept = any(any(originals.hashes_in(folder)) for folder in folders)
    if not (kept or is_there(archive) or receipts.history(archive)):
        raise missing(archive)


def _unfinished(make: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return a function that makes an archive with `make` and marks it as incomplete.

    The mark stays until all stories are back.
    """

    def made(staged: Path) -> None:
        make(staged)
        keep_setting(staged, REBUILDING, "yes")

    return made


def _damage(archive: Path) -> str | None:
    """Return what is wrong with the archive file; None if it is readable throughout or missing."""
    if not archive.exists():
        return None
    try:
        with open_for_reading(archive) as reading:
            checksums(reading)
    except ArchiveForeign:
        raise
    except ArchiveDamaged as error:
        return str(error)
    return None
