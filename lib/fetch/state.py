"""The sources and what was learned of them, in a small SQLite file beside the archive.

A source's new state is kept only after its items are safe: a crash in between asks once more and loses
nothing.
Every function takes the path of that file; one that does not exist yet holds nothing.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from lib.fetch.robots import Robots
from lib.fetch.source import Source, from_json, to_json
from lib.model.errors import ArchiveDamaged

PATIENCE = 5.0  # seconds that a writer waits for another

_TABLES = """
create table if not exists source(url text primary key, state text not null) without rowid;
create table if not exists robots(origin text primary key, told text not null) without rowid;
create table if not exists rest(host text primary key, until text not null) without rowid;
"""


def sources(path: Path) -> dict[str, Source]:
    """Return all sources by their address as followed.

    One whose state is unreadable begins anew, and says so.
    """
    with _reading(path) as kept:
        rows = kept.execute("select url, state from source order by url").fetchall() if kept else []
    return {url: _source(url, state) for url, state in rows}


def _source(url: str, state: str) -> Source:
    try:
        return from_json(state)
    except ValueError:
        return Source(url=url, last_error="What was known of this source could not be read; it begins anew.")


def keep(path: Path, changed: Iterable[Source]) -> None:
    """Write the sources' states, new ones and old; call it once their items are safe."""
    with _writing(path) as kept:
        kept.executemany(
            "insert into source values (?1, ?2) on conflict(url) do update set state = ?2",
            [(source.url, to_json(source)) for source in changed],
        )


def follow(path: Path, source: Source) -> bool:
    """Add a source; False when it is followed already, whose state is then left as it is."""
    with _writing(path) as kept:
        done = kept.execute("insert or ignore into source values (?, ?)", [source.url, to_json(source)])
        return done.rowcount == 1


def unfollow(path: Path, url: str) -> None:
    """Forget a source; its stories stay where they are."""
    if path.exists():
        with _writing(path) as kept:
            kept.execute("delete from source where url = ?", [url])


def robots(path: Path) -> dict[str, Robots]:
    """Return what was learned of each site's robots.txt, by origin; what cannot be read is left out."""
    with _reading(path) as kept:
        rows = kept.execute("select origin, told from robots").fetchall() if kept else []
    learned = {origin: _robots(told) for origin, told in rows}
    return {origin: told for origin, told in learned.items() if told is not None}


def keep_robots(path: Path, learned: Mapping[str, Robots]) -> None:
    """Write what was learned of robots.txt."""
    with _writing(path) as kept:
        kept.executemany(
            "insert into robots values (?1, ?2) on conflict(origin) do update set told = ?2",
            [(origin, _robots_json(told)) for origin, told in learned.items()],
        )


def resting(path: Path, now: datetime) -> dict[str, datetime]:
    """Return the hosts that asked to be left alone, until when; those whose hour is over are left out."""
    with _reading(path) as kept:
        rows = kept.execute("select host, until from rest").fetchall() if kept else []
    hours = {host: datetime.fromisoformat(until) for host, until in rows}
    return {host: until for host, until in hours.items() if until > now}


def keep_resting(path: Path, hosts: Mapping[str, datetime], now: datetime) -> None:
    """Write which hosts are left alone, in the place of those that were."""
    with _writing(path) as kept:
        kept.execute("delete from rest")
        rows = [(host, until.isoformat()) for host, until in hosts.items() if until > now]
        kept.executemany("insert into rest values (?, ?)", rows)


def _robots_json(told: Robots) -> str:
    return json.dumps(
        {
            "verdict": told.verdict,
            "asked_at": told.asked_at.isoformat(),
            "text": told.text,
            "kind": told.kind,
            "reason": told.reason,
            "closed_since": told.closed_since.isoformat() if told.closed_since else None,
        }
    )


def _robots(line: str) -> Robots | None:
    try:
        row: dict[str, Any] = json.loads(line)
        since = row.pop("closed_since")
        row["asked_at"] = datetime.fromisoformat(row["asked_at"])
        return Robots(closed_since=datetime.fromisoformat(since) if since else None, **row)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    if not path.exists():
        yield None
        return
    with _explained(path), closing(sqlite3.connect(path, timeout=PATIENCE)) as kept:
        kept.executescript(_TABLES)
        yield kept


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _explained(path), closing(sqlite3.connect(path, timeout=PATIENCE)) as kept:
        kept.execute("pragma journal_mode = wal")
        kept.executescript(_TABLES)
        with kept:
            yield kept


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError:
        raise  # busy or not to be written: nothing is damaged
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(
            str(path),
            f"The list of sources {path} is damaged ({error}); move it aside and restore it from a backup.",
        ) from error
