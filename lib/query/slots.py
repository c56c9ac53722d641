"""The question where a story stood in boxes of its publisher's pages, such as Most popular."""

from datetime import datetime
from typing import Any

import pandas as pd

from lib.query.frames import Columns, ask
from lib.query.one_story import row_of
from lib.store.archive import ArchiveReader
from lib.store.batches.days import naive

HISTORY: Columns = {
    "slot": "text", "publisher": "text", "day": "date", "captured_at": "time", "rank": "number",
    "page_id": "text",
}  # fmt: skip


def history(
    db: ArchiveReader, article_id: str, revision: str | None = None, *, as_of: datetime | None = None
) -> pd.DataFrame:
    """Return by capture and box where the story stood: publisher, day, time, rank, page; newest first.

    slot is the heading of the box, page_id the story whose page had it, rank the card's place in it. A card
    is the story's if it links to the story's address, or if it bears the story's headline on a page of the
    story's publisher. With as_of only captures count that had been stored by then: one made earlier may have
    come in later. The frame is empty for a brief and for a story that is not stored.
    """
    parameters: dict[str, Any] = {"row": row_of(db, article_id, revision)}
    cards = "slot_card"
    if as_of is not None:
        parameters["then"] = naive(as_of)
        cards = """(select * from slot_card where sha256 in (
            select sha256 from capture join batch using (batch) where stored_at <= $then))"""
    sql = f"""
        with story as (
            select a.article, a.publisher_id, t.canonical_url, t.headline
            from article a join article_text t using (id) where a.id = $row and a.form <> 'brief'),
        card as (from {cards}),
        linked as (
            select c.* from card c, story s where c.url = s.canonical_url
            union
            select c.* from card c, story s join article host on true
            where host.article = c.article and host.shown and c.headline = s.headline
            and host.publisher_id is not distinct from s.publisher_id)
        select c.slot, coalesce(p.name, ''), date '1970-01-01' + c.day, c.captured_at, min(c.rank), c.article
        from linked c join article a on a.article = c.article and a.shown
        left join publisher p using (publisher_id)
        group by all order by c.captured_at desc, c.slot, 2"""
    return ask(db, sql, parameters, HISTORY)
