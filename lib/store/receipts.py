"""The ledger of batches outside the database: what was committed, in one fsynced line each.

DuckDB opens without any error when its write-ahead log has lost its tail; this ledger notices.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import duckdb

from lib.model.errors import ArchiveDamaged, Remedy
from lib.model.wording import count
from lib.store.archive import ArchiveReader, Executes, open_for_writing, value
from lib.store.paths import copy_aside, files, former_receipts
from lib.store.schema import TOMBSTONE

BatchKind = Literal["ingest", "removal", "return", "reclean", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRecord:
    """One committed batch."""

    batch: int
    kind: BatchKind
    hash: str
    articles: int  # rows that came, negative for a removal; of a reclean the difference
    captures: tuple[tuple[str | None, str, str | None], ...]  # sha256, outcome, article id; decisions' ids
    stored_at: str
    desk_zone: str
    removed_keys: tuple[tuple[int, str], ...] = ()  # of a removal or return: keys, the story's id
    folded: tuple[tuple[str, str], ...] = ()  # former ids of stories that became one, with the id of that one

    @property
    def articles_named(self) -> set[str]:
        """The ids of the stories of its captures and keys."""
        return {article for _, _, article in self.captures if article} | set(dict(self.removed_keys).values())


def batch_hash(number: int, kind: BatchKind, hashes: Sequence[str | None]) -> str:
    """Return what identifies a batch: its number, kind and captures."""
    text = "\n".join([str(number), kind, *sorted(each or "" for each in hashes)])
    return sha256(text.encode()).hexdigest()[:16]


def append(path: Path, lines: Sequence[BatchRecord]) -> None:
    """Add the lines and return when they are on disk."""
    with path.open("ab") as file:
        for line in lines:
            file.write(json.dumps(_fields(line), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[BatchRecord]:
    """Yield all lines; one that a kill has cut short is no line."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for text in file:
            if text.endswith(b"\n"):
                yield _line(path, text)


def readable(path: Path) -> list[BatchRecord]:
    """Return all lines up to the first that cannot be read."""
    lines: list[BatchRecord] = []
    with suppress(ArchiveDamaged):  # what comes behind it is the archive's to report
        for line in read(path):
            lines.append(line)
    return lines


def history(archive: Path) -> list[BatchRecord]:
    """Return all that the ledgers of the archive hold, in the order in which it happened.

    Those that were set aside come first; what they hold already is no news in a later one.
    """
    paths = (*former_receipts(archive), files(archive).receipts)
    lines = (line for path in paths for line in readable(path))
    return list({(line.batch, line.hash, line.stored_at): line for line in lines}.values())


def removed(lines: Iterable[BatchRecord]) -> tuple[dict[str, str], dict[int, str]]:
    """Return the captures and keys of stories that were removed and not let in again, with their ids."""
    hashes: dict[str, str] = {}
    keys: dict[int, str] = {}
    for line in lines:
        if line.kind == "removal":
            hashes |= {sha256: article for sha256, _, article in line.captures if sha256 and article}
            keys |= dict(line.removed_keys)
        elif line.kind == "return":
            back = line.articles_named
            hashes = {sha256: article for sha256, article in hashes.items() if article not in back}
            keys = {key: article for key, article in keys.items() if article not in back}
    return hashes, keys


def highest(lines: Iterable[BatchRecord]) -> str:
    """Return the highest number of a batch, as a setting holds it."""
    return str(max((line.batch for line in lines), default=0))


def stored(lines: Sequence[BatchRecord]) -> dict[str, str]:
    """Return the captures that were stored and not removed, with the ids that their stories have now."""
    now: dict[str, str] = {}
    for line in lines:
        for capture, _, article in line.captures:
            if capture and article and line.kind == "ingest":
                now[capture] = article
            elif capture and line.kind == "removal":
                now.pop(capture, None)
    became = merged_ids(lines)
    return {capture: became.get(article, article) for capture, article in now.items()}


def merged_ids(lines: Iterable[BatchRecord]) -> dict[str, str]:
    """Return the former ids of stories, each with the id that the story has now."""
    now: dict[str, str] = {}
    for line in lines:
        for former, article in line.folded:
            now = {each: article if story == former else story for each, story in now.items()}
            now[former] = article
    return now


def readmitted(lines: Iterable[BatchRecord]) -> dict[str, tuple[str, ...]]:
    """Return the removed stories that were let in again afterwards, each with the hashes of its captures."""
    back: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line.kind == "return":
            for article in line.articles_named:
                back[article] = tuple(sha256 for sha256, _, of in line.captures if sha256 and of == article)
        elif line.kind == "removal":
            back = {article: own for article, own in back.items() if article not in line.articles_named}
    return back


def last(path: Path) -> BatchRecord | None:
    """Return the newest line, read from the end of the file."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        size, width = file.seek(0, os.SEEK_END), 65536
        while True:
            file.seek(max(0, size - width))
            whole = file.read().rpartition(b"\n")[0]
            if b"\n" in whole or width >= size:
                text = whole.rpartition(b"\n")[2]
                return _line(path, text) if text else None
            width *= 4


def reconcile(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse an archive that lacks a batch of the receipts; add lines that a kill after COMMIT has cost."""
    receipts = files(path).receipts
    _drop_torn_tail(receipts)
    newest = last(receipts)
    if newest and not holds(connection, newest):
        mend = Remedy(command="doctor --mend", does="brings them back from the kept originals")
        raise ArchiveDamaged(path, _missing_sentence(path, [newest]), mend)
    append_missing = list(_unwritten(path, connection, after=newest.batch if newest else 0))
    if append_missing:
        append(receipts, append_missing)


def append_missing(reading: ArchiveReader) -> None:
    """Add the lines of batches after the newest receipt, of an archive that has lost none and is replaced."""
    path = files(reading.path).receipts
    with suppress(ArchiveDamaged):  # what can be read of it counts
        _drop_torn_tail(path)
        newest = last(path)
        if newest is None or holds(reading, newest):
            append(path, list(_unwritten(reading.path, reading, after=newest.batch if newest else 0)))


def missing_batches(path: Path, connection: duckdb.DuckDBPyConnection) -> list[BatchRecord]:
    """Return the batches of the ledger that the archive lacks."""
    held = batches(connection)
    return [line for line in read(files(path).receipts) if (line.batch, line.hash) not in held]


def lost(reading: ArchiveReader) -> list[BatchRecord]:
    """Return the batches that an archive has lost; where it holds the newest receipt's, it has lost none."""
    receipts = files(reading.path).receipts
    newest = last(receipts)
    if newest is None:
        return []
    known = reading.execute("select hash from batch where batch = ?", [newest.batch]).fetchall()
    if known == [(newest.hash,)]:
        return []
    held = batches(reading)
    return [line for line in readable(receipts) if (line.batch, line.hash) not in held]


def unwritten(path: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many batches the archive holds that no receipt names; a kill can leave one."""
    named = {(line.batch, line.hash) for line in read(files(path).receipts)}
    return len(batches(connection) - named)


def shortened(reading: ArchiveReader) -> str:
    """Return a sentence where the ledger has fewer lines than the archive has batches; "" where it has not.

    A kill between a batch and its receipt leaves one batch without a line.
    """
    file = files(reading.path).receipts
    lines = file.read_bytes().count(b"\n") if file.exists() else 0
    batches = int(reading.execute("select count(*) from batch").fetchall()[0][0])
    if batches - lines <= 1:
        return ""
    return f"{file.name} is gone or was shortened: it has {lines:,} lines for {batches:,} batches."


def agree(path: Path) -> bool:
    """Return whether the ledger can be read and the archive holds every batch of it."""
    with open_for_writing(path) as connection:
        try:
            return not missing_batches(path, connection)
        except ArchiveDamaged:
            return False


def repair(path: Path) -> list[BatchRecord]:
    """Make the receipts agree with the archive; return the lines of batches that the archive lacks."""
    with open_for_writing(path) as connection:
        lost = _keep_held(path, connection)
        reconcile(path, connection)
        return lost


def _keep_held(path: Path, connection: duckdb.DuckDBPyConnection) -> list[BatchRecord]:
    """Take out the lines of batches that the archive lacks, after a copy was set aside; return them."""
    receipts = files(path).receipts
    _drop_torn_tail(receipts)
    try:
        lost = missing_batches(path, connection)
    except ArchiveDamaged:
        copy_aside(path, receipts)
        receipts.unlink()  # reconcile writes it anew from the archive
        return []
    if lost:
        held = [line for line in read(receipts) if line not in lost]
        copy_aside(path, receipts)
        fresh = receipts.with_name(f"{receipts.name}.new")
        fresh.unlink(missing_ok=True)
        append(fresh, held)
        fresh.replace(receipts)
    return lost


def zone_of(connection: Executes) -> str:
    """Return the zone of the archive's days."""
    return str(value(connection, "select value from setting where key = 'desk_zone'"))


def _missing_sentence(path: Path, lines: Sequence[BatchRecord]) -> str:
    text = ", ".join(
        f"batch {line.batch} ({count(len(line.captures), 'capture')}, {line.stored_at})" for line in lines
    )
    return (
        f"The archive {path} has lost {text}, which was committed: its write-ahead log was cut or an older "
        "copy of the file was put in its place. Nothing more is written to it until the captures are back."
    )


def batches(connection: Executes) -> set[tuple[int, str]]:
    """Return the number and hash of each batch of the archive."""
    return set(connection.execute("select batch, hash from batch").fetchall())


def holds(connection: Executes, line: BatchRecord) -> bool:
    """Return whether the archive has the batch of this line."""
    return value(connection, "select hash from batch where batch = ?", [line.batch]) == line.hash


def _unwritten(path: Path, connection: Executes, *, after: int) -> Iterator[BatchRecord]:
    rows = connection.execute(
        "select batch, kind, hash, articles, stored_at from batch where batch > ? order by batch", [after]
    ).fetchall()
    for batch, kind, hash_, articles, stored_at in rows:
        captures = connection.execute(
            "select sha256, outcome, article from capture where batch = ? order by all", [batch]
        ).fetchall()
        keys = connection.execute(
            "select key, article from story_key where kind = ? and article in "
            "(select article from capture where batch = ? and outcome = 'removed') order by key",
            [TOMBSTONE, batch],
        ).fetchall()
        if kind == "removal" and not captures:
            keys = _of_untold_briefs(path, connection)
        if kind == "return":
            captures, keys = _returned(path, connection, batch, hash_)
        yield BatchRecord(
            batch=batch, kind=kind, hash=hash_, articles=articles, captures=tuple(captures),
            stored_at=stored_at.isoformat(timespec="seconds"), desk_zone=zone_of(connection),
            removed_keys=tuple((int(key), str(article)) for key, article in keys),
            folded=_aliases(connection),
        )  # fmt: skip


def _of_untold_briefs(path: Path, connection: Executes) -> list[tuple[int, str]]:
    """Return the keys of removed briefs, which have no capture, whose removal no line records."""
    named = set[str]().union(*(line.articles_named for line in history(path) if line.kind == "removal"))
    rows = connection.execute(
        "select key, article from story_key where kind = ? and article not in "
        "(select article from capture where outcome = 'removed') order by key",
        [TOMBSTONE],
    ).fetchall()
    return [(key, article) for key, article in rows if article not in named]


def _returned(
    path: Path, connection: Executes, batch: int, hash_: str
) -> tuple[list[tuple[str, str, str]], list[tuple[int, str]]]:
    """Return the captures and keys of the story that a batch let in again; the archive keeps nothing of it.

    It is one that the receipts hold as removed and the archive no longer does, with the batch's hash.
    """
    hashes, keys = removed(history(path))
    held = connection.execute(
        "select article from tombstone union select article from story_key where kind = ?", [TOMBSTONE]
    ).fetchall()
    for article in sorted({*hashes.values(), *keys.values()} - {article for (article,) in held}):
        own = sorted(sha256 for sha256, removed in hashes.items() if removed == article)
        if batch_hash(batch, "return", own) == hash_:
            captures = [(sha256, "returned", article) for sha256 in own]
            return captures, sorted((key, removed) for key, removed in keys.items() if removed == article)
    return [], []


def _aliases(connection: Executes) -> tuple[tuple[str, str], ...]:
    """Return every former id with the story's id now.

    Which batch made it one is not kept, and need not be.
    """
    rows = connection.execute("select former, article from alias order by former").fetchall()
    return tuple((str(former), str(article)) for former, article in rows)


def _drop_torn_tail(path: Path) -> None:
    if not path.exists():
        return
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            return
        file.seek(-1, os.SEEK_END)
        if file.read(1) == b"\n":
            return
        file.seek(max(0, size - 64 * 1024 * 1024))
        start, tail = file.tell(), file.read()
        file.truncate(start + tail.rfind(b"\n") + 1)
        os.fsync(file.fileno())


def _fields(line: BatchRecord) -> dict[str, Any]:
    """Return the fields of a line as the file has them."""
    named = {TOMBSTONE if each.name == "removed_keys" else each.name: each.name for each in fields(line)}
    return {name: getattr(line, own) for name, own in named.items()}


def _line(path: Path, text: bytes) -> BatchRecord:
    try:
        fields = json.loads(text)
        names = ("captures", TOMBSTONE, "folded")
        lists: dict[str, Any] = {name: tuple(map(tuple, fields.pop(name, ()))) for name in names}
        return BatchRecord(removed_keys=lists.pop(TOMBSTONE), **lists, **fields)
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveDamaged(
            path,
            f"The ledger {path} is damaged (a line of it cannot be read). Nothing was changed.",
            Remedy(command="doctor --mend", does="sets it aside and writes it anew from the archive"),
        ) from error
