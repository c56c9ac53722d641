"""The briefs of pages that were cleaned again: as the pages say now, or as another page has carried them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import Deciding
from lib.store.batches.known import with_column
from lib.store.batches.rows import insert, naive
from lib.store.batches.stories import story_keys
from lib.store.decisions.redecide import Bearer, Former, Redecision, Told

Carrying = tuple[Parsed, str, int]  # a capture, its story, the batch that brought it


def former_texts(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[Former]]:
    """Return the texts of the stories or briefs that a temporary table names, by story."""
    rows = connection.execute(f"""
        select a.id, a.article, a.revision, t.sha256, t.host, t.captured_at, a.batch
        from article a join article_text t using (id) where a.article in (from {table}) order by a.id""")
    found: dict[str, list[Former]] = {}
    for number, article, revision, sha256, host, captured_at, batch in rows.fetchall():
        former = Former(
            id=number, article=article, revision=revision, sha256=sha256, host=host, captured_at=captured_at,
            batch=batch,
        )  # fmt: skip
        found.setdefault(article, []).append(former)
    return found


def leave_briefs(connection: duckdb.DuckDBPyConnection, hashes: Sequence[str]) -> None:
    """Note the briefs that the stories carry; stories that say it all anew carry none for the moment."""
    with_column(connection, "cleaned_capture", pa.array(hashes, pa.string()))
    connection.execute("""
        create or replace temp table redone_brief as
        select article as value from carried where host in (from redone_story)
        union select a.article from article a join article_text t using (id)
        where t.host is not null and t.sha256 in (from cleaned_capture)""")
    connection.execute("delete from carried where host in (from whole_story)")


def take_briefs(
    connection: duckdb.DuckDBPyConnection,
    redone: Redecision,
    deciding: Deciding,
    carrying: Sequence[Carrying],
    zone: ZoneInfo,
) -> None:
    """Decide which texts the briefs have now."""
    bearers = _bearers(deciding, carrying, zone)
    with_column(connection, "new_brief", pa.array(sorted(bearers), pa.string()))
    connection.execute(
        "insert into redone_brief select value from new_brief where value not in (from redone_brief)"
    )
    insert(connection, "carried", ("article", "host"), deciding.decision.carried)
    rows = connection.execute("""
        select distinct article from carried
        where article in (from redone_brief) and host not in (from whole_story)""").fetchall()
    elsewhere, cleaned = {article for (article,) in rows}, {parsed.capture.sha256 for parsed, *_ in carrying}
    former = former_texts(connection, "redone_brief")
    for article in sorted(former.keys() | bearers.keys()):
        texts = former.get(article, [])
        stay = [_bearer(row) for row in texts if row.sha256 not in cleaned]
        carried = [_bearer(row) for row in texts if row.sha256 in cleaned and article in elsewhere]
        in_order = sorted([*stay, *bearers.get(article, [])], key=lambda bearer: bearer.batch)
        redone.take(article, texts, [*in_order, *carried])


def bury_briefs(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget briefs that no page carries any more, and return the others a page that does."""
    connection.execute("""
        delete from story_key where kind <> 'buried'
        and article in (select value from redone_brief where value not in (select article from article))""")
    connection.execute("""
        update article_text set host = other.host
        from (select b.id, min(c.host) as host, list(c.host) as hosts
            from article b join carried c using (article)
            where b.article in (from redone_brief) group by b.id) other
        where other.id = article_text.id and not list_contains(other.hosts, article_text.host)""")


def _bearers(deciding: Deciding, carrying: Sequence[Carrying], zone: ZoneInfo) -> dict[str, list[Bearer]]:
    found: dict[str, list[Bearer]] = {}
    for parsed, host, batch in carrying:
        _, *keys = story_keys(parsed, zone)
        for brief, mentions, key in zip(parsed.cleaned.briefs, parsed.brief_mentions, keys, strict=True):
            if (article := deciding.carry(key, host=host)) is None:
                continue
            told = Told(article=brief, mentions=mentions, parsed=parsed, host=host)
            bearer = Bearer(
                revision=brief.revision, captured_at=naive(brief.captured_at) or brief.captured_at,
                sha256=parsed.capture.sha256, batch=batch, told=told,
            )  # fmt: skip
            found.setdefault(article, []).append(bearer)
    return found


def _bearer(row: Former) -> Bearer:
    return Bearer(
        revision=row.revision, captured_at=row.captured_at, sha256=row.sha256, batch=row.batch, told=None
    )
