"""`highlights -o FILE`: write the passages that the reader highlighted as Markdown."""

import argparse
import sys

from lib.cli.places import out_option, print_or_write, readable

HELP = "write the passages that you highlighted, with your notes, as Markdown"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    out_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the highlights as Markdown or write them to a file; return 0."""
    from itertools import groupby

    from lib.export.highlights import markdown
    from lib.model.wording import count
    from lib.query.one_story import article
    from lib.store.archive import open_for_reading
    from lib.store.journal.highlights import all_highlights

    archive = readable(options)
    held = groupby(all_highlights(archive), lambda each: each.article)
    with open_for_reading(archive) as db:
        stories = [(article(db, story), list(passages)) for story, passages in held]
    known = [(story, passages) for story, passages in stories if story]
    if left := sum(len(passages) for story, passages in stories if not story):
        print(
            f"{count(left, 'passage')} left out: the archive does not hold the stories, as after a restore. "
            "They are kept and come back with the stories.",
            file=sys.stderr,
        )
    text = markdown(known) if known else ""
    print_or_write(options.out, text.encode(errors="backslashreplace"))
    return 0
