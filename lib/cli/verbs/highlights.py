"""`highlights -o FILE`: write the reader's notes and highlighted passages as Markdown or CSV."""

import argparse
import sys

from lib.cli.output import out_option, print_or_write
from lib.cli.places import readable

HELP = (
    "write your notes on stories and the passages that you highlighted as Markdown, or to a .csv as a table"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    out_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the notes as Markdown or write them to a file; return 0."""
    from lib.figures.notes import notes_file
    from lib.model.filter import Filter
    from lib.model.wording import count
    from lib.query.noted import noted
    from lib.store.archive import open_for_reading
    from lib.store.journal.highlights import all_notes

    archive = readable(options)
    held = tuple(all_notes(archive))
    suffix = "csv" if options.out and options.out.suffix.lower() == ".csv" else "md"
    with open_for_reading(archive) as db:
        known = noted(db, Filter(), held=held)
        content = notes_file(db, archive, known, suffix)
    here = {each.note for each in known}
    if left := [each for each in held if each not in here]:
        noun = "passage" if all(each.quote for each in left) else "note"
        print(
            f"{count(len(left), noun)} left out: the archive does not hold the stories, as after a restore. "
            "They are kept and come back with the stories.",
            file=sys.stderr,
        )
    print_or_write(options.out, content)
    return 0
