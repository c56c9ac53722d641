"""Two stories that a later capture shows to be one, made one in a batch's changes and in the archive.

The id that goes stays as an alias of the other. Nothing of what either holds is lost: a text that both have
is kept once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from lib.store.archive import open_for_writing
from lib.store.batches.known import Known, Text, is_known, with_column
from lib.store.schema import PARTS

# Every column that names a story, beside the alias itself.
BEARING = (
    ("article", "article"), ("article_text", "host"), ("capture", "article"), ("story_key", "article"),
    ("carried", "article"), ("carried", "host"), ("slot_card", "article"), ("alias", "article"),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Folding:
    """The stories of a batch that became another one's."""

    now: dict[str, str] = field(default_factory=dict)  # former id -> the id of the story that took it in
    stored: list[str] = field(default_factory=list)  # former ids that the archive has
    rows: list[int] = field(default_factory=list)  # stored texts that the other story has as well
    dropped: list[Text] = field(default_factory=list)  # those that were not stored yet

    def current(self, article_id: str) -> str:
        """Return the id that the story has now."""
        while article_id in self.now:
            article_id = self.now[article_id]
        return article_id

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Return the former ids that somebody may hold, each with the story's id now."""
        return ((former, self.current(former)) for former in self.stored)

    def fold(self, known: Known, former: str, article_id: str) -> None:
        """Move all that is known of a story to another one."""
        self.now[former] = article_id
        if former in known.since:
            self.stored.append(former)
            known.since[article_id] = min(known.since.pop(former), known.since.get(article_id, 1 << 31))
        known.stories = {key: self.current(story) for key, story in known.stories.items()}
        known.captured = {sha256: self.current(story) for sha256, story in known.captured.items()}
        known.said = {(key, self.current(story)) for key, story in known.said}
        known.brief_hosts = {(self.current(brief), self.current(host)) for brief, host in known.brief_hosts}
        known.addressed = {self.current(story) for story in known.addressed}
        for text in known.texts.pop(former, []):
            if is_known(text, known.texts.setdefault(article_id, [])):
                self._drop(text)

    def _drop(self, text: Text) -> None:
        if text.new:
            self.dropped.append(text)
        else:
            self.rows.append(text.id)


def write(connection: duckdb.DuckDBPyConnection, folding: Folding) -> None:
    """Make the stored stories one in every table."""
    pairs = list(folding.aliases())
    if not pairs:
        return
    former, stories = zip(*pairs, strict=True)
    columns = {"former": pa.array(former), "story": pa.array(stories)}
    connection.register("incoming", pa.table(columns))
    connection.execute("create or replace temp table folded as from incoming")
    connection.unregister("incoming")
    with_column(connection, "duplicate_row", pa.array(folding.rows, pa.int32()))
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
    for table in ("story_key", "carried"):
        _once(connection, table)
    connection.execute("insert into alias select former, story from folded")


def keep_aliases(path: Path, folded: Mapping[str, str]) -> None:
    """Note former ids in a rebuilt archive, where it holds the stories that they lead to."""
    if not folded:
        return
    with open_for_writing(path) as connection:
        connection.executemany(
            """insert into alias select $1, $2 where exists (select 1 from article where article = $2)
            and not exists (select 1 from article where article = $1)
            and not exists (select 1 from alias where former = $1)""",
            [list(pair) for pair in folded.items()],
        )


def _once(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Delete duplicate rows of these stories."""
    where = "article in (select story from folded)"
    connection.execute(
        f"create or replace temp table distinct_row as select distinct * from {table} where {where}"
    )
    connection.execute(f"delete from {table} where {where}")
    connection.execute(f"insert into {table} from distinct_row")
