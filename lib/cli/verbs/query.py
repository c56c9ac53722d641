"""`query "select ..."`: run read-only SQL on the archive."""

import argparse
from typing import TYPE_CHECKING, Any

from lib.cli.output import out_option, print_or_write
from lib.cli.places import readable

if TYPE_CHECKING:
    import pandas as pd

HELP = "ask the archive in SQL: stories, mentions, co_mentions, quotations, tags, authors, actors and others"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("sql", metavar="SQL", help="one SELECT statement")
    formats = ("table", "csv", "json", "parquet")
    parser.add_argument("--format", choices=formats, default="table", help="how the rows are written")
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

    if form == "parquet":
        return tables.as_parquet(frame)
    frame = frame.map(_bytes_as_digits)
    if form == "csv":
        return tables.as_csv(frame)
    if form == "json":
        text = frame.to_json(
            orient="records", date_format="iso", force_ascii=False, indent=1, double_precision=15,
            default_handler=str,
        )  # fmt: skip
        return f"{text}\n".encode()
    number = f"{len(frame):,} {'row' if len(frame) == 1 else 'rows'}"
    if not len(frame):
        return b"0 rows\n"
    # As text: an empty cell among numbers is no number that is none.
    printed = frame.map(lambda cell: "" if pd.api.types.is_scalar(cell) and pd.isna(cell) else cell)
    return f"{printed.to_string(index=False, max_colwidth=60)}\n{number}\n".encode()


def _bytes_as_digits(cell: Any) -> Any:
    """Return a cell with bytes as hexadecimal digits, inside lists and structs too."""
    match cell:
        case bytes() | bytearray():
            return cell.hex()
        case list():
            return [_bytes_as_digits(each) for each in cell]
        case dict():
            return {_bytes_as_digits(key): _bytes_as_digits(each) for key, each in cell.items()}
    return cell
