"""`sources`: list the followed feeds."""

import argparse
from pathlib import Path

from lib.cli.output import write
from lib.cli.places import own
from lib.model.wording import count

HELP = "list the sources you follow, with their last result; with --opml write them as a list"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("--opml", metavar="FILE", type=Path, help="write the list that feed readers exchange")


def run(options: argparse.Namespace) -> int:
    """Print three lines for each source, a fourth if it moved, or write all as OPML; return 0."""
    from lib.fetch import followed_sources
    from lib.ingest.following import as_list
    from lib.store.paths import files

    if options.opml:
        write(options.opml, as_list(own(options)))
        print(f"The sources were written to {options.opml}.")
        return 0
    followed = followed_sources.sources(files(own(options)).sources)
    for source in followed.values():
        moved = [f"  asked at its new address {source.address}"] if source.address else []
        due = f"due {source.next_due:%Y-%m-%d %H:%M} UTC" if source.next_due else "due"
        when = "not asked again unless `refresh` names it" if source.gone else due
        last = source.last_error or source.last_result or "It has not been asked yet."
        first = f"  {source.title or 'no title yet'}; {count(source.brought, 'story', 'stories')}; {when}"
        print("\n".join([source.url, *moved, first, f"  {last}"]))
    if not followed:
        print("You follow no source yet; `python -m lib follow URL` follows the feed of a page.")
    return 0
