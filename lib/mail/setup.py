"""What the reader set up for mail: read, checked and changed."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.mail.addresses import is_address, is_server
from lib.mail.name import DIGEST_OF_ALL, MailingName
from lib.mail.schedule import DAYS
from lib.model.errors import MailError
from lib.model.wording import listed
from lib.query.new_since import last_batch
from lib.store.archive import open_for_reading
from lib.store.files import settings
from lib.store.files.settings import Mail, Settings
from lib.store.journal import mailings
from lib.store.journal.mailings import Mailing
from lib.store.paths import files

USUAL_PORTS = {"tls": 465, "starttls": 587}
DEFAULTS = {
    "port": USUAL_PORTS["tls"], "tls": "tls", "user": "", "views": (), "digest": False,
    "every": "day", "at": "07:00",
}  # fmt: skip
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")  # 07:00


def read_checked(archive: Path) -> Mail:
    """Return the mail settings; raises MailError if there are none, or one of them cannot be used."""
    mail = settings.read(files(archive).settings).mail
    if mail is None:
        words = "No mail is set up, so nothing is sent"
        example = "`python -m lib mail --server smtp.example.org --to you@example.org --digest`"
        raise MailError(archive, f"{words}; {example} does it.")
    return checked(mail)


def is_set_up(archive: Path) -> bool:
    """Return whether mail is set up; False where the settings are damaged, which `doctor` reports."""
    return _unchecked(archive) is not None


def mailed_views(archive: Path) -> Sequence[str]:
    """Return the names of the saved views that are mailed; () without readable settings."""
    mail = _unchecked(archive)
    return mail.views if mail else ()


def _unchecked(archive: Path) -> Mail | None:
    """Return the mail settings, unchecked; None if there are none, or the settings are damaged."""
    with suppress(settings.SettingsDamaged):
        return settings.read(files(archive).settings).mail
    return None


def mailings_of(mail: Mail) -> list[MailingName]:
    """Return the mailings in the settings: each saved view that is mailed, then the digest of all."""
    views = [MailingName("view", view) for view in mail.views]
    return [*views, DIGEST_OF_ALL] if mail.digest else views


def when_mailed(mail: Mail) -> str:
    """Return the days and the time in words: "each Monday at 07:00"."""
    return f"each {mail.every if mail.every == 'day' else mail.every.capitalize()} at {mail.at}"


def checked(mail: Mail) -> Mail:
    """Return the mail settings unchanged; MailError on the first of them that cannot be used."""
    requirements = {
        "server": (is_server(mail.server), "the name of a server, such as smtp.example.org"),
        "port": (0 < mail.port < 65_536, "a number from 1 to 65535"),
        "tls": (mail.tls in USUAL_PORTS, "tls or starttls: without encryption nothing is sent"),
        "user": (mail.user.isascii() and mail.user.isprintable(), "in ASCII"),
        "to": (is_address(mail.to), "one address, such as you@example.org"),
        "from": (is_address(mail.sender), "one address, such as you@example.org"),
        "every": (mail.every in DAYS, f"one of {listed(DAYS, 'or')}"),
        "at": (_TIME.fullmatch(mail.at), "an hour and a minute, such as 07:00"),
    }
    for option, (is_met, requirement) in requirements.items():
        if not is_met:
            raise MailError(option, f"What is given for --{option} cannot be used; it must be {requirement}.")
    return mail


def change(archive: Path, changed: Mapping[str, Any]) -> Mail:
    """Set the given fields of the mail settings and return all; an added mailing begins with later stories.

    Raises MailError if a field is unusable, and SettingsDamaged if the settings cannot be read.
    """
    former = _unchecked(archive)
    former_mailings = mailings_of(former) if former else []

    def edit(stored: Settings) -> Settings:
        """Return the settings with the mail settings changed."""
        return replace(stored, mail=_changed(archive, stored.mail, changed))

    mail = settings.change(files(archive).settings, edit).mail
    assert mail  # by edit
    _begin(archive, [name for name in mailings_of(mail) if name not in former_mailings])
    return mail


def switch(archive: Path, view: str) -> None:
    """Turn the mailing of a saved view's new stories off if it is set up, else on."""
    views = mailed_views(archive)
    others = [other for other in views if other != view]
    change(archive, {"views": tuple(others if view in views else [*views, view])})


def end(archive: Path) -> None:
    """Delete the mail settings, so that nothing is mailed.

    Raises SettingsDamaged if the settings cannot be read.
    """
    settings.change(files(archive).settings, lambda stored: replace(stored, mail=None))


def _changed(archive: Path, former: Mail | None, changed: Mapping[str, Any]) -> Mail:
    """Return the mail settings with some fields changed, and with those that follow from them."""
    if former is None and not {"server", "to"} <= changed.keys():
        raise MailError(archive, "Mail needs a server and an address first: give --server and --to.")
    known = asdict(former) if former else {**DEFAULTS, "to": changed["to"], "sender": changed["to"]}
    followed: dict[str, Any] = {}
    if (tls := changed.get("tls", known["tls"])) != known["tls"]:
        followed["port"] = USUAL_PORTS.get(tls, known["port"])
    if "to" in changed and known["sender"] == known["to"]:
        followed["sender"] = changed["to"]  # who writes to themselves does so at a new address too
    return checked(Mail(**{**known, **followed, **changed}))


def _begin(archive: Path, names: Sequence[MailingName]) -> None:
    """Note that all stories stored up to now count as mailed by these mailings, which were just set up.

    A mailing whose letter is being sent keeps its state, and a doubt on a former letter stays.
    """
    states, batch = mailings.all_mailings(archive), 0
    if archive.exists():
        with open_for_reading(archive) as db:
            batch = last_batch(db)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for name in names:
        state = states.get(name.stored)
        if state is None or not state.is_open:
            doubt = state.doubt if state else ""
            mailings.note(
                archive, Mailing(name=name.stored, outcome="begun", at=now, batch=batch, doubt=doubt)
            )
