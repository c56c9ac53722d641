"""`bring-back ID...`: allow removed stories to be stored again."""

import argparse

from lib.cli import events
from lib.cli.places import own

HELP = "let a removed story in again, and bring it back where its original is still kept"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("ids", metavar="ID", nargs="+", help="a removed story's id")


def run(options: argparse.Namespace) -> int:
    """Allow each removed story to be stored again, and print whether it is back; return 0."""
    from lib.ingest.readmit import bring_back

    events.say(*(bring_back(own(options), article_id).sentence for article_id in options.ids))
    return 0
