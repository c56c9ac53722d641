"""What the SQL of several queries shares, as readers see it under "View SQL".

For a query whose result a chart draws, `<query>_sql` gives SQL for the same rows on the documented views; it
takes the frames that are drawn. Where the views hold too little for it, there is none, or it raises
QueryError.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from lib.model.filter import Filter
from lib.query.workbench import on_stories
from lib.store.archive import ArchiveReader
from lib.store.literals import literals

UNITS = {"day": "day"} | {unit: f"date_trunc('{unit}', day)" for unit in ("week", "month", "year")}
Frames = Mapping[str, pd.DataFrame]
AsksFor = Callable[[ArchiveReader, Filter, Frames], str]


def where(tests: Sequence[str]) -> str:
    """Return a WHERE clause of the conditions; "" for none."""
    return f" where {' and '.join(tests)}" if tests else ""


def ranking(column: str, name: str) -> AsksFor:
    """Return a function that gives the SQL for a column's names with their numbers of stories."""

    def asks(db: ArchiveReader, criteria: Filter, frames: Frames) -> str:
        """Return the SQL for as many names as are drawn."""
        rows = where(on_stories(db, criteria))
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
