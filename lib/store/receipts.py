"""The receipts: a file beside the database with one line for each committed batch.

DuckDB opens without any error when its write-ahead log has lost its end; this file shows it.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal, NamedTuple

from lib.model.errors import ArchiveDamaged, Remedy
from lib.store import durable
from lib.store.paths import files
from lib.store.schema import TOMBSTONE
from lib.store.set_aside import former_receipts

BatchKind = Literal["ingest", "removal", "return", "reclean", "ledger"]
_WRITTEN_AS = {"removed_keys": TOMBSTONE, "merged": "folded"}  # fields that have former names in the file


class CaptureLine(NamedTuple):
    """What became of one capture in a batch; or one decision on actors, of a batch that follows these."""

    sha256: str | None  # of a decision its id; None for a source that could not be read
    outcome: str
    article: str | None  # the story's id


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRecord:
    """The receipt of a committed batch: number, kind, hash, captures, time, removed and merged stories."""

    batch: int
    kind: BatchKind
    hash: str
    articles: int  # rows that came, negative for a removal; of a reclean the difference
    captures: tuple[CaptureLine, ...]
    stored_at: str
    desk_zone: str
    removed_keys: tuple[tuple[int, str], ...] = ()  # of a removal or return: keys, the story's id
    merged: tuple[tuple[str, str], ...] = ()  # former ids of stories that became one, with the id of that one

    @property
    def articles_named(self) -> set[str]:
        """The ids of the stories that the batch is about: of its captures and removed keys."""
        named = {each.article for each in self.captures if each.article}
        return named | set(dict(self.removed_keys).values())


def batch_hash(number: int, kind: BatchKind, hashes: Sequence[str | None]) -> str:
    """Return a hash that identifies a batch: of its number, kind and captures."""
    text = "\n".join([str(number), kind, *sorted(each or "" for each in hashes)])
    return sha256(text.encode()).hexdigest()[:16]


def append(path: Path, lines: Sequence[BatchRecord]) -> None:
    """Add receipts to a file of them and flush it to disk."""
    written = []
    for line in lines:
        entry = {each.name: getattr(line, each.name) for each in fields(line)}
        for name, written_as in _WRITTEN_AS.items():
            entry[written_as] = entry.pop(name)
        written.append(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
    durable.append(path, b"".join(written))


def read(path: Path) -> Iterator[BatchRecord]:
    """Yield the receipts in a file; ArchiveDamaged for a damaged line, but not for an incomplete last one."""
    if path.exists():
        with path.open("rb") as file:
            yield from (_line(path, text) for text in file if text.endswith(b"\n"))


def readable(path: Path) -> list[BatchRecord]:
    """Return all receipts in a file that can be read, without damaged lines; [] if there is no file."""
    lines: list[BatchRecord] = []
    for text in path.read_bytes().splitlines() if path.exists() else ():
        with suppress(ArchiveDamaged):  # the archive's to report
            lines.append(_line(path, text))
    return lines


def history(archive: Path) -> list[BatchRecord]:
    """Return all readable receipts of the archive, those of set-aside files first, each once."""
    paths = (*former_receipts(archive), files(archive).receipts)
    lines = (line for path in paths for line in readable(path))
    return list({(line.batch, line.hash, line.stored_at): line for line in lines}.values())


def removed_captures(lines: Iterable[BatchRecord]) -> tuple[dict[str, str], dict[int, str]]:
    """Return removed stories' ids in two dicts: by the hash of a capture, by key; not those readmitted."""
    hashes: dict[str, str] = {}
    keys: dict[int, str] = {}
    for line in lines:
        if line.kind == "removal":
            hashes |= {each.sha256: each.article for each in line.captures if each.sha256 and each.article}
            keys |= dict(line.removed_keys)
        elif line.kind == "return":
            back = line.articles_named
            hashes = {sha256: article for sha256, article in hashes.items() if article not in back}
            keys = {key: article for key, article in keys.items() if article not in back}
    return hashes, keys


def highest(lines: Iterable[BatchRecord]) -> str:
    """Return the highest batch number of the receipts, as text; "0" if there are no receipts."""
    return str(max((line.batch for line in lines), default=0))


def stored_captures(lines: Sequence[BatchRecord]) -> dict[str, str]:
    """Return by hash the present story id of each capture that was stored and not removed."""
    now: dict[str, str] = {}
    for line in lines:
        for each in line.captures:
            if each.sha256 and each.article and line.kind == "ingest":
                now[each.sha256] = each.article
            elif each.sha256 and line.kind == "removal":
                now.pop(each.sha256, None)
    became = merged_ids(lines)
    return {capture: became.get(article, article) for capture, article in now.items()}


def merged_ids(lines: Iterable[BatchRecord]) -> dict[str, str]:
    """Return by former id the present id of each story that was merged into another."""
    now: dict[str, str] = {}
    for line in lines:
        for former, article in line.merged:
            now = {each: article if story == former else story for each, story in now.items()}
            now[former] = article
    return now


def readmitted_hashes(lines: Iterable[BatchRecord]) -> dict[str, tuple[str, ...]]:
    """Return by story id the hashes of captures of the removed stories that were allowed again later."""
    back: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line.kind == "return":
            for article in line.articles_named:
                its_captures = (each for each in line.captures if each.article == article)
                back[article] = tuple(each.sha256 for each in its_captures if each.sha256)
        elif line.kind == "removal":
            back = {article: own for article, own in back.items() if article not in line.articles_named}
    return back


def last(path: Path) -> BatchRecord | None:
    """Return the last receipt in a file, reading from its end; None if the file has none."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        text, _ = _newest(file)
    return _line(path, text) if text else None


def drop_torn_tail(path: Path) -> None:
    """Cut off an incomplete last line of a file of receipts, as a crash leaves it."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        _, end = _newest(file)
        if end < file.seek(0, os.SEEK_END):
            file.truncate(end)
            os.fsync(file.fileno())


def _newest(file: IO[bytes]) -> tuple[bytes, int]:
    """Return the last whole line of a file, without its line end, and the offset in bytes behind it."""
    size, width = file.seek(0, os.SEEK_END), 65536
    while True:
        start = file.seek(max(0, size - width))
        whole, end, _ = file.read().rpartition(b"\n")
        if b"\n" in whole or not start:
            return whole.rpartition(b"\n")[2], start + len(whole) + len(end)
        width *= 4


def _line(path: Path, text: bytes) -> BatchRecord:
    """Return the receipt in a line of the file; raises ArchiveDamaged if it cannot be read."""
    try:
        values = json.loads(text)
        captures = tuple(CaptureLine(*each) for each in values.pop("captures", ()))
        for name, written_as in _WRITTEN_AS.items():
            values[name] = tuple(map(tuple, values.pop(written_as, ())))
        return BatchRecord(captures=captures, **values)
    except (ValueError, TypeError, AttributeError) as error:  # no JSON, or not of these fields
        raise ArchiveDamaged(
            path,
            f"The ledger {path} is damaged (a line of it cannot be read). Nothing was changed.",
            Remedy(command="doctor --mend", does="sets it aside and writes it anew from the archive"),
        ) from error
