"""Brings the stored mentions in line with the reader's decisions, from what was found; nobody reads anew.

When the transaction has ended, the archive is as one that was filled with these decisions from the start.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from lib.model.collector import collector_paused
from lib.model.ledger import Decision, Ruling, connected
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.known import with_column
from lib.store.batches.rows import next_number
from lib.store.batches.stories import commit, note_batch, told_failures
from lib.store.decisions.ledger import followed
from lib.store.decisions.rewrite import Text, rewrite
from lib.store.decisions.ruled import decisions_of, name_actors, note
from lib.store.files import receipts
from lib.store.files.home import files
from lib.store.removing.removal import drop_unused_names

CHUNK = 5_000  # texts in memory at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What came of new or undone decisions."""

    decisions: int  # made or undone
    stories: int  # whose mentions changed
    names: int  # actors that are called otherwise

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        stories = (
            f"{self.stories:,} {'story names' if self.stories == 1 else 'stories name'} others than before"
        )
        names = f", {self.names:,} {'name' if self.names == 1 else 'names'} changed" if self.names else ""
        return f"{stories}{names}." if self.stories else f"No story names others than before{names}."


def follow(path: Path, ruling: Ruling) -> Followed:
    """Resolve the stories that new and undone decisions touch, in one transaction.

    The caller holds the writer's lock.
    """
    with open_for_reading(path) as reading:
        if followed(reading) == ruling.decisions:
            return Followed(decisions=0, stories=0, names=0)
    with collector_paused(), told_failures(path), open_for_writing(path) as connection:
        receipts.reconcile(path, connection)
        before = decisions_of(connection)
        connection.begin()
        changed = _changed(before, ruling.decisions)
        stories = _resolve(connection, before, changed, ruling)
        drop_unused_names(connection)
        names = name_actors(connection, ruling.decisions, before)
        note(connection, ruling.decisions)
        if not stories and not names:
            connection.commit()  # nothing to be told of: no batch
            return Followed(decisions=len(changed), stories=0, names=0)
        told = tuple((each.id, "decided", None) for each in changed)
        line = note_batch(
            connection, batch=next_number(connection, "batch", "batch"), kind="ledger", captures=told,
            articles=0,
        )  # fmt: skip
        commit(path, connection, line)
        receipts.append(files(path).receipts, [line])
        return Followed(decisions=len(changed), stories=len(stories), names=names)


def _changed(before: Sequence[Decision], now: Sequence[Decision]) -> list[Decision]:
    """Return what one of the two has alone; all, where those that both have stand in another order."""
    both = [each for each in before if each in now]
    if both != [each for each in now if each in before]:
        return list(dict.fromkeys([*before, *now]))
    return [each for each in dict.fromkeys([*before, *now]) if each not in both]


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    before: Sequence[Decision],
    changed: Collection[Decision],
    ruling: Ruling,
) -> set[str]:
    every = list(dict.fromkeys([*before, *ruling.decisions]))
    moving = [each for each in changed if each.what != "rename"]
    keys = connected(every, [key for each in moving for key in (each.actor, each.to) if key])
    # A text that names one of these may have been found nowhere, and been moved or ignored since.
    texts = [each for each in every if each.what in ("identify", "alias") and each.to in keys]
    rows = iter(_touched(connection, keys, texts)) if moving else iter(())
    done = set[str]()
    while chunk := list(islice(rows, CHUNK)):
        done |= rewrite(connection, chunk, ruling)
    return done


def _touched(
    connection: duckdb.DuckDBPyConnection, keys: Iterable[str], texts: Iterable[Decision]
) -> list[Text]:
    """Return the texts in which somebody of these was found or is named, or which hold one of these texts."""
    with_column(connection, "asked_key", pa.array(sorted(keys), pa.string()))
    connection.execute("""
        create or replace temp table touched as
        select distinct id from actor_article join actor using (actor_id) where key in (from asked_key)
        union select id from found_before where list_has_any(keys, (select list(value) from asked_key))""")
    for each in texts:
        connection.execute(
            """insert into touched select distinct b.id from article_block b join article a using (id)
            where contains(b.text, $text) and ($article = '' or a.article = $article)""",
            {"text": each.text, "article": each.article},
        )
    rows = connection.execute("""
        select id, article, coalesce(name, '') from article left join publisher using (publisher_id)
        where id in (select id from touched) order by id""").fetchall()
    return [Text(id=number, article=article, publisher=name) for number, article, name in rows]
