"""Copying one database file into another over one connection, and proving that nothing was lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveDamaged, ArchiveError, Remedy
from lib.store.durable import sync
from lib.store.engine import ENDS
from lib.store.literals import literal
from lib.store.opening import PATIENCE, hide_progress, wait_for
from lib.store.statements import Executes, column, value
from lib.store.stored_settings import COMPACTION_DUE
from lib.store.unusable import damaged_error, is_refused

MEMORY = "4GB"  # that the engine may hold of what it copies and sorts; the rest lies beside the new file
TABLES_OF = (
    "select table_name from duckdb_tables() where database_name = {database} and not temporary order by 1"
)


def copy(source: Path, target: Path) -> None:
    """Copy a database to disk and prove it by reading the copy; ArchiveDamaged if they differ.

    The file is copied as it is, and its log is applied to the copy: each block read there has a checksum, and
    each table must have its rows. If the file's free space may hold words of removed stories, tables are
    copied instead, and their checksums compared.
    """
    for end in ENDS:
        Path(f"{target}{end}").unlink(missing_ok=True)
    with both(source, target) as connection:
        due = "select 1 from source.setting where key = ?"
        if connection.execute(due, [COMPACTION_DUE]).fetchall():
            connection.execute("copy from database source to target")
            same = checksums(connection, "source") == checksums(connection, "target")
        else:
            wanted_rows = {  # before the copy, which lets writers in
                table: value(connection, f"select count(*) from source.{table}")
                for table in column(connection, TABLES_OF.format(database="'source'"))
            }
            connection.execute("detach target")
            for end in reversed(ENDS):  # the database last: to close it ends the lock that keeps writers out
                if (own := Path(f"{source}{end}")).exists():
                    shutil.copyfile(own, f"{target}{end}")
            connection.execute(f"attach {literal(target)} as target; checkpoint target")
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


@contextmanager
def both(source: Path, target: Path, *, alone: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection on which two files are attached as `source` and `target`; ArchiveError if one fails.

    With `alone` nobody else may read the source meanwhile.
    """
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            hide_progress(connection)
            connection.execute(f"""
                set timezone = 'UTC'; set memory_limit = '{MEMORY}';
                set temp_directory = {literal(Path(f"{target}.tmp"))}""")
            attach = f"attach {literal(source)} as source {'' if alone else '(read_only)'}"
            opened = partial(connection.execute, attach)
            wait_for(source, opened, read_only=not alone, patience=PATIENCE)
            connection.execute(f"attach {literal(target)} as target")
            yield connection
    except (duckdb.Error, OSError) as error:
        target.unlink(missing_ok=True)
        if is_refused(error):
            raise ArchiveError(
                source,
                f"The archive {source} could not be copied to {target.parent} ({str(error).splitlines()[0]})."
                " Nothing was changed: make room on the disk and check the folder's rights, then try again.",
            ) from error
        raise damaged_error(source, error) from error


def checksums(connection: Executes, database: str | None = None) -> dict[str, tuple[int, int]]:
    """Return (number of rows, checksum of all values) of each table in a database, by default the current."""
    name = f"'{database}'" if database else "current_database()"
    front = f"{database}." if database else ""
    tables = column(connection, TABLES_OF.format(database=name))
    return {table: checksum(connection, f"{front}{table}") for table in tables}


def checksum(connection: Executes, rows: str) -> tuple[int, int]:
    """Return (number of rows, checksum of all values) of a table, in whatever order; `rows` is SQL for it."""
    found: tuple[int, int] = connection.execute(
        f"select count(*), coalesce(sum(hash(t)), 0) from {rows} t"
    ).fetchall()[0]
    return found
