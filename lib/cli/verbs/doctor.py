"""`doctor`: examines the archive, and mends it."""

import argparse
import os
from pathlib import Path

from lib.cli.places import archive_option, own

HELP = "examine the archive and everything beside it; with --mend bring back what it has lost"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    archive_option(parser)
    parser.add_argument(
        "--mend", action="store_true", help="rebuild what is damaged or lost from the kept originals"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=os.cpu_count() or 1, help="worker processes")


def run(options: argparse.Namespace) -> int:
    """Print what it finds; return 1 when something is wrong."""
    from lib.store.upkeep.doctor import examine

    if options.mend:
        _mend(own(options), options.jobs)
    findings = list(examine(own(options)))
    for finding in findings:
        print(f"{'!' if finding.trouble else ' '} {finding.sentence}")
    return 1 if any(finding.trouble for finding in findings) else 0


def _mend(path: Path, jobs: int) -> None:
    from lib.cli.bar import Bar
    from lib.ingest import mend

    with Bar() as bar:
        done = mend(path, jobs=jobs, progress=bar)
    if done.damage:
        print(f"{done.damage}\nThe damaged file was set aside as {done.aside}.")
    if done.lost:
        print(f"{done.lost} batches were missing.")
    for refused in done.summary.rejected:
        print(f"Rejected ({refused.kind}): {refused.message}")
    print(f"From the kept originals: {done.summary.sentence}")
