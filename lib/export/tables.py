"""Tables as files: Parquet, and CSV and XLSX in which no cell runs as a formula."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from math import isinf
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from xlsxwriter import Workbook

from lib.model.wording import count

# A spreadsheet takes a cell for a formula by its first letter, also in its full-width form and after
# letters that are not seen.
_STARTERS = frozenset("=+-@\t\r\n＝＋－＠")
MOST_LETTERS = 32_767  # of a cell of a spreadsheet
DIGITS = 6  # of an exported chart's numbers, which are no surer
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u00a0\u3000 \"'"


def as_csv(frame: pd.DataFrame, *, digits: int = 17) -> bytes:
    """Return the frame as bytes of CSV in UTF-8 with a header row, decimals with `digits` significant digits.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    written = io.StringIO(newline="")
    # Quoted words stay in their cell even where a spreadsheet splits at semicolons.
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([disarm(str(name)) for name in frame.columns])
    for row in _plain_days(frame).itertuples(index=False, name=None):
        writer.writerow([_cell(value, digits) for value in row])
    return written.getvalue().encode("utf-8", errors="replace")


def as_parquet(frame: pd.DataFrame) -> bytes:
    """Return the frame as the bytes of a Parquet file; columns of types that Parquet lacks are text."""
    try:
        return frame.to_parquet(index=False)
    except pa.ArrowException:  # a union of types, a map with numbers as its keys
        mixed = {name: column for name, column in frame.items() if column.dtype == object}
        as_text = {str(name): column.map(str, na_action="ignore") for name, column in mixed.items()}
        return frame.assign(**as_text).to_parquet(index=False)


def as_xlsx(sheets: Mapping[str, pd.DataFrame], *, digits: int = 17) -> bytes:
    """Return the bytes of a workbook with a sheet for each frame, whose header row stays visible.

    Times are text with their timezone, as times of a spreadsheet have none.
    """
    written = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, plain) as book:
        head = book.add_format({"bold": True})
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, [disarm(str(column)) for column in frame.columns], head)
            for number, row in enumerate(_plain_days(frame).itertuples(index=False, name=None), 1):
                for column, value in enumerate(_cell(value, digits) for value in row):
                    sheet.write(number, column, value[:MOST_LETTERS] if isinstance(value, str) else value)
            sheet.autofit(max_width=360)
    return written.getvalue()


def disarm(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would run it as a formula."""
    text = text.replace("\0", "")
    first = text.lstrip(_UNSEEN)[:1]
    return f"'{text}" if text[:1] in _STARTERS or (first and first in _STARTERS) else text


def _plain_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with columns of midnights only turned into dates."""
    moments = frame.select_dtypes("datetime").columns
    whole = [name for name in moments if frame[name].dropna().eq(frame[name].dropna().dt.normalize()).all()]
    return frame.assign(**{str(name): frame[name].dt.date for name in whole}) if whole else frame


def plain(value: Any) -> Any:
    """Return a cell of an SQL answer as a plain Python value: an interval in words, a map as a dict."""
    if isinstance(value, np.datetime64):
        return pd.Timestamp(value)
    if isinstance(value, pd.DateOffset):
        return _interval(value)
    if isinstance(value, list) and value and all(isinstance(each, tuple) for each in value):
        return dict(value)  # a map comes as its pairs
    return value.item() if isinstance(value, np.generic) else value


def _interval(value: Any) -> str:
    """Return an interval in words: "1 day 3:30:00"."""
    parts = [count(number, unit) for unit in ("month", "day") if (number := getattr(value, f"{unit}s", 0))]
    time = timedelta(microseconds=abs(value.nanoseconds) // 1000)
    if time or not parts:
        parts.append(f"{'-' if value.nanoseconds < 0 else ''}{time}")
    return " ".join(parts)


def _cell(value: Any, digits: int) -> str | int | float:
    """Return a value as a cell: text that no spreadsheet takes for a formula, or a number with these digits.

    Lists are joined by "; ", structs and maps are JSON, times are in ISO form, what is missing is "".
    """
    value = plain(value)
    if isinstance(value, str):
        return disarm(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return "" if pd.isna(value) else value.isoformat()
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, Iterable):
        return disarm("; ".join("" if part is None else str(part) for part in value))
    if value is None or pd.isna(value):
        return ""
    if not isinstance(value, int | float):
        return disarm(str(value))
    if isinstance(value, int) or value.is_integer():
        return value
    return str(value) if isinf(value) else float(f"{value:.{digits}g}")  # a cell holds no number without end
