"""Two database files in one connection, to copy the one into the other and prove that nothing was lost."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveDamaged, ArchiveError, Remedy
from lib.store.archive import (
    PATIENCE,
    PAUSE,
    Executes,
    busy,
    damaged,
    hide_progress,
    is_held,
    is_refused,
)
from lib.store.engine import ENDS, quoted
from lib.store.lock import wanted
from lib.store.schema import COMPACTION_DUE

MEMORY = "4GB"  # that the engine may hold of what it copies and sorts; the rest lies beside the new file
TABLES_OF = (
    "select table_name from duckdb_tables() where database_name = {database} and not temporary order by 1"
)


def copy(source: Path, target: Path) -> None:
    """Copy a database whole, prove it by reading the copy, and return when that is on disk.

    The file is copied as it is, and its log goes into the copy: each block that is read there has a checksum,
    and each table must have its rows. Where the file's free room may hold the words of what was removed, its
    tables are copied, and their checksums compared.
    """
    for end in ENDS:
        Path(f"{target}{end}").unlink(missing_ok=True)
    with both(source, target) as connection:
        due = "select 1 from source.setting where key = ?"
        if connection.execute(due, [COMPACTION_DUE]).fetchall():
            connection.execute("copy from database source to target")
            same = checksums(connection, "source") == checksums(connection, "target")
        else:
            wanted_rows = _rows(connection)  # before the copy, which lets writers in
            connection.execute("detach target")
            _copy_files(source, target)
            connection.execute(f"attach {quoted(target)} as target; checkpoint target")
            same = {
                table: rows for table, (rows, _) in checksums(connection, "target").items()
            } == wanted_rows
    if not same:
        target.unlink(missing_ok=True)
        raise ArchiveDamaged(
            source,
            f"The copy of {source} differs from it and was thrown away.",
            Remedy(command="doctor", does="finds out why"),
        )
    sync(target)


def _rows(connection: Executes) -> dict[str, int]:
    """Return the number of rows of each table of the source."""
    tables = connection.execute(TABLES_OF.format(database="'source'")).fetchall()
    return {
        str(table): connection.execute(f"select count(*) from source.{table}").fetchall()[0][0]
        for (table,) in tables
    }


def _copy_files(source: Path, target: Path) -> None:
    for end in reversed(ENDS):  # the database last: to close it ends the lock that keeps writers out
        if (own := Path(f"{source}{end}")).exists():
            shutil.copyfile(own, f"{target}{end}")


@contextmanager
def both(source: Path, target: Path, *, alone: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection that knows the files as `source` and `target`.

    Alone: nobody else may read the source.
    """
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            hide_progress(connection)
            connection.execute(f"""
                set timezone = 'UTC'; set memory_limit = '{MEMORY}';
                set temp_directory = {quoted(Path(f"{target}.tmp"))}""")
            _attach(connection, source, alone=alone)
            connection.execute(f"attach {quoted(target)} as target")
            yield connection
    except (duckdb.Error, OSError) as error:
        target.unlink(missing_ok=True)
        if is_refused(error):
            raise ArchiveError(
                source,
                f"The archive {source} could not be copied to {target.parent} ({str(error).splitlines()[0]})."
                " Nothing was changed: make room on the disk and check the folder's rights, then try again.",
            ) from error
        raise damaged(source, error) from error


def sync(path: Path) -> None:
    """Return when the file is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _attach(connection: duckdb.DuckDBPyConnection, source: Path, *, alone: bool) -> None:
    deadline = time.monotonic() + PATIENCE
    with wanted(source) if alone else nullcontext() as want:
        while True:
            try:
                connection.execute(f"attach {quoted(source)} as source {'' if alone else '(read_only)'}")
                return
            except duckdb.Error as error:
                if not is_held(error):
                    raise
                if time.monotonic() > deadline:
                    raise busy(source, error, PATIENCE) from error
            if want:
                want()
            time.sleep(PAUSE)


def checksums(connection: Executes, database: str | None = None) -> dict[str, tuple[int, int]]:
    """Return for each table its number of rows and a checksum over all of its values."""
    name = f"'{database}'" if database else "current_database()"
    tables = [str(table) for (table,) in connection.execute(TABLES_OF.format(database=name)).fetchall()]
    front = f"{database}." if database else ""
    return {
        table: connection.execute(f"select count(*), bit_xor(hash(t)) from {front}{table} t").fetchall()[0]
        for table in tables
    }
