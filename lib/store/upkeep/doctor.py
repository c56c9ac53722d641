"""Examining an archive and everything beside it; findings are sentences."""

import shutil
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveError, Remedy, WireroomError, worded
from lib.model.wording import count
from lib.store import originals, receipts, reconcile
from lib.store.archive import ArchiveReader
from lib.store.backup_files import backups, faults, has_sums
from lib.store.followed import followed, uncorrected
from lib.store.journal import corrections, former_files, ledger
from lib.store.journal.journal import Journal
from lib.store.lookups import settled_hashes, stored_hashes
from lib.store.opening import connect
from lib.store.paths import FOLDERS, FORMER, files
from lib.store.statements import column
from lib.store.stored_settings import COMPACTION_DUE, REBUILDING, RESTORED
from lib.store.unusable import opening_error
from lib.store.upkeep import user_files
from lib.store.upkeep.copying import checksums
from lib.store.upkeep.swap import lacks_captures

NAMED = 5  # of many alike
ROOM = 1 << 30  # bytes that should be free: an archive is rewritten beside itself
BACKUP = Remedy(command="backup", does="makes a fresh one")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, whether it reports trouble, the file that it is about, and remedies."""

    message: str
    trouble: bool = False
    subject: str = ""
    remedies: tuple[Remedy, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding with its remedies, as a terminal shows it."""
        return worded(self.message, self.remedies)


def _finding_of_error(error: WireroomError) -> Finding:
    return Finding(error.message, trouble=True, subject=error.subject, remedies=error.remedies)


def _by_mending(does: str) -> tuple[Remedy, ...]:
    """Return the remedies of a finding that `doctor --mend` mends; `does` says what it does."""
    return (Remedy(command="doctor --mend", does=does),)


def examine(archive: Path, *, with_backups: bool = False) -> Iterator[Finding]:
    """Yield all findings about the archive; a damaged journal is repaired first."""
    if sentence := Journal(archive).check_at_start():
        yield Finding(sentence, trouble=True, subject=str(files(archive).journal))
    bad = [error for _, error in user_files.faults(archive)]
    yield from _misplaced(archive, {error.subject for error in bad})
    try:
        with connect(archive, read_only=True) as connection:
            reading = ArchiveReader(archive, connection)
            for findings in (_contents, _batches, _originals, _followed):
                yield from findings(reading)
    except ArchiveError as error:
        yield _finding_of_error(error)
    except duckdb.Error as error:
        yield _finding_of_error(opening_error(archive, error))
    except OSError as error:
        words = f"{error.filename} cannot be used ({error.strerror}); check the path and its permissions."
        yield Finding(words, trouble=True, subject=str(error.filename))
    yield from map(_finding_of_error, bad)
    for folder in former_files.set_aside(archive):
        yield Finding(
            f"Your work as an older Wireroom kept it lies in {folder}. It was taken over; "
            "it is deleted when you remove a story, and you may delete it.",
            subject=str(folder),
        )
    yield from _backups(archive, thorough=with_backups)
    folder = next(place for place in (archive.parent, *archive.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB are free on the disk of {folder}."
    yield Finding(sentence if free >= ROOM else f"{sentence} Make room before the next ingest.", free < ROOM)


def _misplaced(archive: Path, known: Container[str]) -> Iterator[Finding]:
    """Yield files where folders of Wireroom are meant, and the reverse, but for those that are `known`."""
    for name, path in vars(files(archive)).items():
        if name in (*FORMER, "former_lock") or str(path) in known:  # a folder blocks an older Wireroom
            continue
        if path.exists() and path.is_dir() != (name in FOLDERS):
            is_, meant = ("a file", "a folder") if name in FOLDERS else ("a folder", "a file")
            words = f"{path} is {is_}, where {meant} of Wireroom is meant; move it away."
            yield Finding(words, trouble=True, subject=str(path))


def _contents(reading: ArchiveReader) -> Iterator[Finding]:
    """Read every row of the archive; yield what it holds, and what is known to be lacking."""
    counts = checksums(reading)
    if reading.setting(COMPACTION_DUE):
        yield Finding(
            "Stories were removed; until the next ingest has rewritten the file, its free room may still "
            "hold their words."
        )
    if lacks_captures(reading):
        yield Finding(
            "Some captures that came after the restored backup are not in the archive.",
            remedies=_by_mending("takes them in again from the kept originals"),
        )
    elif reading.setting(REBUILDING) not in ("", RESTORED):
        yield Finding(
            "Captures are being brought back from the kept originals, or this was interrupted: until it "
            "ends, the archive lacks stories.",
            trouble=True,
            remedies=_by_mending("goes on"),
        )
    rows = sum(count for count, _ in counts.values())
    yield Finding(
        f"The archive {reading.path} opens, and all of its {rows:,} rows in {len(counts)} tables can be "
        f"read: {count(counts['article'][0], 'text')} of {count(counts['capture'][0], 'capture')}, "
        f"layout {reading.setting('layout')}, days of {reading.setting('desk_zone')}.",
        subject=str(reading.path),
    )


def _batches(reading: ArchiveReader) -> Iterator[Finding]:
    """Compare the batches of the archive with the receipts; yield what is missing on either side."""
    file = files(reading.path).receipts
    try:
        lost = reconcile.missing_batches(reading.path, reading)
        unwritten = reconcile.unwritten(reading.path, reading)
    except ArchiveError as error:
        yield _finding_of_error(error)
        return
    if unwritten > 1:  # a kill between an archive's commit and its receipt leaves one
        yield Finding(
            f"{file.name} is gone or was shortened: {unwritten:,} batches of the archive "
            "are not in it, so it cannot say what the archive has lost. The next ingest writes the missing "
            "lines; kept originals of no story, if there are any, are named below.",
            trouble=True,
            subject=str(file),
        )
    elif not lost:
        yield Finding(f"Every batch that {file.name} names is in the archive.")
    for line in lost:
        yield Finding(
            f"Batch {line.batch} ({line.kind} of {count(len(line.captures), 'capture')}, {line.stored_at}) "
            "was committed, but is missing from the archive.",
            trouble=True,
            remedies=_by_mending("brings it back"),
        )


def _originals(reading: ArchiveReader) -> Iterator[Finding]:
    """Check the original of each stored capture; yield those gone or changed, and those of no story."""
    folder = files(reading.path).originals
    stored = stored_hashes(reading)
    wrong = list[Finding]()
    for sha256 in stored:
        try:
            originals.load(folder, sha256)
        except WireroomError as error:
            wrong.append(_finding_of_error(error))
    yield from wrong[:NAMED]
    if len(wrong) > NAMED:
        more = count(len(wrong) - NAMED, "more original is", "more originals are")
        yield Finding(f"{more} missing or damaged.", trouble=True)
    if not wrong:
        one, many = "The one original is", f"All {len(stored):,} originals are"
        yield Finding(f"{one if len(stored) == 1 else many} there and unchanged.")
    if loose := set(originals.hashes_in(folder)).difference(stored):
        yield Finding(
            f"{count(len(loose), 'kept original belongs', 'kept originals belong')} to no story, as after an "
            "ingest that was cut short.",
            remedies=_by_mending("adds them"),
        )
    if gone := len(gone_stories(reading)):
        yield Finding(
            f"The archive lacks {count(gone, 'story', 'stories')} that its receipts name, and the "
            "originals are gone too: take the pages or files in again.",
            trouble=True,
        )


def gone_stories(reading: ArchiveReader) -> set[str]:
    """Return the ids of stories in the receipts that the archive and the originals both lack."""
    history = receipts.stored_captures(receipts.history(reading.path))
    there = {*settled_hashes(reading), *originals.hashes_in(files(reading.path).originals)}
    known = column(reading, "select article from article union select former from alias")
    return set(history.values()).difference(known, (history[sha256] for sha256 in history.keys() & there))


def _followed(reading: ArchiveReader) -> Iterator[Finding]:
    """Yield findings on whether the stories follow the reader's corrections and decisions."""
    archive, journal = reading.path, files(reading.path).journal.name
    try:
        corrected = {each.id for each in corrections.read(archive)}
        waiting, decided = uncorrected(archive, reading), ledger.read(archive)
    except WireroomError as error:
        yield _finding_of_error(error)
        return
    others, follow = f"than those that {journal} holds.", "The stories follow your"
    if waiting:
        cleaned = count(len(waiting), "capture was", "captures were")
        words = f"{cleaned} cleaned with other corrections {others}"
        yield Finding(words, trouble=True, remedies=_by_mending("cleans them again"))
    elif corrected:
        yield Finding(f"{follow} corrections, of which {count(len(corrected), 'holds', 'hold')}.")
    if decided != followed(reading):
        words = f"The stories follow other decisions about actors {others}"
        yield Finding(words, trouble=True, remedies=_by_mending("resolves them again"))
    elif decided:
        yield Finding(f"{follow} decisions about actors, of which {count(len(decided), 'holds', 'hold')}.")


def _backups(archive: Path, *, thorough: bool) -> Iterator[Finding]:
    """Yield how many backups there are; if thorough, those that changed since they were made."""
    found = backups(archive)
    if not found:
        yield Finding("There is no backup yet.", remedies=(Remedy(command="backup", does="makes one"),))
        return
    there = count(len(found), "backup is", "backups are")
    yield Finding(f"{there} there, the newest is {found[-1]}.", subject=str(found[-1]))
    if not thorough:
        return
    bad = [each for each in map(_backup_fault, found) if each]
    yield from bad
    if len(bad) < len(found):
        whole = count(len(found) - len(bad), "of them is as it was", "of them are as they were")
        yield Finding(f"{whole} when made.")
    shared = files(archive).backup_originals
    wrong = [each for each in originals.hashes_in(shared) if not originals.is_good(shared, each)]
    for each in wrong[:NAMED]:
        place = originals.path_of(shared, each)
        yield Finding(
            f"The backups' original {place} is damaged; delete it, then the next backup copies it again.",
            trouble=True,
            subject=str(place),
        )
    if len(wrong) > NAMED:
        more = count(len(wrong) - NAMED, "more original")
        yield Finding(f"The backups hold {more} that changed.", trouble=True)


def _backup_fault(backup: Path) -> Finding | None:
    """Return a finding if a backup is damaged, by its checksums or, if older, by reading it; else None."""
    if wrong := faults(backup):
        words = f"The backup {backup} is damaged ({', '.join(wrong)}); it will not be restored."
        return Finding(words, trouble=True, subject=str(backup), remedies=(BACKUP,))
    if has_sums(backup):
        return None
    try:
        with connect(backup, read_only=True, as_it_is=True) as connection:
            checksums(connection)
    except (ArchiveError, duckdb.Error) as error:
        fault = error if isinstance(error, ArchiveError) else opening_error(backup, error)
        return Finding(fault.message, trouble=True, subject=str(backup), remedies=(BACKUP,))
    return None
