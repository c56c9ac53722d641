"""`doctor`: examine the archive and, with --mend, repair it."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lib.cli import events
from lib.cli.places import jobs_option, own
from lib.model.wording import count

HELP = "examine the archive and everything beside it; with --mend bring back what it has lost"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "--mend", action="store_true", help="rebuild what is damaged or lost from the kept originals"
    )
    parser.add_argument("--backups", action="store_true", help="read every backup from end to end too")
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Repair the archive if asked to, examine it, print findings; return 1 if anything is wrong, else 0."""
    from lib.store.upkeep.doctor import examine

    mended = _mend(own(options), options.jobs) if options.mend else None
    findings = list(examine(own(options), with_backups=options.backups))
    for finding in findings:
        print(f"{'!' if finding.trouble else ' '} {finding.sentence}")
    events.report("examined", findings=list(map(asdict, findings)), mended=mended)
    return 1 if any(finding.trouble for finding in findings) else 0


def _mend(archive: Path, jobs: int) -> dict[str, Any]:
    """Repair the archive, print what was done, and return it as a dict for an event."""
    from lib.cli.bar import Bar
    from lib.ingest.mend import mend

    with Bar() as bar:
        done = mend(archive, jobs=jobs, progress=bar)
    summary, kept, gone = done.summary, "From the kept originals:", list[str]()
    said = [done.damage, f"The damaged file was set aside as {done.aside}."] if done.damage else []
    said += done.beside
    said += [f"{count(done.lost, 'batch was', 'batches were')} missing."] if done.lost else []
    said += [f"{count(done.originals, 'original')} came back from the backups."] if done.originals else []
    if done.gone:
        stories = count(done.gone, "story", "stories")
        gone.append(f"{stories} could not be brought back: the originals are gone.")
    print(*said, sep="\n", end="\n" if said else "")
    events.print_rejected(summary.rejected)
    print(f"{kept} {summary.sentence}", *gone, sep="\n")
    refused = [each.message for each in summary.rejected]
    paths = filter(None, (archive, done.aside, *(each.origin for each in summary.rejected)))
    return {
        "sentences": [*said, *refused, f"{kept} {summary.counts.sentence}", *gone],
        "paths": list(map(str, paths)),
    }
