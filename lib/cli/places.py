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
    """Return the text of an option as a whole number; raises ArgumentTypeError if it is not 1 or more."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError("must be a number from 1 on")
    return int(text)


def source(text: str) -> str:
    """Return the argument; raises ArgumentTypeError if it is empty, which would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("must name a file, a folder or an address")
    return text


def own(options: argparse.Namespace) -> Path:
    """Return the path of the archive that --archive names, else of the reader's own archive."""
    from lib.store.paths import archive_path

    return options.archive or archive_path()


def check_archive_is_there(options: argparse.Namespace) -> None:
    """Raise ArchiveMissing if --archive names a file that is not there, nor anything kept beside it.

    Else a mistyped path would get locks and settings of its own. The reader's own archive may be named before
    it is made, as the app does.
    """
    from lib.store.paths import archive_path, files
    from lib.store.unusable import missing

    path: Path | None = options.archive
    if path is None or path.resolve() == archive_path().resolve():
        return
    if not any(kept.exists() for kept in vars(files(path)).values()):
        raise missing(path)


def readable(options: argparse.Namespace) -> Path:
    """Return the path of the archive that --archive names, else of the reader's own, else of the sample.

    That the sample is read is printed as a note.
    """
    from lib.store.paths import sample_path

    path = own(options)
    if not options.archive and not path.exists() and sample_path().exists():
        print("You have no archive of your own yet; this is the sample.", file=sys.stderr)
        path = options.archive = sample_path()  # so the note is printed once
    return path


def decisions_below(
    parser: argparse.ArgumentParser, helps: Mapping[str, str]
) -> dict[str, argparse.ArgumentParser]:
    """Add a subcommand for each key of `helps`, with its help; return the parsers by key.

    Parsing then stores the chosen key in `options.do`.
    """
    parser.set_defaults(do="")
    below = parser.add_subparsers(metavar="WHAT", title="decisions")
    made = {what: below.add_parser(what, help=words, description=words) for what, words in helps.items()}
    for what, its in made.items():
        its.set_defaults(do=what)
        its.add_argument("--archive", metavar="FILE", type=Path, default=argparse.SUPPRESS, help=ANOTHER)
    return made
