"""Options that several verbs share, and the archive that they choose."""

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
