"""SQL on the documented views that readers can run: a filter as conditions, and what queries share.

For a query whose result a chart draws, `<query>_sql` gives SQL for the same rows on the documented views; it
takes the frames that are drawn. Where the views hold too little for it, there is none, or it raises
QueryError.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from lib.model.article import ZONES, Zone
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.mention import DOUBTS, KINDS, MANNERS, ROLES, Manner
from lib.model.wording import count, listed
from lib.query.filter.conditions import NOTHING
from lib.query.filter.dimensions import Dimension, predicates
from lib.query.filter.names import ids, keys_of, names
from lib.query.filter.selection import selection
from lib.store.archive import ArchiveReader
from lib.store.literals import literals

MAX_LISTED_STORIES = 500  # stories that a question can name
UNITS = {"day": "day"} | {unit: f"date_trunc('{unit}', day)" for unit in ("week", "month", "year")}
Frames = Mapping[str, pd.DataFrame]
AsksFor = Callable[[ArchiveReader, Filter, Frames], str]


def story_conditions(db: ArchiveReader, criteria: Filter) -> list[str]:
    """Return SQL conditions on the view `stories` that select what the filter selects.

    The stories of a search, an earlier moment, or the reader's marks and labels are listed by id: words,
    spellings, times of storing and marks are not in the views. Raises QueryError for more than
    MAX_LISTED_STORIES of them, and for stories that have another text now.
    """
    not_in_views = {
        "a search": criteria.text, "an earlier moment": criteria.as_of,
        "your marks": criteria.read != "all", "your labels": criteria.labels,
    }  # fmt: skip
    if by_id := [words for words, is_asked in not_in_views.items() if is_asked]:
        return [f"article_id in ({_listed_ids(db, criteria, by_id)})"]
    tests = [each.written(partial(_condition, db, criteria, each.dimension)) for each in predicates(criteria)]
    if criteria.since:
        tests.append(f"day >= date '{criteria.since}'")
    if criteria.until:
        tests.append(f"day <= date '{criteria.until}'")
    return tests


def mention_conditions(criteria: Filter) -> list[str]:
    """Return SQL conditions on the view `mentions` for the names that the filter counts."""
    tests = [*_places(criteria.zones, criteria.roles)]
    if set(criteria.kinds) != set(KINDS):
        tests.append(f"kind in ({literals(criteria.kinds)})" if criteria.kinds else NOTHING)
    if criteria.cast == "recorded":
        tests.append("not contains(actor_id, '/~')")
    return tests


def _listed_ids(db: ArchiveReader, criteria: Filter, by_id: list[str]) -> str:
    """Return the ids of the selected stories as SQL literals; raises QueryError for too many.

    `by_id` are the reasons in words, such as "a search", for listing them.
    """
    sql = f"select article, shown from {selection(db, criteria).articles} order by article"
    rows = db.execute(sql).fetchall()
    if former := sum(not shown for _, shown in rows):
        raise QueryError(
            "as_of",
            f"{count(former, 'story has', 'stories have')} another text today, and the tables hold each "
            "story as it is now, so there is no SQL for this earlier moment.",
        )
    if len(rows) > MAX_LISTED_STORIES:
        words = listed(by_id)
        raise QueryError(
            words,
            f"The selection has {len(rows):,} stories; SQL names those of {words} one by one, and "
            f"{MAX_LISTED_STORIES} at most. Narrow the selection, or take that out.",
        )
    return literals(article for article, _ in rows) or "null"


def _condition(db: ArchiveReader, criteria: Filter, dimension: Dimension, given: Sequence[str]) -> str:
    """Return the SQL condition on the view `stories`: it has one of the names as they are listed now."""
    if dimension.name == "form":
        return f"form in ({literals(given)})"
    numbers = ids(db, dimension.name, given)
    if dimension.name == "actor":
        keys = literals(keys_of(db, numbers)) or "null"
        tests = [f"actor_id in ({keys})", *_places(criteria.zones, criteria.roles)]
        return f"article_id in (select article_id from mentions where {' and '.join(tests)})"
    found = literals(sorted(names(db, dimension.name, numbers).values()))
    if dimension.bridge:
        return f"list_has_any({dimension.view}, [{found}])"
    return f"{dimension.view} in ({found})" if found else NOTHING


def _places(zones: Sequence[Zone], manners: Sequence[Manner]) -> Iterable[str]:
    """Yield the SQL conditions on the view `mentions` for the zones and manners that count."""
    if set(zones) != set(ZONES):
        yield f"zone in ({literals(zones)})" if zones else NOTHING
    if set(manners) == set(MANNERS):
        return
    roles = [role for role in ROLES if role in manners]
    doubts = [doubt for doubt in DOUBTS if doubt in manners]
    if roles:
        yield f"role in ({literals(roles)})"
    else:
        yield f"({' or '.join(doubts)})" if doubts else NOTHING
    yield from (f"not {doubt}" for doubt in DOUBTS if doubt not in manners)


def where(tests: Sequence[str]) -> str:
    """Return a WHERE clause of SQL conditions; "" if there are none."""
    return f" where {' and '.join(tests)}" if tests else ""


def ranking(column: str, name: str) -> AsksFor:
    """Return a function that gives SQL for the names of a column with their numbers of stories."""

    def asks(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
        """Return SQL on the documented views for the names with most stories, as many as are drawn."""
        rows = where(story_conditions(db, criteria))
        each = f"unnest({column}) as {name}" if column != name else name
        return f"""with selected as (select {each} from stories{rows})
select {name}, count(*) as stories, count(*) / (select count(*) from stories{rows}) as share
from selected
where {name} <> ''
group by {name}
order by stories desc, {name}
limit {len(frames["frame"])}"""

    return asks


def values(rows: pd.DataFrame, columns: list[str]) -> str:
    """Return rows as SQL literals, one a line; one row of nulls for none."""
    written = (f"({literals(row)})" for row in rows[columns].itertuples(index=False, name=None))
    return ",\n    ".join(written) or f"({', '.join(['null'] * len(columns))})"
