"""Paths of everything on disk."""

import os
from functools import lru_cache
from pathlib import Path

EVENTS = "WIREROOM_EVENTS"  # set for a child process whose outcome a program reads

ROOT = Path(__file__).resolve().parents[2]

# What lies beside an archive, by the names of ArchivePaths.
FOLDERS = ("originals", "pictures", "inbox", "outbox", "backups", "backup_originals", "aside")
OWN = ("sources", "settings")  # of the reader's, which Wireroom writes by itself too
BESIDE = ("receipts", "journal", "journal_log", *OWN)  # copied by a backup
FORMER = ("marks", "marks_log", "corrections", "ledger", "names", "recipes")  # what came before the journal
BESIDE_SQLITE = ("-wal", "-shm", "-journal")  # ends of the names of what SQLite keeps beside a database


class ArchivePaths:
    """The paths of an archive and of the files beside it.

    Their names begin with the archive's name, unless that is `archive`.
    """

    def __init__(self, archive: Path) -> None:
        front = "" if archive.stem == "archive" else f"{archive.stem}-"

        def beside(name: str) -> Path:
            """Return the path beside the archive of "STEM-name", of archive.duckdb that of "name"."""
            return archive.with_name(f"{front}{name}")

        self.archive = archive
        self.originals = beside("originals")
        self.pictures = beside("pictures")  # those that the reader asked for
        self.receipts = beside("receipts.jsonl")
        self.noted = beside("noted.bin")  # hashes of what is stored, written anew when it is of another state
        self.journal = beside("journal.sqlite")  # the reader's own work
        self.journal_log = beside("journal.jsonl")  # the same once more
        self.journal_lock = beside("journal.lock")  # and which journal it is, and what was erased of it
        # In which former versions kept the reader's work.
        self.marks, self.marks_log = beside("marks.sqlite"), beside("marks.jsonl")
        self.corrections, self.ledger = beside("corrections.jsonl"), beside("ledger.jsonl")
        self.names, self.recipes = beside("names.jsonl"), beside("recipes.jsonl")
        self.sources = beside("sources.sqlite")  # the feeds that are followed
        self.settings = beside("desk.json")
        self.keys = archive.with_name("keys.json")  # of the home
        self.inbox = beside("inbox")  # what was dropped, pasted or fetched, and waits
        self.outbox = beside("outbox")  # letters that are being sent, and those of which nobody knows
        self.log = beside("log.txt")
        self.lock = beside("writer.lock")
        self.former_lock = beside("ingest.lock")  # a folder, at which a former version stops
        self.refresh_lock = beside("refresh.lock")
        self.backup_lock = beside("backup.lock")
        self.intake_lock = beside("desk.lock")
        self.removal_lock = beside("removal.lock")
        self.mail_lock = beside("mail.lock")
        self.backups = beside("backups")
        self.backup_originals = self.backups / "originals"  # once for all backups
        self.aside = beside("aside")  # damaged and replaced archives, never deleted


@lru_cache(maxsize=16)
def files(archive: Path) -> ArchivePaths:
    """Return the paths that belong to an archive."""
    return ArchivePaths(archive)


def home() -> Path:
    """Return the folder of all data: $WIREROOM_HOME, else data/ beside app.py."""
    chosen = os.environ.get("WIREROOM_HOME", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else ROOT / "data"


def archive_path() -> Path:
    """Return the path of the reader's own archive."""
    return home() / "archive.duckdb"


def sample_path() -> Path:
    """Return the path of the sample's archive."""
    return home() / "sample.duckdb"


def inbox_path() -> Path:
    """Return the folder where dropped and pasted captures wait for their ingest."""
    return home() / "inbox"


def work_path() -> Path:
    """Return the folder for the output of child processes, one file for each kind of job."""
    return home() / "work"


def token_path() -> Path:
    """Return the path of the secret token for the app's API; only the reader may read it."""
    return home() / "api-token"


def mail_password_path() -> Path:
    """Return the path of the mail account's password: $WIREROOM_MAIL_PASSWORD_FILE, else in the home."""
    chosen = os.environ.get("WIREROOM_MAIL_PASSWORD_FILE", "").strip()
    return Path(chosen).expanduser() if chosen else home() / "mail-password"


def keys_path() -> Path:
    """Return the path of the file with the hashes of keys for other machines."""
    return home() / "keys.json"
