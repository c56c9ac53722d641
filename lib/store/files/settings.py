"""The reader's settings of the app, in a small file of the data folder."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from lib.model import checksums
from lib.model.errors import Remedy, SubjectError
from lib.store.durable import rewrite
from lib.store.files.locked import held

PATIENCE = 5.0  # seconds that a change waits for another, which takes a moment

_Kind = TypeVar("_Kind")


class SettingsDamaged(SubjectError):
    """Raised when the settings cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What is mailed, when, to whom and by which server; the password is never kept."""

    server: str
    port: int
    tls: Literal["tls", "starttls"]  # from the first byte, or begun by a command
    user: str  # "" for a server that asks for no account
    sender: str
    to: str
    views: tuple[str, ...]  # names of saved views whose new stories are mailed
    digest: bool  # whether the digest of all is
    every: str  # "day", or a day of the week in small letters
    at: str  # the hour and minute of this machine's clock: "07:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The reader's settings: automatic refresh, watched folders, pictures, backups, daily notes, mail."""

    by_itself: bool = True  # sources that are due are asked without a request
    watched: tuple[str, ...] = ()
    pictures: bool = False  # the lead picture of each story that a source brings is fetched
    backups: str = ""  # a second folder for backups, as on another disk
    daily_notes: bool = False  # five notes and highlights stand on the Desk each day, to read again
    mail: Mail | None = None  # nothing is mailed before the reader has set it up


def read(file: Path) -> Settings:
    """Return the settings in a file, defaults if there is none; SettingsDamaged if it cannot be read."""
    try:
        kept = checksums.unsigned(json.loads(file.read_text(encoding="utf-8")))
        return Settings(
            by_itself=_typed(bool, kept["by_itself"]), watched=_texts(kept["watched"]),
            pictures=_typed(bool, kept.get("pictures", False)), backups=_typed(str, kept.get("backups", "")),
            daily_notes=_typed(bool, kept.get("daily_notes", False)), mail=_mail(kept.get("mail")),
        )  # fmt: skip
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        words = (
            f"The settings {file} cannot be opened ({error.strerror}); check the file and its permissions."
        )
        raise SettingsDamaged(file, words) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        mends = Remedy(command="doctor --mend", does="sets them aside and takes those of the newest backup")
        raise SettingsDamaged(file, f"The settings {file} cannot be read ({error}).", mends) from error


def keep(file: Path, changed: Settings) -> None:
    """Write the settings to a file, whose folder is made if missing; they are on disk at return."""
    file.parent.mkdir(parents=True, exist_ok=True)
    rewrite(file, json.dumps(checksums.signed(asdict(changed)), indent=1).encode())


def change(file: Path, edit: Callable[[Settings], Settings]) -> Settings:
    """Replace the settings by what `edit` makes of them, and return the new ones.

    Nobody else may change the settings meanwhile. Raises SettingsDamaged if they cannot be read, ArchiveBusy
    if another program holds them too long.
    """
    words = "Another program ({who}) changes the settings {archive}"
    with held(file, file.with_name(f"{file.name}.lock"), words, patience=PATIENCE):
        changed = edit(read(file))
        keep(file, changed)
    return changed


def _mail(kept: Any) -> Mail | None:
    """Return mail settings from their stored fields; None if nothing is stored.

    Raises TypeError or KeyError if a field is wrong.
    """
    if not kept:
        return None
    mail = Mail(**{**kept, "views": _texts(kept["views"])})
    for words in (mail.server, mail.tls, mail.user, mail.sender, mail.to, mail.every, mail.at):
        _typed(str, words)
    _typed(int, mail.port)
    _typed(bool, mail.digest)
    return mail


def _texts(kept: object) -> tuple[str, ...]:
    """Return a stored list of texts; TypeError if the value is no list of texts."""
    return tuple(_typed(str, each) for each in _typed(list, kept))


def _typed(kind: type[_Kind], kept: object) -> _Kind:
    """Return a stored value; TypeError if it is of another kind."""
    if type(kept) is not kind:
        raise TypeError(f"{kept!r:.60} is no {kind.__name__}")
    return kept
