"""What became of each capture."""

import pandas as pd

from lib.query.columns import Columns, ask
from lib.store.archive import Reading

RECEIPTS: Columns = {
    "origin": "text", "outcome": "text", "kind": "text", "reason": "text", "article_id": "text",
    "headline": "text", "captured_at": "time", "batch": "count",
}  # fmt: skip
OUTCOMES: Columns = {"outcome": "text", "captures": "count"}


def receipts(db: Reading, *, limit: int = 200, offset: int = 0) -> pd.DataFrame:
    """The receipts of captures, those of the newest batch first; kind and reason tell of a rejection."""
    sql = """
        select origin, outcome, c.kind, reason, c.article, headline, c.captured_at, c.batch
        from (select * from capture order by batch desc, origin, sha256 limit $limit offset $offset) c
        left join (select article, headline from article join article_text using (id) where shown) t
            using (article)
        order by c.batch desc, origin, sha256"""
    return ask(db, sql, {"limit": limit, "offset": offset}, RECEIPTS)


def outcomes(db: Reading) -> pd.DataFrame:
    """How many captures were stored, were another revision, and were refused."""
    return ask(db, "select outcome, count(*) from capture group by 1 order by 2 desc, 1", {}, OUTCOMES)
