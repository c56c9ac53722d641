"""`load DIR`: store in the archive what `ingest --cluster` has parsed."""

import argparse
from typing import TYPE_CHECKING

from lib.cli import events
from lib.cli.places import own

if TYPE_CHECKING:
    from lib.ingest.loading import Months

HELP = "bring what `ingest --cluster` wrote to a folder, or months of it, into the archive"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "folder", metavar="DIR", help="a folder, or an address that fsspec reaches (s3://bucket/folder)"
    )
    parser.add_argument(
        "--months", metavar="FROM..TO", type=_parsed_months,
        help="months of publication, as 2024-04 or 2024-04..2024-06; by default all, and what has no date",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Store the captures of a folder of partitions; return 1 if stopped, 3 if any was rejected, else 0."""
    from lib.cli.bar import Bar
    from lib.ingest.loading import load

    with Bar() as bar:
        summary = load(options.folder, archive=own(options), months=options.months, progress=bar)
    status = events.outcome(summary)
    return 1 if summary.counts.stopped else status


def _parsed_months(text: str) -> "Months":
    from lib.ingest.loading import Months

    try:
        return Months.of(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be months, as 2024-04 or 2024-04..2024-06") from None
