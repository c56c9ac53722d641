"""The full list of the selected stories, for files, and the revisions behind a figure."""

from collections.abc import Collection, Iterator

import pandas as pd

from lib.model.article import Article
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.query import stored_articles
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame
from lib.query.stories import rows_of
from lib.query.workbench import mention_conditions
from lib.store.archive import ArchiveReader
from lib.store.statements import column

BESIDE: Columns = {
    "canonical_url": "text", "language": "text", "captured_at": "time", "updated_at": "time",
    "revision": "text", "text": "text",
}  # fmt: skip
COLUMNS = (
    "article_id", "headline", "kicker", "deck", "publisher", "section", "authors", "tags", "day",
    "published_at", "published_precision", "published_as", "updated_at", "language", "form", "words",
    "canonical_url", "captured_at", "revision",
)  # fmt: skip


def listing(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return the selected stories and briefs in COLUMNS with their text, newest first, undated ones last.

    published_at is in the story's own timezone, other times in UTC.
    """
    sql = f"""
        select id, canonical_url, code, captured_at, updated_at, revision, body
        from {selection(db, criteria).articles} join article_text using (id) join article_body using (id)
        left join language using (language_id)
        order by published_at desc nulls last, id desc"""
    found = db.execute(sql).fetchall()
    beside = frame([row[1:] for row in found], BESIDE)
    stories = pd.concat([rows_of(db, [row[0] for row in found], as_of=criteria.as_of), beside], axis=1)
    return stories[[*COLUMNS, "text"]]


def mentions(db: ArchiveReader, criteria: Filter) -> pd.DataFrame:
    """Return the rows of the view `mentions` that the filter counts, newest first; QueryError with as_of."""
    if criteria.as_of:
        raise QueryError("as_of", "Mentions are listed of stories as they are now; leave as_of out.")
    selected = f"article_id in (select article from {selection(db, criteria).articles})"
    counted = " and ".join([selected, *mention_conditions(criteria)])
    sql = f"select * from mentions where {counted} order by day desc nulls last, article_id, block, start"
    return db.frame(sql)


def articles(db: ArchiveReader, criteria: Filter) -> Iterator[Article]:
    """Yield the selected stories and briefs with all their blocks, the newest first."""
    sql = f"select id from {selection(db, criteria).rows} order by published_at desc nulls last, id desc"
    yield from stored_articles.articles(db, column(db, sql))


def revisions(db: ArchiveReader, *filters: Filter) -> dict[str, str]:
    """Return {story id: revision} of the stories that any of the filters selects."""
    found: dict[str, str] = {}
    for criteria in filters:
        sql = f"select article, revision from {selection(db, criteria).articles}"
        found |= dict(db.execute(sql).fetchall())
    return found


def stored_stories(db: ArchiveReader, articles: Collection[str]) -> set[str]:
    """Return those of these story ids that are in the archive, in any revision."""
    sql = "select distinct article from article where article in (select unnest($articles::varchar[]))"
    return set(column(db, sql, {"articles": list(articles)}))
