"""Data frames with fixed columns and types, also when they are empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np
import pandas as pd

from lib.model.article import DAY_ONLY, Timezone, in_zone
from lib.store.archive import ArchiveReader

# count, share, flag and moment are never missing. All others are plain Python values or None: a date, a time
# (with its zone: its own where the column asks for OWN_TIME, else UTC), a list, a whole number that the page
# may not have given.
Kind = Literal["text", "list", "count", "number", "share", "flag", "date", "time", "moment"]
OBJECT = np.dtype(object)  # pandas reads a name anew for each column
DTYPES: Mapping[Kind, "np.dtype[Any]"] = {
    "count": np.dtype("int64"),
    "share": np.dtype("float64"),
    "flag": np.dtype("bool"),
    "moment": np.dtype("datetime64[us]"),
}
Columns = Mapping[str, Kind]
EVERY_ROW = 1_000_000  # a limit that leaves out no name or sentence of any archive
PLAIN: frozenset[Kind] = frozenset({"text", "count", "share", "flag"})  # whose arrays are taken as they come
OWN_TIME = "{'at': published_at, 'zone': zone_name}"  # a time of publication as its own zone shows it
PRECISION = f"""case when published_at is null then null
    when regexp_matches(provenance, '"published_at": "[^";]*{DAY_ONLY}') then 'day' else 'minute' end"""


def frame(rows: Iterable[Sequence[object]], columns: Columns) -> pd.DataFrame:
    """Return the rows as a frame with these columns; times get their own timezone or UTC."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    series = {}
    for (name, kind), given in zip(columns.items(), values, strict=True):
        cells = map(_aware, given) if kind == "time" else given
        series[name] = pd.Series(list(cells), dtype=DTYPES.get(kind, OBJECT))
    return pd.DataFrame(series)


def frame_of(records: Iterable[Mapping[str, object]], columns: Columns) -> pd.DataFrame:
    """Return records, whose keys are the columns and perhaps others, as a frame with these columns."""
    return frame((tuple(record[name] for name in columns) for record in records), columns)


def ask(db: ArchiveReader, sql: str, parameters: Mapping[str, object], columns: Columns) -> pd.DataFrame:
    """Return the result of an SQL statement as a frame with these columns, in this order."""
    result = db.execute(sql, parameters)
    if not PLAIN.issuperset(columns.values()):
        return frame(result.fetchall(), columns)
    series = {}
    arrays: Mapping[str, Any] = result.fetchnumpy()  # five times as fast, where there are many rows
    for (name, kind), array in zip(columns.items(), arrays.values(), strict=True):
        is_missing = kind == "text" and np.ma.is_masked(array)
        cells = np.where(array.mask, None, array.data) if is_missing else array
        series[name] = pd.Series(cells, dtype=DTYPES.get(kind, OBJECT))
    return pd.DataFrame(series)


def ask_first(
    db: ArchiveReader, sql: str, parameters: Mapping[str, object], columns: Columns
) -> pd.DataFrame:
    """Return a statement's result; its last column, a count of all rows, goes to `attrs["of"]` instead."""
    answer = ask(db, sql, parameters, {**columns, "of": "count"})
    every = answer.pop("of")
    answer.attrs = {"of": int(every.max()) if len(every) else 0}
    return answer


def _aware(value: object) -> datetime | None:
    """Return a stored time in its own timezone, else in UTC; None if the value is no time."""
    moment, zone = (value["at"], value["zone"]) if isinstance(value, dict) else (value, None)
    if not isinstance(moment, datetime):
        return None
    own = Timezone(name=zone, assumed=False, reason="") if zone else None
    return in_zone(moment.replace(tzinfo=UTC), own)
