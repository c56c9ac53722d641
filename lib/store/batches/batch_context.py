"""What the archive already knows about the captures of a batch, read in a few joins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from lib.model.capture import Rejected
from lib.model.controls import printable
from lib.model.feed import SUMMARY
from lib.model.parsed import Parsed
from lib.store.batches.identity import Keys
from lib.store.batches.rows import with_column
from lib.store.schema import TOMBSTONE, UNDERSTOOD
from lib.store.statements import column

PARTLY = "only a part"  # the kind of doubt about a capture that is not its whole story
SUMMARISED = SUMMARY[1:]  # the doubt begins with a capital letter

_TEXTS = f"""
    select a.article, a.id, a.revision, t.captured_at, a.shown,
        coalesce(b.summary, false), coalesce(b.whole, true)
    from article a join article_text t using (id) left join (
        select article, revision, bool_and(contains(coalesce(doubts, ''), $summary)) as summary,
            bool_or(not contains(coalesce(doubts, ''), $part)) as whole
        from capture where article in (from found_story) and outcome in {UNDERSTOOD}
        group by all) b using (article, revision)
    where a.article in (from found_story) order by a.id"""


@dataclass(slots=True, kw_only=True, eq=False)
class Text:
    """One revision of a story, stored or new, with what its captures say of it; two are never equal."""

    id: int  # its row; 0 until a new one has one
    revision: str
    captured_at: datetime  # of the newest capture that bears this text; UTC without zone
    shown: bool
    new: bool = False
    touched: bool = False  # captured_at has changed
    summary: bool = False  # all captures that bear it are a feed's summaries
    whole: bool = True  # a capture bears it of which nothing is missing

    def take_in(self, other: "Text") -> None:
        """Add the captures of `other`, which is the same text, to the captures of this text."""
        self.touched |= other.captured_at > self.captured_at
        self.captured_at = max(self.captured_at, other.captured_at)
        self.summary, self.whole = self.summary and other.summary, self.whole or other.whole


@dataclass(slots=True, kw_only=True)
class BatchContext:
    """What is known about a batch's captures and stories; it grows while they are processed one by one.

    Stories are given by their ids, captures by their sha256.
    """

    story_of_capture: dict[str, str] = field(default_factory=dict)
    removed_captures: dict[str, str] = field(default_factory=dict)  # that must not come back -> their story
    rejections: dict[str, tuple[str, str]] = field(default_factory=dict)  # sha256 or origin -> kind, reason
    story_of_key: dict[int, str] = field(default_factory=dict)
    said_keys: set[tuple[int, str]] = field(default_factory=set)  # key of an address, a story it is said of
    removed_keys: dict[int, str] = field(default_factory=dict)  # of removed stories
    addressed: set[str] = field(default_factory=set)  # stories that have an address
    first_batch: dict[str, int] = field(default_factory=dict)  # of each stored story
    texts: dict[str, list[Text]] = field(default_factory=dict)  # of each story
    brief_hosts: set[tuple[str, str]] = field(default_factory=set)  # a brief, a story whose page has it
    taken_ids: set[str] = field(default_factory=set)  # that no new story gets

    def add_text(self, article_id: str, text: Text) -> bool:
        """Add a text to those of a story; return False if the story has it already.

        The story's text then gets the captures of the given one.
        """
        texts = self.texts.setdefault(article_id, [])
        same = next((each for each in texts if each.revision == text.revision), None)
        if same is None:
            texts.append(text)
            return True
        same.take_in(text)
        return False

    def merge(self, former: str, into: str) -> list[Text]:
        """Merge the story `former` into the story `into`.

        Return the texts of `former` that `into` had already.
        """

        def now(article_id: str) -> str:
            return into if article_id == former else article_id

        self.story_of_key = {key: now(story) for key, story in self.story_of_key.items()}
        self.story_of_capture = {sha256: now(story) for sha256, story in self.story_of_capture.items()}
        self.said_keys = {(key, now(story)) for key, story in self.said_keys}
        self.brief_hosts = {(now(brief), now(host)) for brief, host in self.brief_hosts}
        self.addressed = set(map(now, self.addressed))
        if former in self.first_batch:
            first = self.first_batch.pop(former)
            self.first_batch[into] = min(first, self.first_batch.get(into, first))
        return [text for text in self.texts.pop(former, []) if not self.add_text(into, text)]

    def show_newest(self) -> list[tuple[int, bool]]:
        """Mark each story's newest text as shown; a feed's summary only if there is nothing else.

        Return (row, shown) of the stored texts whose mark changes.
        """
        changed: list[tuple[int, bool]] = []
        for texts in self.texts.values():
            newest = max(texts, key=lambda text: (not text.summary, text.captured_at, text.revision))
            for text in texts:
                if text.shown != (text is newest):
                    text.shown = text is newest
                    changed += [] if text.new else [(text.id, text.shown)]
        return changed


def look_up(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[Parsed | Rejected],
    keys: Sequence[Keys],
    ids: Mapping[str, str],
) -> BatchContext:
    """Return what the archive knows of a batch's captures, and of the stories that they may belong to.

    These are the stories with one of the `keys`, and those of `ids`, story ids by the sha256 of a capture.
    """
    known = BatchContext()
    hashes = [each.capture.sha256 if isinstance(each, Parsed) else each.sha256 for each in batch]
    origins = [printable(each.origin) for each in batch if isinstance(each, Rejected)]
    with_column(connection, "given_hash", [sha256 for sha256 in hashes if sha256])
    with_column(connection, "given_origin", origins)
    with_column(connection, "given_key", sorted({key for each in keys for key in each.all}), "uint64")
    _add_captures(connection, known)
    sql = "select key, article, kind from story_key where key in (from given_key)"
    for key, article, kind in connection.execute(sql).fetchall():
        if kind == TOMBSTONE:
            known.removed_keys[key] = article
        elif kind == "said":
            known.said_keys.add((key, article))
        else:
            known.story_of_key[key] = article
    found = {*known.story_of_key.values(), *(ids[sha256] for sha256 in hashes if sha256 and sha256 in ids)}
    if found:
        with_column(connection, "found_story", sorted(found))
        _add_stories(connection, known)
    # Nor does a new story get the id of one that was removed or became one with another.
    retired = column(connection, "select article from tombstone union select former from alias")
    known.taken_ids = {*found, *retired, *known.removed_keys.values()}
    return known


def _add_captures(connection: duckdb.DuckDBPyConnection, known: BatchContext) -> None:
    """Add to `known` what the archive has on captures: former outcomes, and removals of their stories.

    Temp tables given_hash and given_origin list the captures.
    """
    rows = connection.execute("""
        select sha256, origin, outcome, kind, reason, article from capture
        where sha256 in (from given_hash)
        or outcome = 'rejected' and sha256 is null and origin in (from given_origin)""").fetchall()
    for sha256, origin, outcome, kind, reason, article in rows:
        if outcome == "rejected":
            known.rejections[sha256 or origin] = (kind, reason)
        elif outcome != "removed":
            known.story_of_capture[sha256] = article
    removed = connection.execute("select sha256, article from tombstone where sha256 in (from given_hash)")
    known.removed_captures = dict(removed.fetchall())


def _add_stories(connection: duckdb.DuckDBPyConnection, known: BatchContext) -> None:
    """Add to `known` the addresses, first batches, pages and texts of the stories in `found_story`."""
    of_found = "where article in (from found_story)"
    sql = f"select article from story_key {of_found} and kind in ('address', 'said')"
    known.addressed = set(column(connection, sql))
    sql = f"select article, min(batch) from article {of_found} group by article"
    known.first_batch = dict(connection.execute(sql).fetchall())
    sql = f"select article, host from carried {of_found}"
    known.brief_hosts = set(connection.execute(sql).fetchall())
    doubts = {"part": f'["{PARTLY}", ', "summary": SUMMARISED}  # as they are written
    for article, number, revision, captured_at, shown, summary, whole in connection.execute(
        _TEXTS, doubts
    ).fetchall():
        text = Text(
            id=number, revision=revision, captured_at=captured_at, shown=shown, summary=summary, whole=whole
        )
        known.texts.setdefault(article, []).append(text)
