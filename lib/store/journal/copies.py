"""The copies of a journal as they lie on disk, whole or damaged: log, database, and those in backups."""

import os
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from lib.store.backup_files import copies, is_unharmed
from lib.store.journal import former, former_files
from lib.store.journal.database import UNREADABLE, is_refused, is_sound, opened
from lib.store.journal.event import Event, line_of, numbered
from lib.store.journal.events_of_copies import found_in
from lib.store.journal.storage import intact_fields, stored_first_line, stored_lines, tables_agree
from lib.store.paths import FORMER, files


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One copy of the journal, or of a backup of it: its path, its lines and what is wrong with it."""

    path: Path
    lines: list[bytes] = field(default_factory=list)  # of a damaged one also all that stands in the file
    wrong: str = ""  # "gone", "damaged" or "another home's"
    backup: Path | None = None  # of which it is a part

    @cached_property
    def found(self) -> tuple[list[Event], str]:
        """The events that can be read from the copy, and the id of the journal they belong to."""
        return found_in(b"\n".join(self.lines))


def _absent(path: Path) -> Copy:
    """Return the copy that stands for a missing file."""
    return Copy(path=path, wrong="damaged" if os.path.lexists(path) else "gone")


def read_log(path: Path, lines: list[bytes]) -> Copy:
    """Return the log's lines and what is wrong with them; `lines` are the database's, which are right."""
    if not path.is_file():
        return _absent(path)
    *written, rest = path.read_bytes().split(b"\n")
    if not rest and written and (written == lines or intact_fields(written) is not None):
        return Copy(path=path, lines=written)
    return Copy(path=path, lines=[*written, b"", rest], wrong="damaged")  # no line without its end


def read_database(path: Path) -> Copy:
    """Return the lines of the database and what is wrong with it; of a damaged database what can be read."""
    if not path.is_file():
        return _absent(path)
    lines: list[bytes] = []
    for newest_first in (False, True):  # from both ends, should a page in the middle be damaged
        try:
            with closing(opened(path)) as database:
                lines.append(stored_first_line(database))
                lines.extend(stored_lines(database, newest_first=newest_first))
                found = intact_fields(lines)
                if found is not None and is_sound(database, path) and tables_agree(database, found):
                    return Copy(path=path, lines=lines)
        except UNREADABLE as error:
            if is_refused(error):
                raise
    return Copy(path=path, lines=[*lines, path.read_bytes()], wrong="damaged")


def judged(log: Copy, database: Copy, journal: str) -> list[Copy]:
    """Return both copies, each with what is wrong with it when they are compared.

    A copy with another id than `journal` is another home's.
    """
    wrong = log.wrong
    if not database.wrong and log.lines[: len(database.lines)] == database.lines:
        wrong = ""  # a kill has left lines to it alone: that is no damage
    elif not (log.wrong or database.wrong) and database.lines[: len(log.lines)] == log.lines:
        wrong = "damaged"  # it is written first: its end was cut off
    return [
        each if each.found[1] in ("", journal) else replace(each, wrong="another home's")
        for each in (replace(log, wrong=wrong), database)
    ]


def paths_in(archive: Path, backup: Path) -> dict[str, Path]:
    """Return {name in ArchivePaths: path} of a backup's journal files, those of an older version included."""
    own, kept = files(archive), copies(archive, backup)
    return {name: kept[getattr(own, name)] for name in ("journal_log", "journal", *FORMER)}


def copy_in(archive: Path, backup: Path) -> Copy | None:
    """Return the copy of the journal in a backup; None if the backup has none.

    Of a backup by an older version it is made from that version's files, unless the archive itself still has
    such files, which must be taken over first.
    """
    kept = paths_in(archive, backup)
    log, database = kept.pop("journal_log"), kept.pop("journal")
    if data := [each.read_bytes() for each in (log, database) if each.is_file()]:
        return Copy(path=log, lines=data, backup=backup)
    whole = {name: path for name, path in kept.items() if path.exists() and is_unharmed(backup, path)}
    if not whole or former_files.is_there(archive):
        return None
    lines = [line_of(each) for each in numbered(former.events_in(whole))]
    return Copy(path=backup, lines=lines, backup=backup)
