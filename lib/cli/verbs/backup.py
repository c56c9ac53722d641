"""`backup`: make a verified copy of the archive."""

import argparse

from lib.cli import events
from lib.cli.places import own, positive

HELP = "make a verified copy of the archive and of your marks; the newest ones are kept"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    also = "copy it and all later ones to this folder too, as on another disk; '' ends it"
    parser.add_argument("--also", metavar="FOLDER", help=also)
    parser.add_argument("--keep", metavar="N", type=positive, default=5, help="how many to keep (5)")


def run(options: argparse.Namespace) -> int:
    """Make a backup, copied to the second folder if one is set, and print its paths; return 0."""
    from lib.store.journal.journal import Journal
    from lib.store.upkeep.backup import backup, copy_to_second, set_second

    if options.also is not None:
        set_second(own(options), options.also)
    if sentence := Journal(own(options)).check():
        print(sentence)
    made = backup(own(options), keep=options.keep)
    size = f"{made.stat().st_size / 1e6:,.1f} MB"
    events.say(f"The archive was copied to {made} ({size}) and read back from end to end.", paths=[made])
    if second := copy_to_second(own(options), made, keep=options.keep):
        print(f"It was copied to {second} too.")
    return 0
