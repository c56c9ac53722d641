"""`doctor`: examines the archive, and mends it."""

import argparse
import os
from pathlib import Path
from typing import Any

from lib.cli import events
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

    mended = _mend(own(options), options.jobs) if options.mend else None
    findings = list(examine(own(options)))
    for finding in findings:
        print(f"{'!' if finding.trouble else ' '} {finding.sentence}")
    told = [
        {"message": f.message, "trouble": f.trouble, "subject": f.subject,
         "remedies": events.written(f.remedies)}
        for f in findings
    ]  # fmt: skip
    events.report("examined", findings=told, mended=mended)
    return 1 if any(finding.trouble for finding in findings) else 0


def _mend(path: Path, jobs: int) -> dict[str, Any]:
    """Mend the archive, say what that came to, and return it."""
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
    aside = done.aside.name if done.damage and done.aside else ""
    return {"aside": aside, "lost": done.lost, **events.summary_of(done.summary)}
