"""The options that several verbs take, and which archive a command means without --archive."""

import argparse
import os
import sys
from pathlib import Path

ANOTHER = "another archive than your own"


def archive_option(parser: argparse.ArgumentParser) -> None:
    """Declare --archive."""
    parser.add_argument("--archive", metavar="FILE", type=Path, help=ANOTHER)


def jobs_option(parser: argparse.ArgumentParser) -> None:
    """Declare --jobs."""
    most = os.cpu_count() or 1
    parser.add_argument("--jobs", metavar="N", type=_positive, default=most, help="worker processes")


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def own(options: argparse.Namespace) -> Path:
    """Return the archive that is named, else the reader's own."""
    from lib.store.files.home import archive_path

    return options.archive or archive_path()


def readable(options: argparse.Namespace) -> Path:
    """Return the archive that is named, else the reader's own, else the sample, which is said."""
    from lib.store.files.home import sample_path

    path = own(options)
    if not options.archive and not path.exists() and sample_path().exists():
        print("You have no archive of your own yet; this is the sample.", file=sys.stderr)
        return sample_path()
    return path


def write(out: Path, content: bytes) -> None:
    """Write a file that is there whole or stays as it was; a device takes what comes."""
    if out.exists() and not out.is_file():
        out.write_bytes(content)
        return
    from lib.figures.files import whole

    with whole(out.resolve()) as file:
        file.write(content)
