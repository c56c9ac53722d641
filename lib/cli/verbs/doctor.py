"""`doctor`: examine the archive and, with --mend, repair it."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lib.cli import events
from lib.cli.places import archive_option, jobs_option, own
from lib.model.wording import count

HELP = "examine the archive and everything beside it; with --mend bring back what it has lost"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    archive_option(parser)
    parser.add_argument(
        "--mend", action="store_true", help="rebuild what is damaged or lost from the kept originals"
    )
    parser.add_argument("--backups", action="store_true", help="read every backup from end to end too")
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Repair the archive if asked to, examine it, print the findings; return 1 if anything is wrong."""
    from lib.store.upkeep.doctor import examine

    mended = _mend(own(options), options.jobs) if options.mend else None
    findings = list(examine(own(options), with_backups=options.backups))
    for finding in findings:
        print(f"{'!' if finding.trouble else ' '} {finding.sentence}")
    events.report("examined", findings=list(map(asdict, findings)), mended=mended)
    return 1 if any(finding.trouble for finding in findings) else 0


def _mend(path: Path, jobs: int) -> dict[str, Any]:
    """Repair the archive, print what was done, and return it as a dict for an event."""
    from lib.cli.bar import Bar
    from lib.ingest import mend

    with Bar() as bar:
        done = mend(path, jobs=jobs, progress=bar)
    if done.damage:
        print(f"{done.damage}\nThe damaged file was set aside as {done.aside}.")
    print(*done.beside, sep="\n", end="\n" if done.beside else "")
    if done.lost:
        print(f"{count(done.lost, 'batch was', 'batches were')} missing.")
    if done.originals:
        print(f"{count(done.originals, 'original')} came back from the backups.")
    events.print_rejected(done.summary.rejected)
    print(f"From the kept originals: {done.summary.sentence}")
    if done.gone:
        print(f"{count(done.gone, 'story', 'stories')} could not be brought back: the originals are gone.")
    aside = done.aside.name if done.damage and done.aside else ""
    mended = {"aside": aside, "lost": done.lost, "beside": done.beside, "gone": done.gone}
    return {**mended, **events.summary_of(done.summary)}
