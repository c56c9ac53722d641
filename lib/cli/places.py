"""Options that several verbs share, and the choice of the archive they work on."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

ANOTHER = "another archive than your own"


def archive_option(parser: argparse.ArgumentParser) -> None:
    """Add the option --archive."""
    parser.add_argument("--archive", metavar="FILE", type=Path, help=ANOTHER)


def jobs_option(parser: argparse.ArgumentParser) -> None:
    """Add the option --jobs."""
    most = os.cpu_count() or 1
    parser.add_argument("--jobs", metavar="N", type=positive, default=most, help="worker processes")


def positive(text: str) -> int:
    """Return the number that an option gives, from 1 on."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError("must be a number from 1 on")
    return int(text)


def source(text: str) -> str:
    """Return the argument unless it is empty: that would be read as the folder that the command runs in."""
    if not text:
        raise argparse.ArgumentTypeError("must name a file, a folder or an address")
    return text


def own(options: argparse.Namespace) -> Path:
    """Return the path of the archive of the option --archive, else of the reader's own."""
    from lib.store.paths import archive_path

    return options.archive or archive_path()


def readable(options: argparse.Namespace) -> Path:
    """Return the archive's path: of --archive, else the reader's own, else, with a note, the sample's."""
    from lib.store.paths import sample_path

    path = own(options)
    if not options.archive and not path.exists() and sample_path().exists():
        print("You have no archive of your own yet; this is the sample.", file=sys.stderr)
        path = options.archive = sample_path()  # said once
    return path


def say_notes(archive: Path, address: str) -> None:
    """Print which parts of an address's search were not understood, as the pages do."""
    from urllib.parse import parse_qs

    from lib.query.filter.address import from_address
    from lib.query.filter.compile import compile_filter
    from lib.store.archive import open_for_reading

    criteria = from_address(parse_qs(address.removeprefix("?")))
    if criteria.text:
        with open_for_reading(archive) as db:
            for note in compile_filter(criteria, db).notes:
                print(note, file=sys.stderr)


def out_option(parser: argparse.ArgumentParser, words: str = "write to a file") -> None:
    """Add the option --out, with `words` as its help."""
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help=words)


def decisions_below(
    parser: argparse.ArgumentParser, says: Mapping[str, str]
) -> dict[str, argparse.ArgumentParser]:
    """Add a subcommand for each key of `says`; return their parsers. `do` is the one given, else ""."""
    parser.set_defaults(do="")
    below = parser.add_subparsers(metavar="WHAT", title="decisions")
    made = {what: below.add_parser(what, help=words, description=words) for what, words in says.items()}
    for what, its in made.items():
        its.set_defaults(do=what)
        its.add_argument("--archive", metavar="FILE", type=Path, default=argparse.SUPPRESS, help=ANOTHER)
    return made


def print_or_write(out: Path | None, content: bytes) -> None:
    """Write the bytes to the file, if one is named, else to standard output."""
    if out:
        write(out, content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def write(out: Path, content: bytes) -> None:
    """Write a file in one step, so that it is never half written; a device such as /dev/stdout directly."""
    if out.exists() and not out.is_file():
        out.write_bytes(content)
        return
    from lib.figures.files import complete_file

    with complete_file(out.resolve()) as file:
        file.write(content)
