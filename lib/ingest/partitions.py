"""Parsed captures as Parquet files, from which an archive is loaded without parsing them again.

    DIR/stories/month=2024-04/NAME.parquet    captures by their story's month in a time zone
    DIR/stories/month=undated/NAME.parquet    stories without a date, rejections, imported marks
    DIR/manifest/NAME.json                    written last: all files of the source are complete

NAME is the hash of the source's content. A row is one capture: `result` is its parsed story as JSON,
`original` its packed original. DIR may be on any file system or object store that fsspec supports.
"""

import heapq
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from operator import itemgetter
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from lib.ingest.object_store import PartitionError, reach, reaching
from lib.ingest.result import Result
from lib.ingest.result_json import from_json, to_json
from lib.model.capture import Rejected
from lib.model.controls import printable
from lib.model.length import word_count
from lib.model.parsed import Parsed, Sought
from lib.store.batches.days import day_of

FORM = 2  # of the folder; another one is refused
ROWS = 200  # in a row group
UNDATED = "undated"
SCHEMA = pa.schema(
    {
        "place": pa.int64(), "kind": pa.string(), "origin": pa.string(), "sha256": pa.string(),
        "publisher": pa.string(), "headline": pa.string(), "published_at": pa.timestamp("us", "UTC"),
        "language": pa.string(), "words": pa.int64(), "actors": pa.list_(pa.string()), "result": pa.string(),
        "original": pa.binary(),
    }
)  # fmt: skip
PACKED: Mapping[str, str] = dict.fromkeys(SCHEMA.names, "zstd") | {"original": "none"}  # packed already


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A summary of one source's partition files: rows by month and by kind of result."""

    name: str  # of its files
    source: str
    months: Mapping[str, int]  # -> rows
    counts: Mapping[str, int]  # kind of result -> rows
    for_now: int = 0  # of them refused for want of memory or time
    sought: Sought = "all"
    zone: str = "UTC"  # of the months
    form: int = FORM


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionRow:
    """The result of one capture, with its packed original if it was parsed."""

    result: Result
    original: bytes = field(default=b"", repr=False)


class Partitions:
    """A folder of partitions: manifests, and the rows of each source by month."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._files, self._root = reach(address)

    def manifests(self) -> list[Manifest]:
        """Return the folder's manifests in order of source paths; raises PartitionError if it has none."""
        self._files.invalidate_cache()  # others may have written since this process looked
        with reaching(self.address):
            paths = self._files.glob(f"{self._root}/manifest/*.json")
        found = [each for path in paths if (each := self._at(path))]
        if not found:
            raise PartitionError(
                self.address,
                f"{self.address} holds nothing to load; name the folder that "
                "`python -m lib ingest --cluster` wrote to.",
            )
        return sorted(found, key=lambda each: (PurePath(each.source).parts, each.name))

    def reached(self) -> None:
        """Raise PartitionError if the folder cannot be reached."""
        with reaching(self.address):
            self._files.exists(self._root)

    def manifest(self, name: str) -> Manifest | None:
        """Return the manifest of a source; None if it is missing or unfinished."""
        return self._at(self._manifest_address(name))

    def write(
        self, name: str, source: str, rows: Iterable[PartitionRow], sought: Sought = "all", zone: str = "UTC"
    ) -> Manifest:
        """Write a source's results and then its manifest, which is returned; no file appears incomplete."""
        counts: Counter[str] = Counter()
        months: Counter[str] = Counter()
        writers: dict[str, _Writer] = {}
        former, for_now = self.manifest(name), 0
        with TemporaryDirectory(prefix="wireroom-") as scratch:
            for place, row in enumerate(rows):
                month = month_of(row.result, zone)
                if month not in writers:
                    writers[month] = _Writer(Path(scratch) / month)
                writers[month].add(_columns(place, row))
                counts[type(row.result).__name__] += 1
                months[month] += 1
                for_now += isinstance(row.result, Rejected) and row.result.for_now
            for month, writer in sorted(writers.items()):
                self._publish(writer.end(), self._parquet_address(month, name))
            manifest = Manifest(
                name=name, source=source, months=dict(sorted(months.items())), counts=dict(counts),
                for_now=for_now, sought=sought, zone=zone,
            )  # fmt: skip
            noted = Path(scratch) / "manifest"
            noted.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
            self._publish(noted, self._manifest_address(name))
        for month in former.months.keys() - months.keys() if former else ():  # that it has no more
            with suppress(FileNotFoundError):
                self._files.rm_file(self._parquet_address(month, name))
        return manifest

    def read(self, manifest: Manifest, months: Iterable[str]) -> Iterator[PartitionRow]:
        """Yield a source's results of these months in order, with only a few rows in memory."""
        streams = [self._rows(self._parquet_address(month, manifest.name)) for month in months]
        for _, row in heapq.merge(*streams, key=itemgetter(0)):
            yield row

    def _rows(self, path: str) -> Iterator[tuple[int, PartitionRow]]:
        """Yield (position in the source, row) for each row of a file; raises PartitionError if damaged."""
        columns = ["place", "kind", "result", "original"]
        try:
            with self._files.open(path, "rb") as file:
                for batch in pq.ParquetFile(file).iter_batches(batch_size=ROWS, columns=columns):
                    for each in batch.to_pylist():
                        result = from_json(each["kind"], each["result"])
                        yield each["place"], PartitionRow(result=result, original=each["original"] or b"")
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
            raise PartitionError(
                path,
                f"{path} is missing, damaged or of another version ({error}); delete the manifest of its "
                "name and run `python -m lib ingest --cluster` on its source again.",
            ) from error

    def _at(self, path: str) -> Manifest | None:
        """Return the manifest at a path; None if it is missing. Raises PartitionError if it is unreadable."""
        try:
            with reaching(self.address):
                fields = self._files.cat_file(path)
            manifest = Manifest(**json.loads(fields))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise PartitionError(path, f"{path} cannot be read ({error}); delete it.") from error
        if manifest.form != FORM:
            raise PartitionError(path, f"{path} is of another version; write its source to a new folder.")
        return manifest

    def _parquet_address(self, month: str, name: str) -> str:
        return f"{self._root}/stories/month={month}/{name}.parquet"

    def _manifest_address(self, name: str) -> str:
        return f"{self._root}/manifest/{name}.json"

    def _publish(self, written: Path, path: str) -> None:
        """Copy a file into the folder under a temporary name, then rename it."""
        folder, _, name = path.rpartition("/")
        self._files.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{name}-{secrets.token_hex(4)}"
        self._files.put_file(str(written), temporary)
        self._files.mv(temporary, path)


class _Writer:
    """Writes a Parquet file in groups of rows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: list[dict[str, Any]] = []
        self._file = pq.ParquetWriter(path, SCHEMA, compression=PACKED)

    def add(self, row: dict[str, Any]) -> None:
        """Add a row to the Parquet file; every 200 rows are written as a group."""
        self._rows.append(row)
        if len(self._rows) == ROWS:
            self._write_rows()

    def end(self) -> Path:
        """Write the remaining rows, close the file and return its path."""
        self._write_rows()
        self._file.close()
        return self._path

    def _write_rows(self) -> None:
        if self._rows:
            self._file.write_table(pa.Table.from_pylist(self._rows, SCHEMA))
            self._rows.clear()


def month_of(result: Result, zone: str) -> str:
    """Return the month of a story's day in a timezone, "2024-04"; "undated" for a story without a date."""
    day = day_of(result.cleaned.article, ZoneInfo(zone)) if isinstance(result, Parsed) else None
    return f"{day:%Y-%m}" if day else UNDATED


def _columns(place: int, row: PartitionRow) -> dict[str, Any]:
    """Return a row for Parquet: the full result as JSON, and the columns that queries over partitions use."""
    result = row.result
    fields: dict[str, Any] = {"place": place, "kind": type(result).__name__, "result": to_json(result)}
    if not isinstance(result, Parsed):
        return fields
    article = result.cleaned.article
    return fields | {
        "origin": printable(result.capture.origin), "sha256": result.capture.sha256,
        "publisher": article.publisher, "headline": article.headline, "published_at": article.published_at,
        "language": article.language, "words": word_count(article.text),
        "actors": sorted({mention.canonical for mention in result.mentions}), "original": row.original,
    }  # fmt: skip
