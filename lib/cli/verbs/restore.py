"""`restore [FILE]`: replace the archive by a backup."""

import argparse
from pathlib import Path

from lib.cli import events
from lib.cli.places import own
from lib.model.wording import count

HELP = "put a backup, by default the newest, in the archive's place; what was there is set aside"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("backup", metavar="FILE", nargs="?", type=Path, help="a backup, or a folder of them")


def run(options: argparse.Namespace) -> int:
    """Replace the archive by a backup and return 0.

    It prints what came with it, what is lost, where the former archive lies, and which own files stayed.
    """
    from lib.store import filled
    from lib.store.paths import OWN
    from lib.store.upkeep.restore import restore

    archive = own(options)
    held = tuple(name for name in OWN if filled.is_filled(archive, name))
    done = restore(archive, options.backup)
    kept = filled.untaken(archive, held, done.backup)
    said = [f"{done.backup} was read from end to end and put in place."]
    said += [f"{each} is newer, but damaged, and was passed over." for each in done.passed]
    if done.originals:
        said.append(f"{count(done.originals, 'original')} came back with it.")
    if done.former:
        said.append(f"The archive that was there before lies at {done.former}.")
    if done.removed:
        again = count(done.removed, "story that was", "stories that were")
        said.append(f"{again} removed after the backup {'is' if done.removed == 1 else 'are'} removed again.")
    if done.lost:
        came = f"{count(done.lost, 'capture')} came after the backup was made"
        said.append(f"{came}; `python -m lib doctor --mend` adds them again from the kept originals.")
    if done.work:
        said.append(f"{count(done.work, 'change')} of your own work came with it.")
    said += [kept] if kept else []
    events.say(*said, paths=filter(None, (done.backup, done.former, *done.passed)), lost=done.lost)
    return 0
