"""A commit that reports a failure is looked up, and a disk that cannot be written is a sentence."""

from pathlib import Path

import duckdb
import pytest

from lib.model.errors import ArchiveError
from lib.store.batches.commit import commit, note_batch, writing_errors
from tests.builders import archive
from tests.store.asked import rows


class Failing:
    """A connection whose commit reports a failure, after it was durable or instead of it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, durable: bool) -> None:
        self.connection, self.durable = connection, durable

    def commit(self) -> None:
        if self.durable:
            self.connection.commit()
        else:
            self.connection.rollback()
        raise duckdb.FatalException("COMMIT succeeded and is durable, but the autocheckpoint failed")

    def close(self) -> None:
        self.connection.close()


@pytest.mark.parametrize("durable", [True, False])
def test_a_commit_that_reports_a_failure_is_looked_up_before_it_is_believed(
    tmp_path: Path, durable: bool
) -> None:
    path = archive(tmp_path)
    connection = duckdb.connect(str(path))
    connection.begin()
    line = note_batch(connection, batch=1, kind="ingest", captures=(), articles=0)
    failing: duckdb.DuckDBPyConnection = Failing(connection, durable=durable)  # type: ignore[assignment]
    if durable:
        commit(path, failing, line)
    else:
        with pytest.raises(ArchiveError, match="Nothing of it was stored: make room"):
            commit(path, failing, line)
    assert rows(path, "select count(*) from batch") == [(int(durable),)]


def test_a_commit_that_a_full_disk_refused_is_a_sentence_and_no_other_fault_is(tmp_path: Path) -> None:
    full = 'Failed to commit: Could not write file "x": No space left on device'
    with pytest.raises(ArchiveError, match="could not be written"), writing_errors(tmp_path):
        raise duckdb.TransactionException(full)
    with pytest.raises(duckdb.TransactionException), writing_errors(tmp_path):
        raise duckdb.TransactionException("Conflict on update!")
