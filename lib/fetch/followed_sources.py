"""The followed sources and what is known of their sites, in a small SQLite file beside the archive.

Its tables: `source` holds each source's state as JSON, `robots` what a site's robots.txt said as JSON, and
`rest` when a host that asked for a pause may be asked again.

A source's new state is saved only after its items are stored: a crash in between costs one more request and
loses nothing. Every function takes the path of that file; a file that does not exist holds no sources.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lib.fetch.robots import Robots
from lib.fetch.source import Source, from_json, to_json
from lib.model.errors import ArchiveDamaged, ArchiveError

PATIENCE = 5.0  # seconds that a writer waits for another; a refresh writes for some milliseconds

_TABLES = """
create table if not exists source(url text primary key, state text not null) without rowid;
create table if not exists robots(origin text primary key, told text not null) without rowid;
create table if not exists rest(host text primary key, until text not null) without rowid;
"""


def sources(file: Path) -> dict[str, Source]:
    """Return {address that a source was followed under: source} of all sources in the file.

    A source whose state cannot be read starts again without a state, with a note in last_error.
    """
    return {
        url: _source(url, state) for url, state in _rows(file, "select url, state from source order by url")
    }


def _source(url: str, state: str) -> Source:
    """Return a source as it was saved, or without any state where the saved one cannot be read."""
    try:
        return from_json(state)
    except ValueError:
        return Source(url=url, last_error="What was known of this source could not be read; it begins anew.")


def change(file: Path, urls: Iterable[str], edit: Callable[[Source], Source]) -> None:
    """Save what `edit` makes of the sources with these addresses, without those not followed any more."""
    with _writing(file) as db:
        db.execute("begin immediate")  # nothing changes between the look and the writing
        for url in urls:
            for (state,) in db.execute("select state from source where url = ?", [url]).fetchall():
                now = to_json(edit(_source(url, state)))
                db.execute("update source set state = ? where url = ?", [now, url])


def update(file: Path, refreshed: Iterable[Source]) -> None:
    """Save the states of sources after a refresh; call it when their items are stored.

    The reader's own setting of full_text, if changed meanwhile, stays.
    """
    states = {source.url: source for source in refreshed}
    change(file, states, lambda held: replace(states[held.url], full_text=held.full_text))


def follow(file: Path, source: Source) -> bool:
    """Add a source; return False and leave its state if it is followed already."""
    with _writing(file) as db:
        done = db.execute("insert or ignore into source values (?, ?)", [source.url, to_json(source)])
        return done.rowcount == 1


def unfollow(file: Path, url: str) -> None:
    """Delete the source followed under the address, if there is one; its stories stay in the archive."""
    if file.exists():
        with _writing(file) as db:
            db.execute("delete from source where url = ?", [url])


def robots(file: Path) -> dict[str, Robots]:
    """Return {origin of a site: its stored robots.txt}, without those that cannot be read."""
    learned: dict[str, Robots] = {}
    for origin, line in _rows(file, "select origin, told from robots"):
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            row: dict[str, Any] = json.loads(line)
            asked_at, since = datetime.fromisoformat(row.pop("asked_at")), row.pop("closed_since")
            closed_since = datetime.fromisoformat(since) if since else None
            learned[origin] = Robots(asked_at=asked_at, closed_since=closed_since, **row)
    return learned


def save_robots(file: Path, learned: Mapping[str, Robots]) -> None:
    """Save the robots.txt of sites, by origin, replacing those stored before."""
    with _writing(file) as db:
        db.executemany(
            "insert into robots values (?1, ?2) on conflict(origin) do update set told = ?2",
            [
                (origin, json.dumps(asdict(robots), default=datetime.isoformat))
                for origin, robots in learned.items()
            ],
        )


def paused_hosts(file: Path, now: datetime) -> dict[str, datetime]:
    """Return {host: end of its pause}, without pauses that are over or cannot be read."""
    paused: dict[str, datetime] = {}
    for host, until in _rows(file, "select host, until from rest"):
        with suppress(ValueError, TypeError):  # TypeError: a time without a timezone
            if (end := datetime.fromisoformat(until)) > now:
                paused[host] = end
    return paused


def save_paused_hosts(file: Path, hosts: Mapping[str, datetime], now: datetime) -> None:
    """Save when hosts' pauses end, the later of two times; delete pauses that are over."""
    with _writing(file) as db:
        rows = [(host, until.isoformat()) for host, until in hosts.items()]
        later = "on conflict(host) do update set until = max(until, excluded.until)"
        db.executemany(f"insert into rest values (?, ?) {later}", rows)
        db.execute("delete from rest where until <= ?", [now.isoformat()])


def _rows(file: Path, query: str) -> list[tuple[str, str]]:
    """Return the rows of a query; [] if the file does not exist.

    The tables are made here too: a file of an earlier version, or one whose first write was cut off, lacks
    some.
    """
    if not file.exists():
        return []
    with _as_archive_errors(file), closing(sqlite3.connect(file, timeout=PATIENCE)) as db:
        db.executescript(_TABLES)
        return db.execute(query).fetchall()


@contextmanager
def _writing(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, made where it is missing; commit what the body writes, or nothing if it raises."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _as_archive_errors(file), closing(sqlite3.connect(file, timeout=PATIENCE)) as db:
        db.execute("pragma journal_mode = wal")
        db.executescript(_TABLES)
        with db:
            yield db


@contextmanager
def _as_archive_errors(file: Path) -> Iterator[None]:
    """Turn errors of SQLite in the block into ArchiveError, or ArchiveDamaged for a damaged file."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite's words may quote damaged bytes
        # Bytes that are no letters are met by Python, whose error has no code of SQLite's.
        if isinstance(error, sqlite3.OperationalError) and hasattr(error, "sqlite_errorcode"):
            raise ArchiveError(  # busy or not to be written: nothing is damaged
                file,
                f"The list of sources {file} could not be used ({error}). It is as it was: make room on the "
                "disk and check the folder's rights, then try again.",
            ) from error
        raise ArchiveDamaged(
            file,
            f"The list of sources {file} is damaged ({error}); move it aside and restore it from a backup.",
        ) from error
