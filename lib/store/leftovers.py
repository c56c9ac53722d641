"""Erasing what removed stories have beside the archive, and later what an interrupted removal left there.

Before it erases anything, a removal notes in the archive's setting LEFT what there is to erase.
"""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from lib.model.errors import ArchiveError
from lib.store import originals, pictures
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.commit import now, writing_errors
from lib.store.journal import former_files, mailings, marks, recipes
from lib.store.journal.journal import Journal
from lib.store.lookups import tombstones
from lib.store.paths import files
from lib.store.statements import column
from lib.store.stored_settings import LEFT, put_setting, setting


def with_leftovers(noted: str, leftovers: Mapping[str, Collection[str]]) -> str:
    """Return the text of the setting LEFT with `leftovers` added to what is still to be erased.

    The text is JSON: a list of ids or file names for each kind, as "decisions", "names" and "pictures".
    """
    lists: dict[str, list[str]] = json.loads(noted or "{}")
    added = {**leftovers, "at": [now().isoformat()]}
    return json.dumps({each: sorted({*lists.get(each, ()), *added.get(each, ())}) for each in lists | added})


def forget(
    archive: Path, stories: Collection[str], hashes: Collection[str],
    leftovers: Mapping[str, Collection[str]], removed_at: datetime = recipes.LATEST,
) -> tuple[recipes.SavedFigure, ...]:  # fmt: skip
    """Erase removed stories' files, journal events, recipes and letters; return figures that may show one.

    `leftovers` are the ids of "decisions" and "names" to erase, and the file names of "pictures" to delete
    unless a story has them; without any, letters stay. Figures saved after `removed_at` show none of these
    stories.
    """
    if leftovers:
        mailings.drop_letters(archive)
    pictures.forget_unused(archive, leftovers.get("pictures", ()))
    for sha256 in hashes:
        originals.forget(files(archive).originals, sha256)
    Journal(archive).erase(stories, hashes, {*leftovers.get("decisions", ()), *leftovers.get("names", ())})
    return recipes.forget(archive, stories, removed_at=removed_at)


def forget_leftovers(archive: Path) -> int:
    """Erase originals, letters and events that interrupted removals left; return the number of originals."""
    with open_for_reading(archive) as reading:
        hashes = sorted(tombstones(reading))
        noted = reading.setting(LEFT)
        gone = _gone(reading)
    left = json.loads(noted or "{}")
    folder = files(archive).originals
    there = [sha256 for sha256 in hashes if originals.path_of(folder, sha256).exists()]
    if hashes or left:
        # A removal that ended has erased its figures: those of now may be older by a clock that was set back.
        times = map(datetime.fromisoformat, left.get("at", ()))
        forget(archive, sorted(gone), hashes, left, max(times, default=datetime.min))
    if left:
        former_files.destroy(archive)
        # Else, or where another removal has noted more meanwhile, the next start does it once more.
        with suppress(ArchiveError), writing_errors(archive), open_for_writing(archive) as connection:
            if setting(connection, LEFT) == noted:
                put_setting(connection, LEFT, None)
    return len(there)


def _gone(reading: ArchiveReader) -> set[str]:
    """Return the ids of removed stories, former ones included, except those that another story has."""
    noted = json.loads(reading.setting(LEFT) or "{}").get("stories", ())
    sql = """
        from (select article from tombstone union select unnest(?::varchar[])
            union select former from alias where article in (select article from tombstone))
        where article not in (select article from article)"""
    return set(column(reading, sql, [[*noted]]))


def has_leftovers(reading: ArchiveReader) -> bool:
    """Return whether something of removed stories is still beside the archive, as on a full disk."""
    # Marks on them may also come with a backup of the journal.
    return bool(reading.setting(LEFT)) or not _gone(reading).isdisjoint(marks.marked_stories(reading.path))
