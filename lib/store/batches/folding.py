"""Merging two stories that a later capture shows to be one.

The id that is dropped stays as an alias of the other. Nothing of either is lost: a text that both have is
stored once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lib.store.archive import open_for_writing
from lib.store.batches.batch_context import Known, Text, add_text
from lib.store.batches.rows import temp_table, with_column
from lib.store.schema import PARTS

# Every column that names a story, beside the alias itself.
BEARING = (
    ("article", "article"), ("article_text", "host"), ("capture", "article"), ("story_key", "article"),
    ("carried", "article"), ("carried", "host"), ("slot_card", "article"), ("alias", "article"),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Folding:
    """The stories that this batch merged into others, and the texts that both had."""

    now: dict[str, str] = field(default_factory=dict)  # former id -> the id of the story that took it in
    stored: list[str] = field(default_factory=list)  # former ids that the archive has
    rows: list[int] = field(default_factory=list)  # stored texts that the other story has as well
    dropped: list[Text] = field(default_factory=list)  # those that were not stored yet

    def current(self, article_id: str) -> str:
        """Return the present id of a story, after this batch's mergings."""
        while article_id in self.now:
            article_id = self.now[article_id]
        return article_id

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Yield the former id of each stored story that was merged, with its present id."""
        return ((former, self.current(former)) for former in self.stored)

    def fold(self, known: Known, former: str, article_id: str) -> None:
        """Merge the story `former` into the story `article_id`, in `known` and in the changes to write."""
        self.now[former] = article_id
        if former in known.since:
            self.stored.append(former)
            known.since[article_id] = min(known.since.pop(former), known.since.get(article_id, 1 << 31))
        known.stories = {key: self.current(story) for key, story in known.stories.items()}
        known.captured = {sha256: self.current(story) for sha256, story in known.captured.items()}
        known.said = {(key, self.current(story)) for key, story in known.said}
        known.brief_hosts = {(self.current(brief), self.current(host)) for brief, host in known.brief_hosts}
        known.addressed = {self.current(story) for story in known.addressed}
        others = known.texts.setdefault(article_id, [])
        double = [text for text in known.texts.pop(former, []) if not add_text(text, others)]
        self.dropped += [text for text in double if text.new]
        self.rows += [text.id for text in double if not text.new]


def write_folding(connection: duckdb.DuckDBPyConnection, folding: Folding) -> None:
    """Write the merging of stored stories into every table and their former ids into `alias`."""
    if not folding.stored:
        return
    stories = list(map(folding.current, folding.stored))
    temp_table(connection, "folded", {"former": folding.stored, "story": stories})
    with_column(connection, "duplicate_row", folding.rows, "int32")
    for table in (*PARTS, "article"):
        connection.execute(f"delete from {table} where id in (from duplicate_row)")
    # One capture of a story is the first; those of the other one brought another text, or none.
    connection.execute(
        "update capture set outcome = 'revision' "
        "where outcome = 'stored' and article in (select former from folded)"
    )
    for table, column in BEARING:
        connection.execute(
            f"update {table} set {column} = folded.story from folded where folded.former = {table}.{column}"
        )
    of_these = "article in (select story from folded)"
    for table in ("story_key", "carried"):  # each row once
        connection.execute(f"""
            create or replace temp table distinct_row as select distinct * from {table} where {of_these};
            delete from {table} where {of_these};
            insert into {table} from distinct_row""")
    connection.execute("insert into alias select former, story from folded")


def keep_aliases(archive: Path, folded: Mapping[str, str]) -> None:
    """Store former ids, given with present ones, in a rebuilt archive that has or removed their stories."""
    if not folded:
        return
    with open_for_writing(archive) as connection:
        connection.executemany(
            """insert into alias select $1, $2 where (exists (select 1 from article where article = $2)
                or exists (select 1 from tombstone where article = $2))
            and not exists (select 1 from article where article = $1)
            and not exists (select 1 from alias where former = $1)""",
            [list(pair) for pair in folded.items()],
        )
