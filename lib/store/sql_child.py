"""Running typed SQL in a child process with limited memory and time and no right to write files.

The process gets the query as JSON and prints a line of JSON, then the rows as an Arrow stream.
"""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from lib.model.errors import QueryError, QueryStopped, WireroomError
from lib.store import joined_views
from lib.store.lock import writer_waits
from lib.store.opening import connect
from lib.store.paths import ROOT
from lib.store.sql import EXACT, TOO_MUCH, answer, timeout_message

SECONDS = 3.0  # that a question may take
LONG = 60.0  # seconds that one may take which the reader lets run longer
ROWS = 20_000  # of an answer; the rest is left out
LONGEST = 50_000  # letters of a question
BYTES = 8_000_000  # of an answer, all of which the page's server holds
MEMORY = 512  # MB that the engine may take
RESIDENT = 768  # MB that the process may take in whole, beyond what it has when the question begins
ADDRESSES = 1 << 30  # bytes of addresses on top of that and of what the process has anyway
OPENING = 20.0  # seconds to start the process, on a busy machine, and to wait for a writer
GRACE = 1.0  # seconds in which the engine stops what it is asked to stop; not every function does
LOOK = 0.05  # seconds between two looks at what memory the process takes
BEGUN = b"begun\n"
UNANSWERED = (
    "The query ended without an answer, as one does that needs more memory than it may have; ask for fewer "
    "rows or columns."
)
AT_ONCE = 2  # questions that run side by side
NO_VALUE = ("BIT", "BIGNUM", "TIME WITH TIME ZONE", "UNION")  # types that Arrow gives as something else

_room = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of a query, whether more were left out, and the seconds that it took."""

    frame: pd.DataFrame
    cut: bool  # there are more than fit
    seconds: float


class Question:
    """A query that runs in a child process; it must be closed, which stops it."""

    def __init__(self, archive: Path, sql: str, *, seconds: float = SECONDS) -> None:
        if len(sql) > LONGEST:
            raise QueryError(sql, f"The query is longer than {LONGEST:,} letters; shorten it.")
        if not _room.acquire(timeout=SECONDS):
            words = f"{AT_ONCE} other questions are running; wait for one of them to end, then ask again."
            raise QueryError(sql, words)
        self._sql, self._seconds = sql, min(seconds, LONG)
        self._given = json.dumps({"path": str(archive), "sql": sql, "seconds": self._seconds}).encode()
        self._until = time.monotonic() + self._seconds + OPENING
        self._ended: QueryError | None = None  # why, where it was killed
        self._had: int | None = None  # bytes when it began
        self._output = b""
        pipe = subprocess.PIPE
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        except BaseException:
            _room.release()
            raise
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Send the query to the process and read its output; its time counts from the archive's opening."""
        asked, said = self.process.stdin, self.process.stdout
        assert asked and said
        with suppress(OSError, ValueError):  # it was ended
            asked.write(self._given)
            asked.close()
            if (first := said.readline()) == BEGUN:
                self._had = _resident(self.process.pid)
                self._until = time.monotonic() + self._seconds + GRACE
                first = said.readline()
            self._output = first + said.read()

    def __enter__(self) -> "Question":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self._reader.join()
        with self.process:  # closes its pipes
            _room.release()

    def ended(self, patience: float) -> bool:
        """Wait up to `patience` seconds and return whether the query has ended.

        It is killed at its limit of time or memory, as not every function stops at the engine's own limits.
        """
        patient = time.monotonic() + patience
        while self._reader.is_alive() and self._ended is None and (left := patient - time.monotonic()) > 0:
            self._reader.join(min(left, LOOK))
            if time.monotonic() >= self._until:
                self._ended = QueryStopped(self._sql, timeout_message(self._seconds))
            elif self._had is not None and (_resident(self.process.pid) or 0) > self._had + (RESIDENT << 20):
                self._ended = QueryError(self._sql, TOO_MUCH)
        if self._ended and self._reader.is_alive():
            self.process.kill()
            self._reader.join()
        return not self._reader.is_alive()

    def answer(self) -> Answer:
        """Return the rows of a query that has ended; raises QueryError, as for a busy archive."""
        if self._ended:
            raise self._ended
        line, _, rows = self._output.partition(b"\n")
        try:
            header: dict[str, Any] = json.loads(line)
        except ValueError:
            raise QueryError(self._sql, UNANSWERED) from None
        if message := header.get("message"):
            raise (QueryStopped if header["stopped"] else QueryError)(self._sql, message)
        try:
            with pa.ipc.open_stream(rows) as stream:
                frame: pd.DataFrame = stream.read_pandas()
            for _, column in frame.select_dtypes(["datetime", "datetimetz"]).items():
                if not column.dt.year.dropna().between(MINYEAR, MAXYEAR).all():
                    raise ValueError(f"its year is not between {MINYEAR} and {MAXYEAR}")
        except (ValueError, OverflowError, pa.ArrowException) as error:
            what = "value" if isinstance(error, pa.ArrowException) else "day or time"
            words = f"The answer holds a {what} that cannot be shown ({error}); cast it to text."
            raise QueryError(self._sql, words) from error
        return Answer(frame=frame, cut=header["cut"], seconds=header["seconds"])


def _resident(process: int) -> int | None:
    """Return the bytes of memory that a process uses; None if unknown or it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_bytes().split()[1])
    except (OSError, IndexError):  # only Linux says; what has ended has no figures
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _main() -> None:
    """Run the query given on standard input; print a line of JSON, then the rows as an Arrow stream."""
    asked = json.load(sys.stdin)
    path, sql, out = Path(asked["path"]), asked["sql"], sys.stdout.buffer
    header: dict[str, Any]
    try:
        with connect(path, read_only=True) as connection:
            joined_views.show(connection, path)
            connection.execute(f"set memory_limit = '{MEMORY}MB'; set max_temp_directory_size = '0KB'")
            _confine(asked["seconds"])
            out.write(BEGUN)
            out.flush()
            began = time.monotonic()
            cut, rows = answer(
                connection, sql, _fetched, most=ROWS, seconds=asked["seconds"], only_views=True,
                hurries=partial(writer_waits, path),
            )  # fmt: skip
    except WireroomError as error:
        header, rows = {"message": error.message, "stopped": isinstance(error, QueryStopped)}, b""
    else:
        header = {"cut": cut, "seconds": time.monotonic() - began}
    out.write(json.dumps(header).encode() + b"\n" + rows)
    out.flush()


def _fetched(connection: duckdb.DuckDBPyConnection) -> tuple[bool, bytes]:
    """Return whether rows beyond ROWS or BYTES were left out, and the others as an Arrow stream.

    QueryError for a column whose type Arrow has not.
    """
    for name, kind, *_ in connection.description or ():
        if str(kind).startswith(NO_VALUE):
            words = f"The column {name} is of the type {kind}, which cannot be shown; cast it to text."
            raise QueryError(name, words)
    reader: Any = connection.to_arrow_reader(128)
    batches: list[pa.RecordBatch] = []
    rows, size, cut = 0, 0, False
    for batch in reader:
        counts = range(batch.num_rows, 0, -1)
        fits = next((count for count in counts if size + batch.slice(0, count).nbytes <= BYTES), 0)
        batches.append(batch.slice(0, fits))
        rows, size = rows + batch.num_rows, size + batches[-1].nbytes
        cut = rows > ROWS or fits < batch.num_rows
        if cut:
            break
    table = _plain(pa.Table.from_batches(batches, reader.schema))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.slice(0, ROWS))
    return cut, sink.getvalue().to_pybytes()


def _plain(table: pa.Table) -> pa.Table:
    """Return the table with decimals as integers or floats; whole numbers that both would round are text."""
    for place, field in enumerate(table.schema):
        column = table.column(place)
        if pa.types.is_decimal(field.type):
            try:
                column = column.cast(pa.int64())
            except pa.ArrowInvalid:
                column = column.cast(pa.float64() if field.type.scale else pa.string())
        if pa.types.is_integer(column.type) and 0 < column.null_count < len(column):  # pandas has floats
            known = column.drop_null().to_numpy()
            if max(-int(known.min()), int(known.max())) > EXACT:
                column = column.cast(pa.string())
        table = table.set_column(place, field.name, column)
    return table


if sys.platform == "win32":

    def _confine(seconds: float) -> None:
        """Do nothing: this system cannot limit what files, memory and time a process takes."""

else:
    import resource

    def _confine(seconds: float) -> None:
        """Forbid this process to write files, and to take more memory or time than a question may."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        limits = {
            resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime + 4 * seconds) + 10,
        }  # fmt: skip
        with suppress(OSError):  # only Linux says how much is taken
            pages = int(Path("/proc/self/statm").read_bytes().split()[0])
            limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + (MEMORY << 20) + ADDRESSES
        for which, most in limits.items():
            with suppress(ValueError):  # a lower limit is set from outside
                resource.setrlimit(which, (most, most))


if __name__ == "__main__":
    _main()
