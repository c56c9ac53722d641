"""`backup`: make a verified copy of the archive."""

import argparse

from lib.cli import events
from lib.cli.places import own, positive

HELP = "make a verified copy of the archive and of your marks; the newest ones are kept"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    also = "copy it and all later ones to this folder too, as on another disk; '' ends it"
    parser.add_argument("--also", metavar="FOLDER", help=also)
    parser.add_argument("--keep", metavar="N", type=positive, help="how many to keep (5)")


def run(options: argparse.Namespace) -> int:
    """Make a backup, set the second folder if one is named, copy the backup there, print it; return 0.

    Raises ArchiveError for what cannot be copied; the setting then changes only if the backup was made.
    """
    from lib.store.journal.journal import Journal
    from lib.store.upkeep.backup import KEEP, backup
    from lib.store.upkeep.second_place import copy_to_second, set_second

    archive, keep = own(options), options.keep or KEEP
    if sentence := Journal(archive).check():
        print(sentence)
    made = backup(archive, keep=keep)
    size = f"{made.stat().st_size / 1e6:,.1f} MB"
    said, paths = [f"The archive was copied to {made} ({size}) and read back from end to end."], [str(made)]
    print(*said)  # at once: it holds whatever becomes of the second copy
    if options.also is not None:
        set_second(archive, options.also)
    if second := copy_to_second(archive, made, keep=keep):
        said.append(f"It was copied to {second} too.")
        paths.append(str(second))
    elif options.also is not None:
        said.append("Backups are no longer copied to a second folder.")
    print(*said[1:], sep="\n", end="\n" if said[1:] else "")
    events.report("done", sentences=said, paths=paths)
    return 0
