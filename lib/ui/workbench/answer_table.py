"""The rows of a typed query as a table."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from numbers import Integral, Number
from typing import Any

import pandas as pd

from lib.export.tables import plain
from lib.ui.component import draw
from lib.ui.render import Head

SHOWN = 200  # rows; more make the page slow, and the files hold them all
LONGEST = 300  # letters of a cell; more is cut
LONG_CELL = 30  # letters; a column with longer cells is kept wide, or a sentence would be a strip of words


def answer_table(frame: pd.DataFrame) -> None:
    """Show the first rows of a frame as a table."""
    shown = frame.head(SHOWN)
    columns = [[cell_text(value) for value in column.astype(object)] for _, column in shown.items()]
    classes = [_css_class(shown.iloc[:, index], texts) for index, texts in enumerate(columns)]
    heads = [Head(str(name), css_class) for name, css_class in zip(shown.columns, classes, strict=True)]
    rows = [[*zip(texts, classes, strict=True)] for texts in zip(*columns, strict=True)]
    draw("workbench/answer.html", "sql-table", heads=heads, rows=rows)


def _css_class(column: pd.Series, texts: Sequence[str]) -> str:
    """Return the class of a column's cells: "number" aligns them right, "long" keeps them wide."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return "number"
    return "long" if any(len(text) > LONG_CELL for text in texts) else ""


def cell_text(value: Any) -> str:
    """Return a value as text for a cell, cut to LONGEST letters; "" for a missing one."""
    value = plain(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if isinstance(value, bytes | bytearray):
        return cell_text(value.hex(" "))
    if isinstance(value, dict):
        return cell_text(", ".join(f"{key}: {cell_text(each)}" for key, each in value.items()))
    if isinstance(value, Iterable):
        return cell_text("; ".join(map(cell_text, value)))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        if value.time() == time.min:
            return value.isoformat(" ").partition(" ")[0]  # strftime has no year above 9999
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return _number_text(value) if isinstance(value, Number) else str(value)


def _number_text(value: Number) -> str:
    """Return a number in groups of three digits; a whole one of four digits may be a year and has none."""
    number = float(value)  # type: ignore[arg-type]
    if isinstance(value, Integral) or number.is_integer():
        whole = int(value)  # type: ignore[call-overload]  # a float holds but 16 digits of it
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)
    return f"{number:,.1f}" if abs(number) >= 1000 else f"{number:.4g}"
