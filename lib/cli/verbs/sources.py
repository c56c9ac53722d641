"""`sources`: the feeds that are followed."""

import argparse
from pathlib import Path

from lib.cli.places import archive_option, own

HELP = "list the sources you follow, with their last result; with --opml write them as a list"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the verb takes."""
    parser.add_argument("--opml", metavar="FILE", type=Path, help="write the list that feed readers exchange")
    archive_option(parser)


def run(options: argparse.Namespace) -> int:
    """Prints three lines a source, or writes the list."""
    from lib.fetch import state
    from lib.ingest.following import as_list
    from lib.store.home import files

    if options.opml:
        options.opml.write_bytes(as_list(own(options)))
        print(f"The sources were written to {options.opml}.")
        return 0
    followed = state.sources(files(own(options)).sources)
    for source in followed.values():
        last = source.last_error or source.last_result or "It was not asked yet."
        due = (
            "not asked again"
            if source.gone
            else f"due {source.next_due:%Y-%m-%d %H:%M} UTC"
            if source.next_due
            else "due"
        )
        print(
            f"{source.url}\n  {source.title or 'no title yet'}; {source.brought:,} stories; {due}\n  {last}"
        )
    if not followed:
        print("You follow no source yet; `python -m lib follow URL` follows the feed of a page.")
    return 0
