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

PARTLY = "only a part"  # the kind of doubt about a capture that is not its whole story
PART = f'["{PARTLY}", '  # how such a doubt is written
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


@dataclass(slots=True, kw_only=True)
class Text:
    """One revision of a story: its row, hash, newest capture's time; whether shown, new, whole."""

    id: int
    revision: str
    captured_at: datetime  # of the newest capture that bears this text; UTC without zone
    shown: bool
    new: bool = False
    touched: bool = False  # captured_at has changed
    summary: bool = False  # all captures that bear it are a feed's summaries
    whole: bool = True  # a capture bears it of which nothing is missing


@dataclass(slots=True, kw_only=True)
class Known:
    """What is known about a batch's captures and stories; it grows while they are processed one by one."""

    captured: dict[str, str] = field(default_factory=dict)  # sha256 -> the story's id
    removed: dict[str, str] = field(default_factory=dict)  # sha256 that must not come back -> the story's id
    rejections: dict[str, tuple[str, str]] = field(default_factory=dict)  # sha256 or origin -> kind, reason
    stories: dict[int, str] = field(default_factory=dict)  # key -> the story's id
    said: set[tuple[int, str]] = field(default_factory=set)  # key of an address, a story that it is said of
    removed_keys: dict[int, str] = field(default_factory=dict)  # key of a removed story -> its id
    addressed: set[str] = field(default_factory=set)  # stories that have an address
    since: dict[str, int] = field(default_factory=dict)  # the id of a stored story -> its first batch
    texts: dict[str, list[Text]] = field(default_factory=dict)  # the story's id -> its revisions
    brief_hosts: set[tuple[str, str]] = field(default_factory=set)  # brief, host
    ids: set[str] = field(default_factory=set)  # that the batch may make and no new story gets


def add_text(text: Text, texts: list[Text]) -> bool:
    """Add a text to a story's texts and return True; if its revision is there, update that: return False."""
    same = next((other for other in texts if other.revision == text.revision), None)
    if same is None:
        texts.append(text)
        return True
    same.touched |= text.captured_at > same.captured_at
    same.captured_at = max(same.captured_at, text.captured_at)
    same.summary, same.whole = same.summary and text.summary, same.whole or text.whole
    return False


def look_up(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[Parsed | Rejected],
    keys: Sequence[Keys],
    ids: Mapping[str, str],
) -> Known:
    """Return what the archive knows of the captures, and of stories with the keys or `ids` (by capture)."""
    known = Known()
    hashes = [each.capture.sha256 if isinstance(each, Parsed) else each.sha256 for each in batch]
    origins = [printable(each.origin) for each in batch if isinstance(each, Rejected)]
    with_column(connection, "given_hash", [sha256 for sha256 in hashes if sha256])
    with_column(connection, "given_origin", origins)
    numbers = {key for each in keys for key in each.all}
    with_column(connection, "given_key", sorted(numbers), "uint64")
    _add_captures(connection, known)
    sql = "select key, article, kind from story_key where key in (from given_key)"
    found = connection.execute(sql).fetchall()
    known.removed_keys = {key: article for key, article, kind in found if kind == TOMBSTONE}
    known.said = {(key, article) for key, article, kind in found if kind == "said"}
    known.stories = {key: article for key, article, kind in found if kind not in (TOMBSTONE, "said")}
    known.ids = set(known.stories.values())
    known.ids |= {ids[sha256] for sha256 in hashes if sha256 and sha256 in ids}
    with_column(connection, "found_story", sorted(known.ids))
    if known.ids:
        _add_stories(connection, known)
    # No new story gets the id of one that was removed or became one with another.
    retired = connection.execute("select article from tombstone union select former from alias").fetchall()
    known.ids |= {*(article for (article,) in retired), *known.removed_keys.values()}
    return known


def _add_captures(connection: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Add to `known` former outcomes of the captures in given_hash and given_origin, and removals of them."""
    rows = connection.execute("""
        select sha256, origin, outcome, kind, reason, article from capture
        where sha256 in (from given_hash)
        or outcome = 'rejected' and sha256 is null and origin in (from given_origin)""").fetchall()
    for sha256, origin, outcome, kind, reason, article in rows:
        if outcome == "rejected":
            known.rejections[sha256 or origin] = (kind, reason)
        elif outcome != "removed":
            known.captured[sha256] = article
    removed = connection.execute("select sha256, article from tombstone where sha256 in (from given_hash)")
    known.removed = dict(removed.fetchall())


def _add_stories(connection: duckdb.DuckDBPyConnection, known: Known) -> None:
    """Add to `known` the addresses, first batches, pages and texts of the stories in `found_story`."""
    of_found = "where article in (from found_story)"
    sql = f"select article from story_key {of_found} and kind in ('address', 'said')"
    known.addressed = {article for (article,) in connection.execute(sql).fetchall()}
    sql = f"select article, min(batch) from article {of_found} group by article"
    known.since = dict(connection.execute(sql).fetchall())
    sql = f"select article, host from carried {of_found}"
    known.brief_hosts = set(connection.execute(sql).fetchall())
    rows = connection.execute(_TEXTS, {"part": PART, "summary": SUMMARISED}).fetchall()
    for article, number, revision, captured_at, shown, summary, whole in rows:
        text = Text(
            id=number, revision=revision, captured_at=captured_at, shown=shown, summary=summary, whole=whole
        )
        known.texts.setdefault(article, []).append(text)


def show_newest(known: Known) -> list[tuple[int, bool]]:
    """Mark each story's newest text as shown; a feed's summary only if there is nothing else.

    Return (row, shown) of the stored texts whose mark changes.
    """
    changed: list[tuple[int, bool]] = []
    for texts in known.texts.values():
        newest = max(texts, key=lambda text: (not text.summary, text.captured_at, text.revision))
        for text in texts:
            if text.shown != (text is newest):
                text.shown = text is newest
                changed += [] if text.new else [(text.id, text.shown)]
    return changed
