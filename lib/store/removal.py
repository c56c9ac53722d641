"""Removing stories for good: text, originals, mentions, marks, briefs and recipes of figures.

A tombstone for each of its captures keeps a story from being stored again with the same folder, the key of
its address from a feed or another capture of its page. Both are hashes and hold no word of it.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveError
from lib.model.wording import listed
from lib.store import pictures, receipts
from lib.store.archive import keep_setting, open_for_reading, open_for_writing
from lib.store.backup_files import backups
from lib.store.batches.commit import commit, note_batch, now, writing_errors
from lib.store.batches.numbering import drop_unused_names
from lib.store.batches.rows import with_column
from lib.store.files import settings
from lib.store.journal import former_files, joined_names, mailings, recipes
from lib.store.journal.ledger import recorded
from lib.store.leftovers import forget, with_leftovers
from lib.store.lock import removal_lock
from lib.store.mentions.orphaned import decisions_naming, drop_orphaned
from lib.store.paths import files
from lib.store.receipts import CaptureLine
from lib.store.reconcile import reconcile
from lib.store.schema import PARTS, TOMBSTONE
from lib.store.set_aside import aside_with_words
from lib.store.statements import Executes, column, value
from lib.store.stored_settings import COMPACTION_DUE, LEFT, REBUILDING, put_setting, setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The result of a removal: the ids of what went, how many captures, the figures that may show it."""

    articles: tuple[str, ...]  # the story's id, then those of its briefs
    captures: int
    figures: tuple[recipes.SavedFigure, ...]  # saved ones that may hold its words


def is_stored(connection: Executes, article_id: str) -> bool:
    """Return whether the archive has the story."""
    return bool(value(connection, "select count(*) from article where article = ?", [article_id]))


@dataclass(slots=True, kw_only=True)
class _Going:
    """What a removal deletes, in the archive and beside it."""

    articles: tuple[str, ...]  # the story's id, then those of briefs on no other page
    ids: tuple[str, ...]  # these, and the ids that the stories had before they became one
    hashes: list[str]  # of their captures
    pictures: list[str]  # file names of those that no other story has
    decisions: Collection[str] = ()  # ids of those that lose their actor, story or text
    names: Collection[str] = ()  # ids of the joinings of names that no other story has
    noted_before: str = ""  # the setting LEFT, as of a removal that was cut short

    @property
    def leftovers(self) -> dict[str, Collection[str]]:
        """What is to be erased beside the archive, by kind, beyond what the captures' hashes say."""
        return {
            "stories": self.ids, "decisions": self.decisions, "names": self.names, "pictures": self.pictures,
        }  # fmt: skip


def remove(archive: Path, article_id: str) -> Removed:
    """Remove a story, and each brief on its page alone, from archive and files beside it; return the result.

    ArchiveError if there is no such story, or if something beside the archive is still to be erased. No other
    removal may end meanwhile: it would take what this one has noted to erase for erased.
    """
    with removal_lock(archive):
        going = _remove_from_archive(archive, article_id)
        try:
            figures = forget(archive, going.ids, going.hashes, going.leftovers)
            former_files.destroy(archive)
            with suppress(ArchiveError), writing_errors(archive):  # else the next start does it once more
                keep_setting(archive, LEFT, going.noted_before or None)
        except (ArchiveError, OSError) as error:
            raise ArchiveError(
                archive,
                f"The story {article_id} was removed, but not yet all of it beside the archive; the next "
                f"start or ingest removes the rest. {error}",
            ) from error
    return Removed(articles=going.articles, captures=len(going.hashes), figures=figures)


def _remove_from_archive(archive: Path, article_id: str) -> _Going:
    """Remove a story from the archive, which notes what is to be erased beside it; return what goes."""
    with writing_errors(archive), open_for_writing(archive) as connection:
        reconcile(archive, connection)
        if not is_stored(connection, article_id):
            raise _no_story(archive, article_id)
        connection.begin()
        going = _gather(archive, connection, article_id)
        decisions = decisions_naming(connection, recorded(archive)[0])
        joined = joined_names.recorded(archive)[0]
        joined_before = joined_names.names_in_archive(connection, joined)
        _delete(connection, article_id)
        going.decisions = drop_orphaned(connection, decisions)
        going.names = {
            number for number, _ in joined_before - joined_names.names_in_archive(connection, joined)
        }
        line = note_batch(
            connection, kind="removal", articles=-len(going.articles),
            captures=[CaptureLine(sha256, "removed", article_id) for sha256 in going.hashes],
            removed_keys=removed_keys_of(connection, article_id),
        )  # fmt: skip
        _put_tombstones(connection, article_id, line.batch)
        going.noted_before = setting(connection, LEFT)
        put_setting(connection, LEFT, with_leftovers(going.noted_before, going.leftovers))
        commit(archive, connection, line)
    return going


def _gather(archive: Path, connection: duckdb.DuckDBPyConnection, article_id: str) -> _Going:
    """Return what goes with a story, and fill temp table gone_story with its id and those of its briefs.

    Briefs that are on other pages too are assigned to one of these.
    """
    articles = (article_id, *_reassign_briefs(connection, article_id))
    with_column(connection, "gone_story", articles)
    # Marks may not have moved yet from former ids.
    former_ids = column(connection, "select former from alias where article in (from gone_story)")
    story_ids = (*articles, *former_ids)
    _note_lacking(archive, connection, story_ids)
    own_pictures = pictures.stored_names(archive, pictures.pictures_only_of(connection, "gone_story"))
    hashes = column(connection, """
        select sha256 from capture where article in (from gone_story) and sha256 is not null
        order by sha256""")  # fmt: skip
    return _Going(articles=articles, ids=story_ids, hashes=hashes, pictures=[*own_pictures.values()])


def _note_lacking(archive: Path, connection: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> None:
    """In an archive that is being rebuilt, enter the stories' missing captures as removed."""
    if not setting(connection, REBUILDING):
        return
    # A capture without an address could not be recognised otherwise.
    stored = receipts.stored_captures(receipts.history(archive)).items()
    with_column(
        connection, "lacking_capture", sorted(sha256 for sha256, story in stored if story in story_ids)
    )
    connection.execute("""
        delete from lacking_capture where value in (select sha256 from capture where outcome <> 'rejected');
        delete from capture where sha256 in (from lacking_capture)""")
    sql = "insert into capture(sha256, outcome, article) select value, 'removed', ? from lacking_capture"
    connection.execute(sql, [story_ids[0]])


def remaining_copies(archive: Path) -> list[str]:
    """Return sentences on where a removed story may still be: backups, set-aside files, mailed letters."""
    here, second, sentences = files(archive), "", list[str]()
    with suppress(settings.SettingsDamaged):
        second = settings.read(here.settings).backups
    places = [here.backups] if backups(archive) else []
    if second and (not Path(second).is_dir() or backups(archive, Path(second))):  # it may not be connected
        places.append(Path(second))
    if places:
        sentences.append(
            f"The backups in {listed(places)} still hold it afterwards; make a new one and delete those."
        )
    if aside := listed(each.name for each in aside_with_words(archive)):
        sentences.append(
            f"What was set aside in {here.aside} may hold it too and is never deleted by itself: {aside}. "
            "Delete what you need no more."
        )
    if any(each.message_id for each in mailings.all_mailings(archive).values()):
        sentences.append("Letters that Wireroom has mailed to you may hold its headline and first sentence.")
    return sentences


def headline_of(archive: Path, article_id: str) -> str:
    """Return the headline of a story; ArchiveError if there is no such story."""
    sql = "select t.headline from article a join article_text t using (id) where a.article = ? and a.shown"
    with open_for_reading(archive) as reading:
        headline: str | None = value(reading, sql, [article_id])
    if headline is None:
        raise _no_story(archive, article_id)
    return headline


def _no_story(archive: Path, article_id: str) -> ArchiveError:
    return ArchiveError(archive, f"There is no story {article_id} in {archive}; nothing was removed.")


def _reassign_briefs(connection: duckdb.DuckDBPyConnection, article_id: str) -> list[str]:
    """Assign briefs of a story's page that are on other pages too to one of these; return the others' ids."""
    connection.execute("delete from carried where host = ? or article = ?", [article_id, article_id])
    connection.execute(
        """update article_text set host = other.host
        from (select b.id, min(c.host) as host
            from article b join carried c using (article) group by b.id) other
        where other.id = article_text.id and article_text.host = ?""",
        [article_id],
    )
    sql = "select distinct a.article from article a join article_text t using (id) where t.host = ?"
    return column(connection, sql, [article_id])


def _delete(connection: duckdb.DuckDBPyConnection, article_id: str) -> None:
    """Delete all rows of the stories in gone_story, but keep as tombstones the keys that recognise them."""
    sql = "create or replace temp table gone_row as select id from article where article in (from gone_story)"
    connection.execute(sql)
    for table in PARTS:
        connection.execute(f"delete from {table} where id in (from gone_row)")
    # A ticker item has no capture of its own: the keys by which it is recognised keep it away.
    connection.execute(
        """update story_key set kind = ?
        where article in (select article from article where form = 'brief' and article = ?)""",
        [TOMBSTONE, article_id],
    )
    connection.execute(
        "update story_key set kind = ? where kind in ('address', 'worded', 'said') "
        "and article in (from gone_story)",
        [TOMBSTONE],
    )
    connection.execute("delete from story_key where kind <> ? and article in (from gone_story)", [TOMBSTONE])
    for table in ("article", "carried", "slot_card"):  # former ids stay: no other story may get them
        connection.execute(f"delete from {table} where article in (from gone_story)")
    connection.execute("insert into setting values (?, 'removal')", [COMPACTION_DUE])
    drop_unused_names(connection)


def removed_keys_of(connection: duckdb.DuckDBPyConnection, article_id: str) -> tuple[tuple[int, str], ...]:
    """Return (key, story id) for each key that keeps a removed story from coming back."""
    sql = "select key, article from story_key where kind = ? and article = ? order by key"
    rows = connection.execute(sql, [TOMBSTONE, article_id]).fetchall()
    return tuple((int(key), str(article)) for key, article in rows)


def _put_tombstones(connection: duckdb.DuckDBPyConnection, article_id: str, batch: int) -> None:
    """Add a tombstone for each capture of the stories in gone_story; empty all else in the captures' rows."""
    sql = "insert into tombstone select sha256, ?, ? from capture where article in (from gone_story)"
    connection.execute(sql, [article_id, now()])
    connection.execute(
        """update capture set outcome = 'removed', origin = '', url = null, captured_at = null,
        captured_assumed = null, revision = null, reason = null, confidence = null, doubts = null,
        corrections = null, batch = ?
        where article in (from gone_story)""",
        [batch],
    )
