"""`reclean`: clean the stored captures again, as after an update or with a new publisher's rules."""

import argparse
import sys

from lib.cli import events
from lib.cli.places import jobs_option, readable

HELP = "clean the kept captures again, as after an update, and say what that changed"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("--publisher", metavar="DOMAIN", help="the stories of one publisher; by default all")
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Clean the stored captures again and print what changed; return 3 if any was rejected, else 0."""
    from lib.cli.bar import Bar
    from lib.ingest.reclean import reclean_all

    with Bar() as bar:
        done = reclean_all(readable(options), publisher=options.publisher, jobs=options.jobs, progress=bar)
    status = events.print_rejected(done.rejected, "Not read again", sys.stderr)
    print(*done.lines, done.sentence, sep="\n")
    return status
