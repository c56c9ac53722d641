"""What the reader set up for mail: checked, changed and in words."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lib.mail.schedule import DAYS
from lib.model.errors import MailError
from lib.model.wording import listed
from lib.store.files import settings
from lib.store.files.settings import Mail, Settings
from lib.store.paths import files

PORTS = {"tls": 465, "starttls": 587}
DIGEST, FILTER = "digest", "filter"  # mailings beside "view NAME": of all, and one that is asked for
_LABEL, _ATOM = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"
_NAME = rf"(?=[^@]{{1,253}}$){_LABEL}(?:\.{_LABEL})*"
_HOST = rf"{_NAME}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+"  # or an address of IPv6
# One address in plain ASCII (RFC 5321); no sign in it can end a header or begin an encoded word.
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_NAME}")
FIRST = {  # settings of mail that nobody gave yet
    "port": PORTS["tls"], "tls": "tls", "user": "", "views": (), "digest": False,
    "every": "day", "at": "07:00",
}  # fmt: skip
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def set_up(archive: Path) -> Mail:
    """Return the mail settings; raises MailError if there are none, or one of them cannot be used."""
    mail = settings.read(files(archive).settings).mail
    if mail is None:
        words = "No mail is set up, so nothing is sent"
        example = "`python -m lib mail --server smtp.example.org --to you@example.org --digest`"
        raise MailError(archive, f"{words}; {example} does it.")
    return checked(mail)


def is_set_up(archive: Path) -> bool:
    """Return whether mail is set up; False where the settings are damaged, which `doctor` reports."""
    return _kept(archive) is not None


def mailing_names(archive: Path) -> Sequence[str]:
    """Return "view NAME" of each saved view that is mailed, and "digest"; () without readable settings."""
    mail = _kept(archive)
    return names(mail) if mail else ()


def _kept(archive: Path) -> Mail | None:
    """Return the mail settings, unchecked; None if there are none, or the settings are damaged."""
    with suppress(settings.SettingsDamaged):
        return settings.read(files(archive).settings).mail
    return None


def change(archive: Path, changed: Mapping[str, Any]) -> Mail:
    """Set the given fields of Mail in the settings file and return them all.

    Raises MailError if one is unusable, and SettingsDamaged if the settings cannot be read.
    """

    def edit(before: Settings) -> Settings:
        """Return the settings with the fields of Mail in the place of former ones."""
        return replace(before, mail=_changed(archive, before.mail, changed))

    made = settings.change(files(archive).settings, edit).mail
    assert made  # by edit
    return made


def _changed(archive: Path, before: Mail | None, changed: Mapping[str, Any]) -> Mail:
    """Return the mail settings with some fields changed, and with those that follow from them."""
    if before is None and not {"server", "to"} <= changed.keys():
        raise MailError(archive, "Mail needs a server and an address first: give --server and --to.")
    known = asdict(before) if before else {**FIRST, "to": changed["to"], "sender": changed["to"]}
    followed: dict[str, Any] = {}
    if (tls := changed.get("tls", known["tls"])) != known["tls"]:
        followed["port"] = PORTS.get(tls, known["port"])  # another encryption has another usual port
    if "to" in changed and known["sender"] == known["to"]:
        followed["sender"] = changed["to"]  # who writes to themselves does so at a new address too
    return checked(Mail(**{**known, **followed, **changed}))


def end(archive: Path) -> None:
    """Delete the mail settings, so that nothing is mailed.

    Raises SettingsDamaged if the settings cannot be read.
    """
    settings.change(files(archive).settings, lambda held: replace(held, mail=None))


def checked(mail: Mail) -> Mail:
    """Return the mail settings unchanged; MailError on the first of them that cannot be used."""
    wrong = {
        "server": (re.fullmatch(_HOST, mail.server), "the name of a server, such as smtp.example.org"),
        "port": (0 < mail.port < 65_536, "a number from 1 to 65535"),
        "tls": (mail.tls in PORTS, "tls or starttls: without encryption nothing is sent"),
        "user": (mail.user.isascii() and mail.user.isprintable(), "in ASCII"),
        "to": (_ADDRESS.fullmatch(mail.to), "one address, such as you@example.org"),
        "from": (_ADDRESS.fullmatch(mail.sender), "one address, such as you@example.org"),
        "every": (mail.every in DAYS, f"one of {listed(DAYS, 'or')}"),
        "at": (_TIME.fullmatch(mail.at), "an hour and a minute, such as 07:00"),
    }
    for name, (is_right, meant) in wrong.items():
        if not is_right:
            raise MailError(name, f"What is given for --{name} cannot be used; it must be {meant}.")
    return mail


def names(mail: Mail) -> Sequence[str]:
    """Return the names of the mailings in the settings: "view NAME" of each saved view, then "digest"."""
    return [*(f"view {each}" for each in mail.views), *([DIGEST] if mail.digest else [])]


def in_words(name: str) -> str:
    """Return a mailing's name in English: "the new stories of “Strike”" for "view Strike"."""
    kind, _, view = name.partition(" ")
    if kind == "view":
        return f"the new stories of “{view}”"
    return "the digest of all" if name == DIGEST else "the digest that you asked for"


def when_mailed(mail: Mail) -> str:
    """Return the days and the time in words: "each Monday at 07:00"."""
    return f"each {mail.every if mail.every == 'day' else mail.every.capitalize()} at {mail.at}"
