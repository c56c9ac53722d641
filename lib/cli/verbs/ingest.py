"""`ingest SOURCE...`: takes captures into the archive."""

import argparse
import os

from lib.cli.places import archive_option, own

HELP = "take captures in: text files, saved pages, folders of them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the verb takes."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="a file or a folder")
    archive_option(parser)
    parser.add_argument(
        "--jobs", metavar="N", type=_positive, default=os.cpu_count() or 1, help="worker processes"
    )


def run(options: argparse.Namespace) -> int:
    """Ingests; gives 3 when captures were rejected and 1 when it was stopped."""
    from lib.cli.bar import Bar
    from lib.ingest import ingest

    with Bar() as bar:
        summary = ingest(options.sources, archive=own(options), jobs=options.jobs, progress=bar, apart=True)
    for refused in summary.rejected:
        print(f"Rejected ({refused.kind}): {refused.message}")
    print(summary.sentence)
    if summary.stopped:
        return 1
    return 3 if summary.rejected else 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
