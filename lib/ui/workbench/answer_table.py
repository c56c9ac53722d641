"""The rows of a typed query as a table."""

from collections.abc import Iterable
from datetime import datetime, time
from numbers import Integral, Number
from typing import Any

import pandas as pd

from lib.ui.component import draw
from lib.ui.render import Head

SHOWN = 200  # rows
LONGEST = 300  # letters of a cell


def answer_table(frame: pd.DataFrame) -> None:
    """Show the first rows of a frame as a table."""
    is_number, is_bool = pd.api.types.is_numeric_dtype, pd.api.types.is_bool_dtype

    def kind_of(column: pd.Series) -> str:
        if is_number(column) and not is_bool(column):
            return "number"
        return "long" if any(len(said(value)) > 30 for value in column) else ""

    kinds = [kind_of(column) for _, column in frame.head(SHOWN).items()]
    cells = [
        [(said(value), kind) for value, kind in zip(row, kinds, strict=True)]
        for row in frame.head(SHOWN).astype(object).itertuples(index=False, name=None)
    ]
    heads = [Head(str(name), kind) for name, kind in zip(frame.columns, kinds, strict=True)]
    draw("workbench/answer.html", "sql-table", heads=heads, rows=cells)


def said(value: Any) -> str:
    """Return a value as text for a cell; "" for a missing one."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if isinstance(value, bytes):
        return said(value.hex(" "))
    if isinstance(value, dict):
        return said(", ".join(f"{key}: {said(each)}" for key, each in value.items()))
    if isinstance(value, Iterable):
        return said("; ".join(map(said, value)))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        if value.time() == time.min:
            return f"{value:%Y-%m-%d}"
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return _number_text(value) if isinstance(value, Number) else str(value)


def _number_text(value: Number) -> str:
    """Return a number in groups of three digits; a whole one of four digits may be a year and has none."""
    number = float(value)  # type: ignore[arg-type]
    if isinstance(value, Integral) or number.is_integer():
        whole = int(value)  # type: ignore[call-overload]  # a float holds but 16 digits of it
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)
    return f"{number:,.1f}" if abs(number) >= 10_000 else f"{number:.4g}"
