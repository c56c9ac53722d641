"""Merging two stories that a later capture shows to be one.

The id that is dropped stays as an alias of the other. Nothing of either is lost: a text that both have is
stored once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lib.store.archive import open_for_writing
from lib.store.batches.batch_context import BatchContext, Text
from lib.store.batches.rows import temp_table, with_column
from lib.store.schema import PARTS

# Every column that holds a story's id, beside the alias itself.
STORY_COLUMNS = (
    ("article", "article"), ("article_text", "host"), ("capture", "article"), ("story_key", "article"),
    ("carried", "article"), ("carried", "host"), ("slot_card", "article"), ("alias", "article"),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class MergedStories:
    """The stories that a batch merged into others, and those of their texts that both had."""

    into: dict[str, str] = field(default_factory=dict)  # former id -> the id of the story that took it in
    stored: list[str] = field(default_factory=list)  # former ids that the archive has
    duplicates: list[Text] = field(default_factory=list)

    def current(self, article_id: str) -> str:
        """Return the present id of a story, which is another one's if the story was merged into it."""
        while article_id in self.into:
            article_id = self.into[article_id]
        return article_id

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Return (former id, present id) of each merged story that the archive has."""
        return tuple((former, self.current(former)) for former in self.stored)

    def merge(self, known: BatchContext, former: str, into: str) -> None:
        """Merge the story `former` into the story `into`, in `known` as well."""
        if former in known.first_batch:
            self.stored.append(former)
        self.into[former] = into
        self.duplicates += known.merge(former, into)


def write_merged(connection: duckdb.DuckDBPyConnection, merged: MergedStories) -> None:
    """Merge stored stories in every table, and store their former ids in `alias`."""
    if not merged.stored:
        return
    former, present = zip(*merged.aliases(), strict=True)
    temp_table(connection, "merged_story", {"former": former, "story": present})
    with_column(connection, "duplicate_row", [text.id for text in merged.duplicates if not text.new], "int32")
    for table in (*PARTS, "article"):
        connection.execute(f"delete from {table} where id in (from duplicate_row)")
    # One capture of a story is the first; those of the other one brought another text, or none.
    connection.execute(
        "update capture set outcome = 'revision' "
        "where outcome = 'stored' and article in (select former from merged_story)"
    )
    for table, column in STORY_COLUMNS:
        connection.execute(
            f"update {table} set {column} = m.story from merged_story m where m.former = {table}.{column}"
        )
    of_these = "article in (select story from merged_story)"
    for table in ("story_key", "carried"):  # each row once
        connection.execute(f"""
            create or replace temp table distinct_row as select distinct * from {table} where {of_these};
            delete from {table} where {of_these};
            insert into {table} from distinct_row""")
    connection.execute("insert into alias select former, story from merged_story")


def keep_aliases(archive: Path, merged: Mapping[str, str]) -> None:
    """Store former ids of merged stories in a rebuilt archive.

    `merged` gives present ids by former ones; those of stories that the archive neither has nor removed are
    left out.
    """
    if not merged:
        return
    with open_for_writing(archive) as connection:
        connection.executemany(
            """insert into alias select $1, $2 where (exists (select 1 from article where article = $2)
                or exists (select 1 from tombstone where article = $2))
            and not exists (select 1 from article where article = $1)
            and not exists (select 1 from alias where former = $1)""",
            [list(pair) for pair in merged.items()],
        )
