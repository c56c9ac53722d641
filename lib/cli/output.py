"""What a verb writes: a file that the reader named, or standard output, and notes on a search beside it."""

import argparse
import sys
from pathlib import Path


def out_option(parser: argparse.ArgumentParser, words: str = "write to a file") -> None:
    """Add the option --out, with `words` as its help."""
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help=words)


def print_or_write(out: Path | None, content: bytes) -> None:
    """Write the content to the file `out`; if no file is named, to standard output."""
    if out:
        write(out, content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def write(out: Path, content: bytes) -> None:
    """Write a file in one step, so that it is never half written; write to a device directly."""
    if out.exists() and not out.is_file():
        out.write_bytes(content)
        return
    from lib.figures.files import complete_file

    with complete_file(out.resolve()) as file:
        file.write(content)


def say_notes(archive: Path, address: str) -> None:
    """Print to stderr a sentence on each part of the search in an address that was not understood."""
    from lib.query.filter.address import from_query
    from lib.query.filter.compile import compile_filter
    from lib.store.archive import open_for_reading

    criteria = from_query(address.removeprefix("?"))
    if criteria.text:
        with open_for_reading(archive) as db:
            for note in compile_filter(criteria, db).notes:
                print(note, file=sys.stderr)
