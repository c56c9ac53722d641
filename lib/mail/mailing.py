"""Sending what is due or asked for: the letter is kept, then sent, then what became of it is noted."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from smtplib import SMTP
from typing import Any

from lib.digest import digest, digest_of_new
from lib.export.digest import Digest
from lib.export.letter import Envelope, letter
from lib.mail import schedule, setup, smtp
from lib.mail.password import password
from lib.mail.setup import FILTER, in_words
from lib.mail.status import Result, last_result, moment
from lib.model.errors import LetterInDoubt, MailError, WireroomError
from lib.query import new_since
from lib.query.filter.address import filter_of
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.files.settings import Mail
from lib.store.journal import mailings, marks, views
from lib.store.journal.mailings import Mailing
from lib.store.lock import mail_lock

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
STOPPED = "Wireroom was stopped while it sent the letter."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A mailing's next letter: the state to note while it is sent, the `at` before, heading and bytes."""

    mailing: Mailing
    before: str
    heading: str
    letter: bytes  # empty if nothing is new


def change(archive: Path, changed: Mapping[str, Any]) -> None:
    """Set the given fields of the mail settings; a mailing this adds sends only stories stored later."""
    before = setup.mailing_names(archive)
    mail, known, batch = setup.change(archive, changed), mailings.all_mailings(archive), 0
    if archive.exists():
        with open_for_reading(archive) as db:
            batch = new_since.last_batch(db)
    for name in setup.names(mail):
        begun = Mailing(name=name, outcome="begun", at=_in_iso(datetime.now(UTC)), batch=batch)
        held = known.get(name, begun)
        if name not in before and not held.is_open:
            mailings.note(archive, replace(begun, doubt=held.doubt))


def switch(archive: Path, view: str) -> None:
    """Turn the mailing of a saved view's new stories off if it is set up, else on."""
    named = [each.removeprefix("view ") for each in setup.mailing_names(archive) if each.startswith("view ")]
    others = [each for each in named if each != view]
    change(archive, {"views": tuple(others if view in named else [*named, view])})


def is_due(archive: Path) -> bool:
    """Return whether a mailing that is set up is due now; MailError if no mail is set up."""
    return bool(_names_due(archive, setup.set_up(archive)))


def send_due(archive: Path) -> list[Result]:
    """Send the letter of each mailing that is due; return what became of each. MailError without settings."""
    mail = setup.set_up(archive)
    due = partial(_names_due, archive, mail)
    return list(_send_each(archive, mail, due, f"it is set up to be mailed {setup.when_mailed(mail)}"))


def _names_due(archive: Path, mail: Mail) -> Sequence[str]:
    return schedule.due(mail, setup.names(mail), mailings.all_mailings(archive), datetime.now(UTC))


def send_now(archive: Path, *, view: str = "", address: str = "") -> list[Result]:
    """Send the new stories of a saved view, or else the digest of the filter in `address`; return results.

    The results begin with letters whose outcome nobody knows since Wireroom was stopped.
    """
    mail, name = setup.set_up(archive), f"view {view}" if view else FILTER
    return list(_send_each(archive, mail, lambda: [name], "you asked for it", address))


def _send_each(
    archive: Path, mail: Mail, names: Callable[[], Sequence[str]], why: str, address: str = ""
) -> Iterator[Result]:
    """Send a letter for each mailing that `names` gives; yield what became of each, former doubts first."""
    with mail_lock(archive):
        mailings.drop_letters(archive, kept_for=mailings.KEPT_FOR)
        for held in mailings.all_mailings(archive).values():
            if held.is_open:  # nobody is at it: the lock is ours
                yield _in_doubt(archive, held, STOPPED)
        for name in names():
            try:
                ready = _ready(archive, mail, name, why, address)
                connection = smtp.connect(mail, password() if mail.user else "") if ready.letter else None
            except WireroomError as error:
                yield _refused(archive, name, str(error))
                continue
            if connection is None:
                mailings.note(archive, replace(ready.mailing, outcome="nothing", batch=ready.mailing.reach))
                yield Result(f"Nothing is new for {in_words(name)}; no letter was sent.")
            else:
                with closing(connection):
                    yield _hand_over(archive, mail, ready, connection)


def _hand_over(archive: Path, mail: Mail, ready: Ready, connection: SMTP) -> Result:
    """Keep a letter, send it, note what became of it and return that.

    Should the note fail, the letter stays noted as being sent, and the next run calls it unknown.
    """
    sending = ready.mailing
    mailings.keep_letter(archive, sending.message_id, ready.letter)
    mailings.note(archive, replace(sending, at=ready.before))  # if it is refused, it is due as before
    try:
        smtp.hand_over(connection, mail, ready.letter)
    except LetterInDoubt as error:
        return _in_doubt(archive, sending, error.message)
    except MailError as error:
        mailings.drop_letter(archive, sending.message_id)
        return _refused(archive, sending.name, error.message)
    mailings.note(archive, replace(sending, outcome="sent", batch=sending.reach, doubt=""))
    mailings.drop_letter(archive, sending.message_id)
    return Result(f"The letter “{ready.heading}” was sent to {mail.to}.")


def _ready(archive: Path, mail: Mail, name: str, why: str, address: str) -> Ready:
    """Return a mailing's next letter, with empty bytes if nothing is new."""
    with open_for_reading(archive) as db:
        reach = new_since.last_batch(db)
        held = _state_of(archive, name, reach)
        found = _digest(db, archive, held, address)
    now, domain = datetime.now(UTC), mail.sender.rpartition("@")[2]
    message_id = f"<{secrets.token_hex(16)}@{domain}>" if found else ""
    held_now = replace(held, at=_in_iso(now), sent_at=_in_iso(now), reach=reach, reason="")
    sending = replace(held_now, outcome="sending", message_id=message_id)
    if found is None:
        return Ready(mailing=sending, before=held.at, heading="", letter=b"")
    heading, made = found
    footer = [
        f"Wireroom on your own machine wrote this letter from your archive and sent it to {mail.to} through "
        f"{mail.server}, because {why}. To end all mail: python -m lib mail --off"
    ]
    envelope = Envelope(
        sender=mail.sender, to=mail.to, message_id=message_id, at=now, heading=heading,
        footer=[*footer, *filter(None, [held.doubt])],
    )  # fmt: skip
    return Ready(mailing=sending, before=held.at, heading=heading, letter=letter(made, envelope))


def _state_of(archive: Path, name: str, last_batch: int) -> Mailing:
    """Return a mailing's noted state; for a new mailing the batch of its view's last visit, else the last.

    Its batch is at most `last_batch`: a restored archive may have fewer batches than were mailed.
    """
    held = mailings.all_mailings(archive).get(name)
    if held is None:
        seen = views.view_named(archive, name.removeprefix("view ")) if name.startswith("view ") else None
        batch = seen.batch if seen else last_batch
        held = Mailing(name=name, outcome="begun", at=_in_iso(NEVER), batch=batch)
    return replace(held, batch=min(held.batch, last_batch))


def _digest(db: ArchiveReader, archive: Path, before: Mailing, address: str) -> tuple[str, Digest] | None:
    """Return heading and digest of a mailing's letter; None if nothing is new.

    `before` is the state of the mailing, `address` the filter asked for, if any. Raises MailError if the
    mailing's view is gone.
    """
    kind, _, view = before.name.partition(" ")
    if kind == "view":
        saved = views.view_named(archive, view)
        if saved is None:
            words = f"There is no saved view “{view}” any more"
            raise MailError(
                view, f"{words}; name with `python -m lib mail --view NAME` what is to be mailed."
            )
        made = digest_of_new(db, marks.without_muted(archive, filter_of(saved.address)), before.batch)
        return (f"{view}: {made.title}", made) if made.sections else None
    criteria = filter_of(address)
    if before.name != FILTER:  # what the reader asks for by a filter holds all that the filter selects
        criteria = marks.without_muted(archive, criteria)
        if new_since.since(db, criteria, before.batch).empty:
            return None
    made = digest(db, criteria)
    return f"Digest: {made.title}", made


def _in_doubt(archive: Path, held: Mailing, reason: str) -> Result:
    """Note that nobody knows whether a letter arrived, and return that; its stories count as mailed."""
    doubt = (
        f"The letter of {moment(held.sent_at)} may have arrived or not, and is not sent again. "
        f"Look for it in your mailbox; its Message-ID is {held.message_id}."
    )
    at, batch = _in_iso(datetime.now(UTC)), held.reach
    unknown = replace(held, outcome="unknown", at=at, batch=batch, reason=reason, doubt=doubt)
    mailings.note(archive, unknown)
    return last_result(archive, unknown)


def _refused(archive: Path, name: str, reason: str) -> Result:
    """Note that a letter was not sent, so that the next one has its stories; return that as a result."""
    held = mailings.all_mailings(archive).get(name)
    if held and (held.is_open or (held.outcome, held.reason) != ("refused", reason)):
        mailings.note(archive, replace(held, outcome="refused", message_id="", reason=reason))
    return Result(f"Not sent, {in_words(name)}: {reason}", "not sent")


def _in_iso(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
