"""Finishes at app start what a crashed run left undone."""

from pathlib import Path

from lib.store import lock
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.followed import followed, lost_decisions, uncorrected
from lib.store.journal import ledger
from lib.store.journal.journal import Journal
from lib.store.journal.witness import note_journal
from lib.store.leftovers import forget_leftovers, has_leftovers
from lib.store.stored_settings import COMPACTION_DUE, JOURNAL


def finish_killed_runs(archive: Path) -> bool:
    """Finish what a crashed run left undone; return whether there was anything.

    Deletes its work files and the data of stories that it removed; applies its decisions and corrections.
    """
    if not archive.exists():
        return False
    with open_for_reading(archive) as reading:
        is_noted = Journal(archive).id in ("", reading.setting(JOURNAL))
        is_behind = lock.is_cut_short(archive) or _is_behind(archive, reading)
    if not is_noted:
        with open_for_writing(archive) as connection:
            note_journal(connection, Journal(archive).id)
    if not is_behind:
        return False
    # They load all that cleans, a second that few starts need.
    from lib.ingest.correct import catch_up
    from lib.ingest.decide import sync_decisions

    with lock.writer_lock(archive):
        forget_leftovers(archive)
        sync_decisions(archive)
        catch_up(archive)
    return True


def _is_behind(archive: Path, reading: ArchiveReader) -> bool:
    """Return whether something waits to be done: a stopped run, a due compaction, decisions, corrections."""
    return (
        bool(reading.setting(COMPACTION_DUE))
        or has_leftovers(reading)
        or bool(lost_decisions(archive, reading))
        or ledger.read(archive) != followed(reading)
        or bool(uncorrected(archive, reading))
    )
