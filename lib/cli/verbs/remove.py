"""`remove ID...`: delete stories for good."""

import argparse
import sys
from pathlib import Path

from lib.cli.places import own
from lib.model.errors import ArchiveError
from lib.model.wording import count

HELP = "delete stories with their text, original, mentions, marks and briefs, for good"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "ids", metavar="ID", nargs="+", help="a story's id, as its address in the app shows it"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    """Remove each story confirmed by an answer or --yes, compact the archive, print what went; return 0.

    Raises ArchiveError where a story is unknown or a file cannot be written. Stories that went before an
    error or an interruption are deleted from the file all the same.
    """
    from lib.store.removal import headline_of, remove

    path = own(options)
    removed: set[str] = set()
    headlines = {each: headline_of(path, each) for each in options.ids}  # before anything is removed
    try:
        for article_id, headline in headlines.items():
            if article_id in removed:
                continue  # a brief, with its page
            if not options.yes:
                print(f'Remove "{headline}" for good? [y/N] ', end="", flush=True)
                if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
                    print(f"{article_id} stays.")
                    continue
            gone = remove(path, article_id)
            removed.update(gone.articles)
            briefs = len(gone.articles) - 1
            with_briefs = f" and {briefs} of its briefs" if briefs else ""
            print(f"Removed {article_id}{with_briefs}, with {count(gone.captures, 'capture')}.")
            if gone.figures:
                names = ", ".join(each.name for each in gone.figures)
                print(f"Figures that were saved and may show it: {names}. Their files are as they were.")
    finally:
        if removed:
            _delete_from_files(path)
    return 0


def _delete_from_files(archive: Path) -> None:
    """Compact the archive so that it holds no words of removed stories; print where else they may be."""
    from lib.store.removal import remaining_copies
    from lib.store.upkeep.compact import compact

    for sentence in remaining_copies(archive):
        print(sentence)
    try:
        compact(archive)
    except ArchiveError as error:
        words = f"Removed, but the next ingest has to delete the words from the file: {error.message}"
        raise ArchiveError(archive, words) from error
