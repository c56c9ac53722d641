"""`query "select ..."`: run read-only SQL on the archive."""

import argparse
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from lib.cli.places import out_option, print_or_write, readable

if TYPE_CHECKING:
    import pandas as pd

HELP = "ask the archive in SQL: stories, mentions, co_mentions, tags, story_tags, authors, actors and slots"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("sql", metavar="SQL", help="one SELECT statement")
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "parquet"),
        default="table",
        help="how the rows are written",
    )
    out_option(parser)


def run(options: argparse.Namespace) -> int:
    """Run a SELECT statement; print the rows or write them to a file; return 0."""
    from lib.store.sql import ask

    output = _bytes(ask(readable(options), options.sql), options.format)
    print_or_write(options.out, output)
    return 0


def _bytes(frame: "pd.DataFrame", form: str) -> bytes:
    """Return the answer in a format, by default as a table of text that ends with the number of rows."""
    import pandas as pd

    from lib.export import tables

    match form:
        case "csv":
            return tables.as_csv(frame)
        case "parquet":
            return tables.as_parquet(frame)
        case "json":
            rows = [dict(zip(frame.columns, row, strict=True)) for row in frame.astype(object).to_numpy()]
            text = json.dumps(_plain(rows), ensure_ascii=False, indent=1)
            return f"{text}\n".encode(errors="backslashreplace")
    number = f"{len(frame):,} {'row' if len(frame) == 1 else 'rows'}"
    if not len(frame):
        return b"0 rows\n"
    # As text: an empty cell among numbers is no number that is none.
    printed = frame.map(lambda cell: "" if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell)
    return f"{printed.to_string(index=False, max_colwidth=60)}\n{number}\n".encode()


def _plain(value: Any) -> Any:
    """Return a value of a frame in a form that JSON holds: times in ISO 8601, bytes in hexadecimal digits."""
    import pandas as pd

    if isinstance(value, str | bool):
        return value
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Iterable):
        return list(map(_plain, value))
    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float):
        return number if isfinite(number) else None
    return number if isinstance(number, int) else str(number)
