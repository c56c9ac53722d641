"""`restore [FILE]`: replace the archive by a backup."""

import argparse
from pathlib import Path

from lib.cli import events
from lib.cli.places import archive_option, own
from lib.model.wording import count

HELP = "put a backup, by default the newest, in the archive's place; what was there is set aside"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("backup", metavar="FILE", nargs="?", type=Path, help="a backup, or a folder of them")
    archive_option(parser)


def run(options: argparse.Namespace) -> int:
    """Put a backup in the archive's place; print what came with it, is lost and was kept; return 0."""
    from lib.store import filled
    from lib.store.paths import OWN
    from lib.store.upkeep.backup import restore

    archive = own(options)
    held = tuple(name for name in OWN if filled.is_filled(archive, name))
    done = restore(archive, options.backup)
    kept = filled.untaken(archive, held, done.backup)
    print(f"{done.backup} was read from end to end and put in place.")
    for each in done.passed:
        print(f"{each} is newer, but damaged, and was passed over.")
    if done.originals:
        print(f"{count(done.originals, 'original')} came back with it.")
    if done.former:
        print(f"The archive that was there before lies at {done.former}.")
    if done.removed:
        one, many = (
            "story that was removed after the backup is",
            "stories that were removed after the backup are",
        )
        print(f"{count(done.removed, one, many)} removed again.")
    if done.lost:
        print(
            f"{count(done.lost, 'capture')} came after the backup was made; `python -m lib doctor --mend` "
            "takes in again what the kept originals hold."
        )
    if done.work:
        print(f"{count(done.work, 'change')} of your own work came with it.")
    if kept:
        print(filled.untaken_sentence(kept))
    former = done.former.name if done.former else ""
    events.report(
        "restored", backup=done.backup.name, former=former, removed=done.removed, lost=done.lost, kept=kept,
        work=done.work,
    )  # fmt: skip
    return 0
