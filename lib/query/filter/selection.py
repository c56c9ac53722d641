"""The stories that a filter selects, computed once for each open archive and shared by all queries."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from lib.model.filter import Filter
from lib.model.ledger import kind_of
from lib.model.mention import KINDS, is_recorded
from lib.query.filter.compile import compile_filter
from lib.query.filter.conditions import day_condition
from lib.store.archive import ArchiveReader
from lib.store.schema import SHOWN

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)
RUNS = 8  # of ids that follow each other
COLUMNS = "id, day, published_at, publisher_id, section_id, language_id, words, batch, form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The selected stories as SQL to put after FROM: `rows` with COLUMNS, `articles` with all columns."""

    rows: str  # with COLUMNS, which are read fast
    articles: str  # with all columns of `article`
    runs: str = ""  # the condition on ids of few runs, where the selected ones are such
    whole: bool = False  # whether these are all stories that are shown

    @property
    def is_table(self) -> bool:
        """Whether the stories were selected once, into a temporary table."""
        return self.rows != self.articles

    @property
    def within(self) -> str:
        """The SQL condition that a row's id is that of a selected story."""
        return SHOWN if self.whole else self.runs or f"id in (select id from {self.rows})"

    def of(self, table: str) -> str:
        """Return SQL to put after FROM: a table's rows of selected stories, under the table's name."""
        if not self.is_table:
            return f"(select * from {table} where {self.within}) {table}"
        # A join takes half the time of a condition.
        return f"(select {table}.* from {table} join {self.rows} using (id)) {table}"


@dataclass(slots=True)
class _Worked:
    """What was computed while an archive is open: selections, names of temporary tables, other results."""

    selections: dict[Filter, Selection] = field(default_factory=dict)
    tables: dict[Hashable, str] = field(default_factory=dict)
    answers: dict[Hashable, Any] = field(default_factory=dict)


_WORKED: WeakKeyDictionary[ArchiveReader, _Worked] = WeakKeyDictionary()


def selection(db: ArchiveReader, criteria: Filter) -> Selection:
    """Return the stories that a filter selects, as SQL; computed once while the archive is open."""
    worked = _WORKED.setdefault(db, _Worked()).selections
    if criteria not in worked:
        wider = (known for each, known in worked.items() if known.is_table and _is_within(criteria, each))
        if known := next(wider, None):
            rows = f"(select * from {known.rows} where {day_condition(criteria.since, criteria.until)})"
            worked[criteria] = _of_rows(rows)
        else:
            worked[criteria] = _select(db, criteria)
    return worked[criteria]


def asked_for(criteria: Filter, keys: Iterable[str]) -> Filter:
    """Return the filter changed so that the actors with these keys count, whatever their kind and record."""
    keys = list(keys)
    kinds = {*criteria.kinds, *map(kind_of, keys)}
    cast = criteria.cast if all(map(is_recorded, keys)) else "all"
    return replace(criteria, kinds=tuple(kind for kind in KINDS if kind in kinds), cast=cast)


def temp_table(
    db: ArchiveReader, key: Hashable, sql: str, parameters: Mapping[str, Any] | None = None
) -> str:
    """Return the name of a temporary table with a statement's result; one for each key and open archive."""
    tables = _WORKED.setdefault(db, _Worked()).tables
    if key not in tables:
        table = f"kept_{len(tables)}"
        db.execute(f"create temp table {table} as {sql}", parameters)
        tables[key] = table
    return tables[key]


def existing_table(db: ArchiveReader, key: Hashable) -> str | None:
    """Return the name of the table that `temp_table` made for the key; None if it has made none."""
    return _WORKED.setdefault(db, _Worked()).tables.get(key)


def memoize(db: ArchiveReader, key: Hashable, answer: Callable[[], T]) -> T:
    """Return `answer()`, computed once for each key while the archive is open; each time a shallow copy."""
    answers = _WORKED.setdefault(db, _Worked()).answers
    if key not in answers:
        answers[key] = answer()
    found: T = copy(answers[key])
    return found


def asked_once(question: Callable[[ArchiveReader, Key], T]) -> Callable[[ArchiveReader, Key], T]:
    """Return a question that is answered once for each request while an archive is open; see `memoize`."""

    @wraps(question)
    def asked(db: ArchiveReader, request: Key) -> T:
        return memoize(db, (question, request), lambda: question(db, request))

    return asked


def _is_within(criteria: Filter, wider: Filter) -> bool:
    """Return whether a filter equals a wider one except for covering the same or fewer days.

    A filter with a day, even the last of all, leaves undated stories out.
    """
    begins = wider.since is None or (criteria.since is not None and wider.since <= criteria.since)
    ends = wider.until is None or (criteria.until is not None and criteria.until <= wider.until)
    return begins and ends and replace(wider, since=criteria.since, until=criteria.until) == criteria


def _of_rows(rows: str) -> Selection:
    """Return the selection of the stories in `rows`, SQL for a table with COLUMNS."""
    return Selection(rows=rows, articles=f"(select * from article where id in (select id from {rows}))")


def _select(db: ArchiveReader, criteria: Filter) -> Selection:
    """Return the selection as rows in a temporary table, or as SQL where its condition is cheap to repeat."""
    where = compile_filter(criteria, db)
    if where.is_plain:
        rows, dated = f"(select * from article where {where.condition})", criteria.since or criteria.until
        whole, runs = where.condition == "(shown)", _runs(db, rows) if dated else ""
        return Selection(rows=rows, articles=rows, whole=whole, runs=runs)
    sql = f"select {COLUMNS} from {where.rows}"
    return _of_rows(temp_table(db, ("selected", criteria), sql, where.parameters))


def _runs(db: ArchiveReader, rows: str) -> str:
    """Return an SQL condition that ids lie in one of a few ranges; "" if the rows need more than RUNS."""
    found = np.sort(db.execute(f"select id from {rows}").fetchnumpy()["id"])
    ends = np.flatnonzero(np.diff(found) != 1)  # few for some days, as a compaction sorts rows by day
    if not len(found) or len(ends) >= RUNS:
        return ""
    bounds = zip(found[[0, *(ends + 1)]].tolist(), found[[*ends, -1]].tolist(), strict=True)
    # Ten times as fast as testing each id.
    return f"({' or '.join(f'id between {first} and {last}' for first, last in bounds)})"
