"""The revisions of stories and briefs after their captures were cleaned again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import duckdb

from lib.model.article import Article
from lib.model.mention import Mention
from lib.model.parsed import Parsed
from lib.store.batches.batch_changes import NewText, Outcome, new_text
from lib.store.batches.batch_context import Text
from lib.store.batches.deduplicate import Deduplicator
from lib.store.batches.rows import insert, with_column
from lib.store.batches.stories import story_keys
from lib.store.schema import TOMBSTONE
from lib.store.statements import column

PageCapture = tuple[Parsed, str, int]  # a capture, its story, the batch that brought it


@dataclass(frozen=True, slots=True, kw_only=True)
class BearingText:
    """A text of a story or brief, stored in a row or found in a capture that was cleaned again."""

    article: str
    revision: str
    captured_at: datetime
    sha256: str
    batch: int
    id: int = 0  # of the row
    content: NewText | None = None  # of a capture that was cleaned again
    summary: bool = False  # it is only what a feed says of the story


class KeptRow(NamedTuple):
    """The row of a stored text that stays, with what the story's captures now say of it."""

    id: int
    captured_at: datetime  # of the newest capture that has the text
    sha256: str  # of the first one
    shown: bool


@dataclass(slots=True, kw_only=True)
class RevisionChanges:
    """Revisions to write, to delete and to keep, and the outcome of each capture."""

    texts: list[NewText] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)  # rows that go, also those that are written again
    kept: list[KeptRow] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)  # sha256 -> what it is to the archive

    def take(self, former: Sequence[BearingText], captures: Sequence[BearingText]) -> None:
        """Work out the revisions of one story or brief from its captures, in the order of storing.

        As in a fresh archive, a text is written from the first capture that has it and was last seen in the
        newest; of all texts the newest is shown, a feed's summary only if there is nothing else. Rows keep
        their numbers where they can.
        """
        texts: dict[str, list[BearingText]] = {}
        for captured in captures:
            outcome: Outcome = "known" if captured.revision in texts else "revision" if texts else "stored"
            self.outcomes.setdefault(captured.sha256, outcome)
            texts.setdefault(captured.revision, []).append(captured)
        rows = {row.revision: row.id for row in former}
        free = [row.id for row in former if row.revision not in texts]
        self.gone += free
        places = {
            revision: (not all(each.summary for each in group), max(each.captured_at for each in group))
            for revision, group in texts.items()
        }
        newest = max(places, key=lambda each: (*places[each], each), default="")
        for revision, group in texts.items():
            first, row, shown = group[0], rows.get(revision, 0), revision == newest
            _, seen = places[revision]
            if first.content is None and row:
                self.kept.append(KeptRow(row, seen, first.sha256, shown))
                continue
            number = row or (free.pop(0) if free else 0)
            self.gone += [row] if row else []
            text = Text(id=number, revision=revision, captured_at=seen, shown=shown, new=True)
            content = next(each.content for each in group if each.content)
            self.texts.append(replace(content, article_id=first.article, batch=first.batch, text=text))


def former_texts(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[BearingText]]:
    """Return by id the stored texts of the stories or briefs that temp table `table` lists."""
    rows = connection.execute(f"""
        select a.id, a.article, a.revision, t.sha256, t.captured_at, a.batch
        from article a join article_text t using (id) where a.article in (from {table}) order by a.id""")
    found: dict[str, list[BearingText]] = {}
    for number, article, revision, sha256, captured_at, batch in rows.fetchall():
        row = BearingText(
            id=number, article=article, revision=revision, sha256=sha256, captured_at=captured_at, batch=batch
        )
        found.setdefault(article, []).append(row)
    return found


def captured_text(
    article_id: str, article: Article, mentions: Sequence[Mention], parsed: Parsed, *, batch: int,
    host: str | None = None,
) -> BearingText:  # fmt: skip
    """Return the text of a story or brief in a capture that was cleaned again."""
    new = new_text(article_id, article, mentions, parsed, batch=batch, host=host)
    return BearingText(
        article=article_id, revision=new.text.revision, captured_at=new.text.captured_at,
        sha256=parsed.capture.sha256, batch=batch, content=new, summary=host is None and new.text.summary,
    )  # fmt: skip


def note_briefs(connection: duckdb.DuckDBPyConnection, hashes: Sequence[str]) -> None:
    """Fill temp table redone_brief with ids of briefs in these captures or on pages of redone_story.

    Delete from `carried` the briefs on pages of whole_story: all captures of these were cleaned again.
    """
    with_column(connection, "cleaned_capture", hashes)
    connection.execute("""
        create or replace temp table redone_brief as
        select article as value from carried where host in (from redone_story)
        union select a.article from article a join article_text t using (id)
        where t.host is not null and t.sha256 in (from cleaned_capture)""")
    connection.execute("delete from carried where host in (from whole_story)")


def revise_briefs(
    connection: duckdb.DuckDBPyConnection,
    redone: RevisionChanges,
    deduplicator: Deduplicator,
    carrying: Sequence[PageCapture],
    zone: ZoneInfo,
) -> None:
    """Add to `redone` which texts of briefs to write, delete and keep, from the pages that carry them."""
    captures: dict[str, list[BearingText]] = {}
    for parsed, host, batch in carrying:
        _, *keys = story_keys(parsed, zone)
        for brief, mentions, key in zip(parsed.cleaned.briefs, parsed.brief_mentions, keys, strict=True):
            if article := deduplicator.place_brief(key, host=host):
                text = captured_text(article, brief, mentions, parsed, batch=batch, host=host)
                captures.setdefault(article, []).append(text)
    with_column(connection, "new_brief", sorted(captures))
    sql = "insert into redone_brief select value from new_brief where value not in (from redone_brief)"
    connection.execute(sql)
    insert(connection, "carried", ("article", "host"), deduplicator.changes.brief_hosts)
    elsewhere = column(connection, """
        select distinct article from carried
        where article in (from redone_brief) and host not in (from whole_story)""")  # fmt: skip
    cleaned = {parsed.capture.sha256 for parsed, *_ in carrying}
    former = former_texts(connection, "redone_brief")
    for article in sorted(former.keys() | captures.keys()):
        texts = former.get(article, [])
        stay = [row for row in texts if row.sha256 not in cleaned]
        carried = [row for row in texts if row.sha256 in cleaned and article in elsewhere]
        in_order = sorted([*stay, *captures.get(article, [])], key=lambda captured: captured.batch)
        redone.take(texts, [*in_order, *carried])


def drop_orphaned_briefs(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the keys of briefs in redone_brief without a text; assign others to a page that has them."""
    connection.execute(f"""
        delete from story_key where kind <> '{TOMBSTONE}'
        and article in (select value from redone_brief where value not in (select article from article))""")
    connection.execute("""
        update article_text set host = other.host
        from (select b.id, min(c.host) as host, list(c.host) as hosts
            from article b join carried c using (article)
            where b.article in (from redone_brief) group by b.id) other
        where other.id = article_text.id and not list_contains(other.hosts, article_text.host)""")
