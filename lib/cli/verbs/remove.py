"""`remove ID...`: delete stories for good."""

import argparse
import sys

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
    """Remove each story confirmed by an answer or --yes, compact the archive, print what went; return 0."""
    from lib.store.removal import headline_of, remaining_copies, remove
    from lib.store.upkeep.compact import compact

    path, removed = own(options), set[str]()
    headlines = {each: headline_of(path, each) for each in options.ids}  # before anything is removed
    for article_id, headline in headlines.items():
        if article_id in removed:
            continue  # a brief, with its page
        if not options.yes and not _agreed(headline):
            print(f"{article_id} stays.")
            continue
        gone = remove(path, article_id)
        briefs = len(gone.articles) - 1
        with_briefs = f" and {briefs} of its briefs" if briefs else ""
        print(f"Removed {article_id}{with_briefs}, with {count(gone.captures, 'capture')}.")
        if gone.figures:
            names = ", ".join(each.name for each in gone.figures)
            print(f"Figures that were saved and may show it: {names}. Their files are as they were.")
        removed |= {*gone.articles}
    if not removed:
        return 0
    for sentence in remaining_copies(path):
        print(sentence)
    try:
        compact(path)  # so that the words are gone from the file too
    except ArchiveError as error:
        words = f"Removed, but the next ingest has to delete the words from the file: {error.message}"
        raise ArchiveError(path, words) from error
    return 0


def _agreed(headline: str) -> bool:
    """Ask on the terminal whether to remove the story; return whether the answer is y or yes."""
    print(f'Remove "{headline}" for good? [y/N] ', end="", flush=True)
    answer = sys.stdin.readline().strip().casefold()
    return answer in ("y", "yes")
