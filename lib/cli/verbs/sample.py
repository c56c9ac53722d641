"""`sample`: build the sample in an archive of its own."""

import argparse

from lib.cli import events
from lib.cli.places import jobs_option

HELP = "lay out the sample in an archive of its own, unless it is there already"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("--fresh", action="store_true", help="lay it out anew even if it is up to date")
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Build the sample unless it is up to date; return 3 if one of its pages was rejected, else 0."""
    from lib.cli.bar import Bar
    from lib.cli.sample_archive import is_up_to_date, lay_out
    from lib.store.paths import sample_path

    path = sample_path()
    if not options.fresh and is_up_to_date(path):
        print(f"The sample is up to date: {path}")
        return 0
    with Bar() as bar:
        summary = lay_out(path, jobs=options.jobs, progress=bar)
    return events.outcome(summary, "The sample: ")
