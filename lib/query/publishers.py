"""Queries on publishers: how many stories they have, and the names that they give themselves."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from lib.model.filter import Filter
from lib.query.frames import Columns
from lib.query.tags import tally
from lib.query.workbench import ranking
from lib.store.archive import ArchiveReader

COLUMNS: Columns = {"publisher": "text", "stories": "count", "share": "share"}


def counts(db: ArchiveReader, criteria: Filter, *, limit: int = 1_000) -> pd.DataFrame:
    """Return the publishers of the selected stories, largest first, by their domains where these are known.

    share is of the selected stories, 0 to 1. `attrs["of"]` is the number of publishers, whatever the limit.
    """
    return tally(db, criteria, "publisher", COLUMNS, limit=limit)


def counts_with_names(db: ArchiveReader, criteria: Filter, *, limit: int = 1_000) -> pd.DataFrame:
    """Return the frame of `counts` with {publisher: display name} in `attrs["called"]`."""
    answer = counts(db, criteria, limit=limit)
    answer.attrs["called"] = display_names(db, answer["publisher"].tolist())
    return answer


counts_with_names_sql = ranking("publisher", "publisher")


def publisher_names(db: ArchiveReader) -> dict[str, str]:
    """Return {domain: the name that most of its pages declare, of equals the shortest}."""
    sql = """
        select publisher.name, arg_max(called.name, (stories, -length(called.name), called.name))
        from publisher join (
            select publisher_id, site_name.name, count(*) as stories
            from site_name join article using (id) group by all) called using (publisher_id)
        group by publisher.name"""
    return dict(db.execute(sql).fetchall())


def display_names(db: ArchiveReader, domains: Sequence[str]) -> dict[str, str]:
    """Return {domain: display name} of publishers: the domain itself if none is declared or two share it."""
    called = publisher_names(db)
    names = Counter(called.get(domain, domain) for domain in domains)
    return {domain: domain if names[name := called.get(domain, domain)] > 1 else name for domain in domains}
