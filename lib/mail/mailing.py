"""Sending what is due or asked for: the letter is kept, then sent, then what became of it is noted."""

import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTP

from lib.digest import digest, digest_of_new
from lib.export.digest import Digest
from lib.export.letter import Envelope, letter
from lib.mail import schedule, setup, smtp
from lib.mail.name import ASKED_FOR, MailingName
from lib.mail.password import password
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
class PreparedLetter:
    """A mailing's next letter, ready to be sent."""

    name: MailingName
    sending: Mailing  # the mailing's state to note while the letter is sent
    last_done: str  # when the mailing was last done with: ISO 8601, UTC
    heading: str
    letter: bytes  # empty if nothing is new


def is_due(archive: Path) -> bool:
    """Return whether a mailing that is set up is due now; MailError if no mail is set up."""
    return bool(_due(archive, setup.read_checked(archive)))


def send_due(archive: Path) -> list[Result]:
    """Send the letter of each mailing that is due; return what became of each. MailError without settings.

    The results begin with letters whose outcome nobody knows since Wireroom was stopped.
    """
    mail = setup.read_checked(archive)
    reason = f"it is set up to be mailed {setup.when_mailed(mail)}"
    with mail_lock(archive):
        interrupted = _settle_interrupted(archive)
        return [*interrupted, *(_send(archive, mail, name, reason) for name in _due(archive, mail))]


def send_now(archive: Path, *, view: str = "", address: str = "") -> list[Result]:
    """Send the new stories of a saved view, or else the digest of the filter in `address`; return results.

    The results begin with letters whose outcome nobody knows since Wireroom was stopped.
    """
    mail, name = setup.read_checked(archive), MailingName("view", view) if view else ASKED_FOR
    with mail_lock(archive):
        return [*_settle_interrupted(archive), _send(archive, mail, name, "you asked for it", address)]


def _due(archive: Path, mail: Mail) -> Sequence[MailingName]:
    return schedule.due(mail, setup.mailings_of(mail), mailings.all_mailings(archive), datetime.now(UTC))


def _settle_interrupted(archive: Path) -> list[Result]:
    """Note that letters are in doubt during which Wireroom was stopped, and return that; drop old letters.

    Whoever calls this holds the lock of mail, so that nobody is sending them.
    """
    mailings.drop_letters(archive, kept_for=mailings.KEPT_FOR)
    states = mailings.all_mailings(archive).values()
    return [_in_doubt(archive, state, STOPPED) for state in states if state.is_open]


def _send(archive: Path, mail: Mail, name: MailingName, reason: str, address: str = "") -> Result:
    """Send a mailing's letter if anything is new; note what became of it and return that.

    The letter gives `reason` for its coming; `address` is the filter asked for, if any.
    """
    try:
        prepared = _prepare(archive, mail, name, reason, address)
        connection = smtp.connect(mail, password() if mail.user else "") if prepared.letter else None
    except WireroomError as error:
        return _refused(archive, name, str(error))
    if connection is None:
        unsent = prepared.sending
        mailings.note(archive, replace(unsent, outcome="nothing", batch=unsent.reach))
        return Result(f"Nothing is new for {name.in_words}; no letter was sent.")
    with closing(connection):
        return _hand_over(archive, mail, prepared, connection)


def _hand_over(archive: Path, mail: Mail, prepared: PreparedLetter, connection: SMTP) -> Result:
    """Keep a letter, send it, note what became of it and return that.

    Should the note fail, the letter stays noted as being sent, and the next run calls it unknown.
    """
    sending = prepared.sending
    mailings.keep_letter(archive, sending.message_id, prepared.letter)
    mailings.note(archive, replace(sending, at=prepared.last_done))  # if it is refused, it is due as before
    try:
        smtp.hand_over(connection, mail, prepared.letter)
    except LetterInDoubt as error:
        return _in_doubt(archive, sending, error.message)
    except MailError as error:
        mailings.drop_letter(archive, sending.message_id)
        return _refused(archive, prepared.name, error.message)
    mailings.note(archive, replace(sending, outcome="sent", batch=sending.reach, doubt=""))
    mailings.drop_letter(archive, sending.message_id)
    return Result(f"The letter “{prepared.heading}” was sent to {mail.to}.")


def _prepare(archive: Path, mail: Mail, name: MailingName, reason: str, address: str) -> PreparedLetter:
    """Return a mailing's next letter, with empty bytes if nothing is new; MailError if its view is gone."""
    with open_for_reading(archive) as db:
        last_batch = new_since.last_batch(db)
        state = _state_of(archive, name, last_batch)
        content = _content(db, archive, name, state.batch, address)
    now, domain = datetime.now(UTC), mail.sender.rpartition("@")[2]
    message_id = f"<{secrets.token_hex(16)}@{domain}>" if content else ""
    sending = replace(
        state, outcome="sending", at=_in_iso(now), sent_at=_in_iso(now), reach=last_batch, reason="",
        message_id=message_id,
    )  # fmt: skip
    if content is None:
        return PreparedLetter(name=name, sending=sending, last_done=state.at, heading="", letter=b"")
    heading, contents = content
    origin = (
        f"Wireroom on your own machine wrote this letter from your archive and sent it to {mail.to} through "
        f"{mail.server}, because {reason}. To end all mail: python -m lib mail --off"
    )
    envelope = Envelope(
        sender=mail.sender, to=mail.to, message_id=message_id, at=now, heading=heading,
        footer=[origin, state.doubt] if state.doubt else [origin],
    )  # fmt: skip
    return PreparedLetter(
        name=name, sending=sending, last_done=state.at, heading=heading, letter=letter(contents, envelope)
    )


def _state_of(archive: Path, name: MailingName, last_batch: int) -> Mailing:
    """Return a mailing's noted state; for a new mailing the batch of its view's last visit, else the last.

    Its batch is at most `last_batch`: a restored archive may have fewer batches than were mailed.
    """
    state = mailings.all_mailings(archive).get(name.stored)
    if state is None:
        saved = views.view_named(archive, name.view) if name.kind == "view" else None
        batch = saved.batch if saved else last_batch
        state = Mailing(name=name.stored, outcome="begun", at=_in_iso(NEVER), batch=batch)
    return replace(state, batch=min(state.batch, last_batch))


def _content(
    db: ArchiveReader, archive: Path, name: MailingName, mailed_batch: int, address: str
) -> tuple[str, Digest] | None:
    """Return heading and digest of a mailing's letter; None if nothing came after `mailed_batch`.

    `address` is the filter asked for, if any. Raises MailError if the mailing's view is gone.
    """
    if name.kind == "view":
        saved = views.view_named(archive, name.view)
        if saved is None:
            words = f"There is no saved view “{name.view}” any more"
            raise MailError(
                name.view, f"{words}; name with `python -m lib mail --view NAME` what is to be mailed."
            )
        new = digest_of_new(db, marks.without_muted(archive, filter_of(saved.address)), mailed_batch)
        return (f"{name.view}: {new.title}", new) if new.sections else None
    criteria = filter_of(address)
    if name != ASKED_FOR:  # what the reader asks for by a filter holds all that the filter selects
        criteria = marks.without_muted(archive, criteria)
        if new_since.since(db, criteria, mailed_batch).empty:
            return None
    whole = digest(db, criteria)
    return f"Digest: {whole.title}", whole


def _in_doubt(archive: Path, state: Mailing, reason: str) -> Result:
    """Note that nobody knows whether a letter arrived, and return that; its stories count as mailed."""
    doubt = (
        f"The letter of {moment(state.sent_at)} may have arrived or not, and is not sent again. "
        f"Look for it in your mailbox; its Message-ID is {state.message_id}."
    )
    at, batch = _in_iso(datetime.now(UTC)), state.reach
    unknown = replace(state, outcome="unknown", at=at, batch=batch, reason=reason, doubt=doubt)
    mailings.note(archive, unknown)
    return last_result(archive, unknown)


def _refused(archive: Path, name: MailingName, reason: str) -> Result:
    """Note that a letter was not sent, so that the next one has its stories; return that as a result."""
    state = mailings.all_mailings(archive).get(name.stored)
    if state and (state.is_open or (state.outcome, state.reason) != ("refused", reason)):
        mailings.note(archive, replace(state, outcome="refused", message_id="", reason=reason))
    return Result(f"Not sent, {name.in_words}: {reason}", "not sent")


def _in_iso(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
