"""What is set up for mail and what became of the last letters, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from lib.mail import setup
from lib.mail.name import MailingName
from lib.mail.password import password
from lib.model.errors import MailError
from lib.query.filter.english import day
from lib.store.journal import mailings
from lib.store.journal.mailings import Mailing
from lib.store.stored_settings import machine_zone

Trouble = Literal["", "not sent", "in doubt"]


@dataclass(frozen=True, slots=True)
class Result:
    """A sentence on the mail settings or one mailing, what is wrong, and the files that it names."""

    sentence: str
    trouble: Trouble = ""
    paths: tuple[str, ...] = ()


def exit_status(results: Sequence[Result]) -> int:
    """Return the exit status: 1 if a letter was not sent, else 3 if one is in doubt, else 0."""
    troubles = {each.trouble for each in results}
    return 1 if "not sent" in troubles else 3 if "in doubt" in troubles else 0


def results(archive: Path) -> list[Result]:
    """Return sentences on the mail settings, on the password, and on the last letter of each mailing."""
    mail = setup.read_checked(archive)
    names = setup.mailings_of(mail)
    what = "; ".join(name.in_words for name in names) or "nothing by itself"
    server = f"{mail.server}, port {mail.port}, encrypted ({mail.tls})"
    user = f", user {mail.user}" if mail.user else ", without an account"
    sentences = [
        Result(f"To {mail.to}, {setup.when_mailed(mail)}: {what}."),
        Result(f"Through {server}{user}, from {mail.sender}."),
    ]
    if mail.user:
        try:
            password()
        except MailError as error:
            sentences.append(Result(str(error), "not sent", (error.subject,)))
    shown = [
        each
        for each in mailings.all_mailings(archive).values()
        if MailingName.parse(each.name) in names or mailings.letter_path(archive, each.message_id).exists()
    ]
    return [*sentences, *(last_result(archive, each) for each in shown)]


def last_result(archive: Path, mailing: Mailing) -> Result:
    """Return a sentence on what became of a mailing's last letter, and where it lies if nobody knows."""
    what, at = MailingName.parse(mailing.name).in_words, moment(mailing.at)
    trouble: Trouble = ""
    what = what[:1].upper() + what[1:]
    match mailing.outcome:
        case "begun":
            became = f"nothing was mailed yet; what comes after {at} is."
        case "nothing":
            became = f"nothing was new on {at}."
        case "sending":
            became = f"a letter is being sent since {moment(mailing.sent_at)}."
        case "sent":
            became = f"mailed on {at}."
        case "refused":
            became, trouble = f"not sent. {mailing.reason} While Wireroom runs it is tried again.", "not sent"
        case "unknown":
            became, trouble = mailing.reason, "in doubt"
    kept = mailings.letter_path(archive, mailing.message_id)
    lies = f"It is kept as {kept}." if trouble == "in doubt" and kept.exists() else ""
    words = " ".join(filter(None, [f"{what}: {became}", mailing.doubt, lies]))
    return Result(words, trouble, (str(kept),) if lies else ())


def moment(at: str) -> str:
    """Return an instant in words, by this machine's clock: "1 December 2026, 07:02"."""
    here = datetime.fromisoformat(at).astimezone(ZoneInfo(machine_zone()))
    return f"{day(here.date())}, {here:%H:%M}"
