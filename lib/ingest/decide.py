"""Makes and undoes decisions about actors, and lets the stories follow the decisions that are made."""

from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category

from lib.actors.decided import Ledger
from lib.model.controls import UNSEEN
from lib.model.errors import ArchiveBusy, ArchiveError
from lib.model.ledger import Decision, What
from lib.store.archive import open_for_reading
from lib.store.files import log
from lib.store.followed import completed, followed, lost_decisions
from lib.store.journal import ledger, marks
from lib.store.journal.ledger import LedgerError
from lib.store.journal.records import new_id
from lib.store.lock import writer_lock
from lib.store.lookups import aliases
from lib.store.mentions.follow import Followed, follow

# Categories of Unicode: controls, halves of a letter, breaks of lines. Names may hold the others: Persian has
# joiners (Cf), Japanese a wide blank (Zs).
_BREAKS = ("Cc", "Cs", "Zl", "Zp")


def decide(archive: Path, what: What, **fields: str) -> tuple[Decision, Followed]:
    """Save a decision about actors and update the stories; return the decision and the counts of changes.

    `fields` are the fields of a Decision. Raises LedgerError, without a change, if one of them is wrong.
    """
    for name, value in fields.items():
        if any(letter in UNSEEN or category(letter) in _BREAKS for letter in value):
            raise LedgerError(f"The decision was not made: {name} holds a character that cannot be printed.")
    now = datetime.now(UTC).replace(microsecond=0)
    with writer_lock(archive):
        try:
            draft = Decision(
                id=new_id(), what=what, made_at=now, **{name: value.strip() for name, value in fields.items()}
            )
        except (TypeError, ValueError) as error:
            raise LedgerError(f"The decision was not made: {error}.") from error
        with open_for_reading(archive) as reading:
            made = completed(reading, draft)
        held = ledger.read(archive)
        ledger.append(archive, made)
        return made, _followed(archive, (*held, made), f"The decision is noted as {made.id}")


def undecide(archive: Path, number: str) -> tuple[Decision, Followed]:
    """Undo the decision with this id and update the stories; return it and the counts of changes."""
    with writer_lock(archive):
        with open_for_reading(archive):
            undone = ledger.undo(archive, number)
        return undone, _followed(archive, ledger.read(archive), f"The decision {number} is taken back")


def _followed(archive: Path, decisions: tuple[Decision, ...], done: str) -> Followed:
    """Update the stories by the decisions; return the counts of changes.

    `done`, a clause on what was done before, begins the message of an ArchiveError.
    """
    try:
        return follow(archive, Ledger(decisions))
    except ArchiveError as error:
        busy = "another program held the archive too long"
        why = busy if isinstance(error, ArchiveBusy) else error.message.rstrip(".")
        words = (
            f"{done}, but the stories do not follow yet: {why}. The next start, ingest or decision does it."
        )
        raise ArchiveError(archive, words, *error.remedies) from error


def sync_decisions(archive: Path) -> Ledger:
    """Return the current decisions about actors, after updating the archive to them.

    First restores decisions that the archive has applied but the damaged journal has lost. The caller holds
    the writer's lock.
    """
    with open_for_reading(archive) as reading:  # opened once for all questions: that takes 20 ms each time
        for decision in lost_decisions(archive, reading):
            ledger.append(archive, decision)
            log.note(
                archive, f"The decision {decision.id} was brought back from the archive, which follows it."
            )
        move_to_merged(archive)
        resolver = Ledger(ledger.read(archive))
        follows = followed(reading) == resolver.decisions
    if not follows:
        follow(archive, resolver)
    return resolver


def move_to_merged(archive: Path) -> None:
    """Move marks and decisions of merged stories to their new ids; the caller holds the writer's lock.

    Marks are stored outside the archive: this runs before and after each ingest, so that a crash loses none.
    """
    with open_for_reading(archive) as reading:
        merged = aliases(reading)
    if merged:
        marks.move(archive, merged)
