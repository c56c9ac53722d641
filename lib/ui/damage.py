"""Warnings of captures that the archive has lost and of damaged files beside it."""

from pathlib import Path

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.store import reconcile
from lib.store.paths import files
from lib.store.stored_settings import REBUILDING, RESTORED
from lib.store.upkeep import user_files
from lib.store.upkeep.swap import lacks_captures
from lib.ui.answer_store import state
from lib.ui.cache import remember
from lib.ui.component import say
from lib.ui.render import Link
from lib.ui.session import current_session, session
from lib.ui.view import EVERYTHING, View


def warn(view: View) -> None:
    """Show what the archive lacks and which files beside it are damaged, with links to mend that."""
    lost, damaged = _loss(view.archive), " ".join(_damage(view.archive))
    lost = f"{lost} What is shown below lacks them." if lost else ""
    for key, words, mends in (("lost", lost, "Bring them back"), ("damaged", damaged, "Mend")):
        if words:
            repair = Link(f"{view.to('intake', EVERYTHING)}#health", f"{mends} under Health")
            say(key, f"{words} ", repair, css_class="bad", role="alert")


def _loss(archive: Path) -> str:
    """Return a sentence on what the open archive has lost and why; "" if it has lost nothing.

    The sentence is cached until the archive changes.
    """
    return remember("lost captures", _loss_of_open_archive, state(files(archive).receipts))


def _loss_of_open_archive() -> str:
    """Return the sentence of `_loss`, computed from the open archive and the receipts."""
    reading = current_session().reading()
    if lacks_captures(reading):
        return "Some captures that came after the restored backup are not in the archive."
    if reading.setting(REBUILDING) not in ("", RESTORED):
        return "Captures are being brought back from the kept originals, or this was interrupted."
    batches = reconcile.lost(reading)
    if not batches:
        return ""
    outcomes = (each.outcome for batch in batches if batch.kind == "ingest" for each in batch.captures)
    captures = sum(outcome in ("stored", "revision") for outcome in outcomes)  # what was ever shown
    what = count(captures, "capture") if captures else count(len(batches), "batch", "batches")
    why = "its write-ahead log was cut, or an older copy of the file was put in its place"
    return f"The archive has lost {what}: {why}."


def _damage(archive: Path) -> list[str]:
    """Return a sentence on each file beside the archive of the session that is damaged or missing."""
    beside = files(archive)

    def faults() -> list[str]:
        messages = [error.message for _, error in user_files.faults(archive)]
        shortened = reconcile.shortened(current_session().reading())
        return [shortened, *messages] if shortened else messages

    looked_at = (beside.receipts, beside.sources, beside.settings, beside.keys)
    return remember("damaged files", faults, *map(state, looked_at))


def is_mendable(archive: Path) -> bool:
    """Return whether something is lost or damaged that `doctor --mend` can restore."""
    try:
        with session(archive) as opened:
            opened.reading()
            return bool(_loss(archive) or _damage(archive))
    except WireroomError as error:
        return any(remedy.command == "doctor --mend" for remedy in error.remedies)
