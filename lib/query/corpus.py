"""The texts behind a figure, by id and revision."""

from collections.abc import Collection

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.store.archive import ArchiveReader


def revisions(db: ArchiveReader, *filters: Filter) -> dict[str, str]:
    """Return the revision of each story that one of the filters selects, by its id."""
    found: dict[str, str] = {}
    for criteria in filters:
        selected = selection(db, criteria)
        sql = f"select article, revision from {selected.articles}"
        found |= dict(db.execute(sql, selected.parameters).fetchall())
    return found


def here(db: ArchiveReader, articles: Collection[str]) -> set[str]:
    """Return those of the stories that the archive holds, in whatever revision."""
    sql = "select distinct article from article where article in (select unnest($articles::varchar[]))"
    return {str(article) for (article,) in db.execute(sql, {"articles": list(articles)}).fetchall()}
