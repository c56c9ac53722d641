"""`pictures ID...`: fetch the pictures of stories, which are not fetched without being asked for."""

import argparse

from lib.cli import events
from lib.cli.places import own

HELP = "fetch the pictures of stories and keep them; a refresh does so only where you have said so"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "ids", metavar="ID", nargs="+", help="a story's id, as its address in the app shows it"
    )
    parser.add_argument("--delete", action="store_true", help="delete those that are kept")


def run(options: argparse.Namespace) -> int:
    """Fetch each story's pictures, or delete them, print how many; return 3 if any was refused, else 0."""
    from lib.ingest.pictures import keep_pictures
    from lib.store import pictures

    path, vain = own(options), 0
    said: list[str] = []
    for article_id in options.ids:
        if options.delete:
            gone = pictures.forget(path, pictures.of_story(path, article_id).urls)
            said.append(f"{gone} picture{'' if gone == 1 else 's'} deleted.")
        else:
            done = keep_pictures(path, article_id)
            vain += len(done.refused)
            said.append(done.sentence)
        print(said[-1])
    events.report("done", sentences=said)
    return 3 if vain else 0
