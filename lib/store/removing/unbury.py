"""Lifts the ban on a removed story: its captures and its address may come in again."""

from pathlib import Path

from lib.model.errors import ArchiveError
from lib.store.archive import open_for_writing
from lib.store.batches.rows import next_number
from lib.store.batches.stories import commit, note_batch, told_failures
from lib.store.files import receipts
from lib.store.files.home import files
from lib.store.removing.removal import buried_keys


def unbury(path: Path, article_id: str) -> tuple[str, ...]:
    """Take the story's tombstones away in one transaction; return the hashes of its captures."""
    with told_failures(path), open_for_writing(path) as connection:
        receipts.reconcile(path, connection)
        rows = connection.execute(
            "select sha256 from tombstone where article = ? order by sha256", [article_id]
        ).fetchall()
        keys = buried_keys(connection, article_id)
        if not rows and not keys:  # a brief has no capture of its own
            raise ArchiveError(
                str(path),
                f"No story {article_id} was removed from {path}; the Intake page lists those that were.",
            )
        hashes = tuple(str(sha256) for (sha256,) in rows)
        connection.begin()
        connection.execute("delete from tombstone where article = ?", [article_id])
        connection.execute("delete from story_key where kind = 'buried' and article = ?", [article_id])
        connection.execute("delete from capture where outcome = 'removed' and article = ?", [article_id])
        line = note_batch(
            connection,
            batch=next_number(connection, "batch", "batch"),
            kind="return",
            captures=tuple((each, "returned", article_id) for each in hashes),
            articles=0,
            buried=keys,
        )
        commit(path, connection, line)
        receipts.append(files(path).receipts, [line])
    return hashes
