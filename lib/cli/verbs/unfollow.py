"""`unfollow URL...`: no longer follow sources."""

import argparse

from lib.cli.places import own

HELP = "no longer follow a source; its stories stay"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("urls", metavar="URL", nargs="+", help="a source's address, as `sources` lists it")


def run(options: argparse.Namespace) -> int:
    """Stop following each source and print it; return 1 if any was not followed, else 0."""
    from lib.ingest.following import unfollow

    strange = 0
    for url in options.urls:
        left = unfollow(own(options), url)
        strange += not left
        what = "is no longer followed." if left else "was not followed; `sources` lists those that are."
        print(f"{url} {what}")
    return 1 if strange else 0
