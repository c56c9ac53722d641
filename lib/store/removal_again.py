"""Repeating removals that the archive has lost, and taking removals back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lib.model.errors import ArchiveError
from lib.store import receipts
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.commit import commit, note_batch, now, writing_errors
from lib.store.batches.merged_stories import keep_aliases
from lib.store.batches.rows import insert
from lib.store.lookups import tombstone_keys, tombstones
from lib.store.receipts import CaptureLine
from lib.store.reconcile import reconcile
from lib.store.removal import remove, removed_keys_of
from lib.store.schema import TOMBSTONE, UNDERSTOOD
from lib.store.statements import column


def remove_again(archive: Path, lines: Sequence[receipts.BatchRecord]) -> int:
    """Repeat removals of the receipts that the archive lacks, tombstones too; return how many stories."""
    hashes, keys = receipts.removed_captures(lines)
    if not hashes and not keys:
        return 0
    back, gone = _stored_again(archive, hashes, keys), {*hashes.values()}
    went = set[str]()
    for article in back:
        if article not in went:  # a brief goes with its page
            went |= {*remove(archive, article).articles}
    _put_missing_tombstones(archive, hashes, keys)
    merged = receipts.merged_ids(lines)
    keep_aliases(archive, {former: kept for former, kept in merged.items() if kept in gone})
    return len(back)


def return_again(archive: Path, lines: Sequence[receipts.BatchRecord]) -> None:
    """Lift the tombstones of stories that, by the receipts, were allowed again after their removal."""
    with open_for_reading(archive) as reading:
        removed = {*tombstones(reading).values(), *tombstone_keys(reading).values()}
    for article in sorted(removed.intersection(receipts.readmitted_hashes(lines))):
        lift_tombstones(archive, article)


def _stored_again(archive: Path, hashes: Mapping[str, str], keys: Mapping[int, str]) -> list[str]:
    """Return the ids of stored stories with a removed capture, and of briefs with a removed story's id.

    `hashes` and `keys` give removed stories' ids by capture and key. A story with captures may have such an
    id by chance.
    """
    with open_for_reading(archive) as reading:
        return column(
            reading,
            f"""select article from article where article in (select unnest($gone::varchar[]))
            and article not in (select article from capture where article is not null)
            union select article from capture where sha256 in (select unnest($hashes::varchar[]))
            and outcome in {UNDERSTOOD} order by 1""",
            {"gone": sorted({*hashes.values(), *keys.values()}), "hashes": sorted(hashes)},
        )


def _put_missing_tombstones(archive: Path, hashes: Mapping[str, str], keys: Mapping[int, str]) -> None:
    """Add the missing tombstones of removed stories: ids by hash of a capture, and by key."""
    with writing_errors(archive), open_for_writing(archive) as connection:
        missing = sorted(hashes.keys() - set(column(connection, "select sha256 from tombstone")))
        known = column(connection, "select key from story_key where kind = ?", [TOMBSTONE])
        fresh = tuple((key, keys[key]) for key in sorted(keys.keys() - set(known)))
        if not missing and not fresh:
            return
        connection.begin()
        captures = [CaptureLine(sha256, "removed", hashes[sha256]) for sha256 in missing]
        buried = [(sha256, hashes[sha256], now()) for sha256 in missing]
        insert(connection, "tombstone", ("sha256", "article", "removed_at"), buried)
        new_keys = [(key, TOMBSTONE, article) for key, article in fresh]
        insert(connection, "story_key", ("key", "kind", "article"), new_keys)
        line = note_batch(connection, kind="removal", captures=captures, articles=0, removed_keys=fresh)
        commit(archive, connection, line)


def lift_tombstones(archive: Path, article_id: str) -> tuple[str, ...]:
    """Delete a removed story's tombstones, return its captures' hashes; ArchiveError if it was not removed.

    If an interrupted run has deleted them already, the hashes are taken from the receipts.
    """
    with writing_errors(archive), open_for_writing(archive) as connection:
        reconcile(archive, connection)
        sql = "select sha256 from tombstone where article = ? order by sha256"
        hashes = tuple(column(connection, sql, [article_id]))
        keys = removed_keys_of(connection, article_id)
        if not hashes and not keys:  # a brief has no capture of its own
            back = receipts.readmitted_hashes(receipts.history(archive))
            if article_id in back:
                return back[article_id]
            raise ArchiveError(
                archive,
                f"No story {article_id} was removed from {archive}; the Intake page lists those that were.",
            )
        connection.begin()
        connection.execute("delete from tombstone where article = ?", [article_id])
        connection.execute("delete from story_key where kind = ? and article = ?", [TOMBSTONE, article_id])
        connection.execute("delete from capture where outcome = 'removed' and article = ?", [article_id])
        captures = [CaptureLine(sha256, "returned", article_id) for sha256 in hashes]
        line = note_batch(connection, kind="return", captures=captures, articles=0, removed_keys=keys)
        commit(archive, connection, line)
    return hashes
