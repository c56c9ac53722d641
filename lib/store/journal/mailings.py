"""What became of the last letter of each mailing, and the letters whose outcome is open.

A letter is kept, with its Message-ID, before it is sent. So one that was being sent when the program was
killed is known at the next run, and is not sent again.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from lib.model.errors import ArchiveError
from lib.store import durable
from lib.store.files.locked import OWN
from lib.store.journal import marks
from lib.store.paths import files

Outcome = Literal[
    "begun",  # nothing was sent yet
    "nothing",  # there was nothing new
    "sending",  # it is being sent; where nobody is at it, nobody knows
    "sent",
    "refused",  # no server has taken it
    "unknown",  # perhaps one has
]
KEPT_FOR = timedelta(days=60)  # a letter of which nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What is mailed, with the state of its last letter: a saved view, the digest, or a letter asked for."""

    name: str  # "view NAME", "digest" or "filter"
    outcome: Outcome
    at: str  # when it was last done with, or set up: ISO 8601, UTC
    batch: int  # the archive's last one of which all stories were mailed
    message_id: str = ""  # of the last letter
    sent_at: str = ""
    reach: int = 0  # the archive's last batch then
    reason: str = ""  # why it was refused or is unknown, as a sentence without words of a story
    doubt: str = ""  # a sentence on a letter that may not have arrived, until the next one has said it

    @property
    def is_open(self) -> bool:
        """Whether a letter was begun and its outcome is not known, as after a kill while it was sent."""
        return self.outcome == "sending"


def all_mailings(archive: Path) -> dict[str, Mailing]:
    """Return the mailings by name; ArchiveError if one cannot be read: nothing may be mailed twice."""
    found = {}
    for each in marks.saved_items(archive, "mailing"):
        try:
            found[each.name] = Mailing(name=each.name, **each.fields)
        except (ValueError, TypeError) as error:
            path = files(archive).journal
            words = f"What was mailed of “{each.name}” cannot be read in {path} ({error})"
            raise ArchiveError(path, f"{words}; a newer Wireroom wrote it.") from error
    return found


def note(archive: Path, mailing: Mailing) -> None:
    """Note the state of a mailing; it is on disk when this returns."""
    fields = {name: value for name, value in asdict(mailing).items() if name != "name" and value != ""}
    marks.keep(archive, "mailing", mailing.name, json.dumps(fields, ensure_ascii=False))


def letter_path(archive: Path, message_id: str) -> Path:
    """Return the path at which the letter with this Message-ID is kept, there or not."""
    return files(archive).outbox / f"{message_id.strip('<>').partition('@')[0]}.eml"


def keep_letter(archive: Path, message_id: str, letter: bytes) -> None:
    """Keep a letter, which this account alone can read; it is on disk when this returns."""
    path = letter_path(archive, message_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=OWN)
    durable.append(path, letter)
    durable.sync_folder(path.parent)


def drop_letter(archive: Path, message_id: str) -> None:
    """Delete a letter whose outcome is known."""
    letter_path(archive, message_id).unlink(missing_ok=True)


def drop_letters(archive: Path, *, kept_for: timedelta | None = None) -> None:
    """Delete the letters kept for `kept_for` or longer; by default all, as a removed story may be in one."""
    now = datetime.now(UTC)
    for path in files(archive).outbox.glob("*.eml"):
        if kept_for is None or now - datetime.fromtimestamp(path.stat().st_mtime, UTC) >= kept_for:
            path.unlink(missing_ok=True)
