"""`reclean`: cleans the kept captures again, after an update or a new publisher's rule."""

import argparse
import os
import sys

from lib.cli.places import archive_option, readable

HELP = "clean the kept captures again, as after an update, and tell what that changed"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--publisher", metavar="DOMAIN", help="the stories of one publisher; by default all")
    archive_option(parser)
    parser.add_argument("--jobs", metavar="N", type=int, default=os.cpu_count() or 1, help="worker processes")


def run(options: argparse.Namespace) -> int:
    """Clean again; return 3 when captures could not be understood now, and so kept what they had."""
    from lib.cli.bar import Bar
    from lib.ingest import anew

    with Bar() as bar:
        done = anew(readable(options), publisher=options.publisher, jobs=max(1, options.jobs), progress=bar)
    for refused in done.rejected:
        print(f"Not read again ({refused.kind}): {refused.message}", file=sys.stderr)
    for line in done.lines:
        print(line)
    print(done.sentence)
    return 3 if done.rejected else 0
