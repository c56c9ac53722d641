"""`follow URL...`: follow feeds."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from lib.cli import events
from lib.cli.places import own
from lib.model.errors import CaptureError
from lib.model.imported import Subscription
from lib.model.wording import count

HELP = "follow feeds, by their address, by that of a page that names them, or by a list (OPML)"

LONGEST = 200  # characters of a file's name that is looked for


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument("urls", metavar="URL", nargs="+", help="a feed, a page, or a file of feeds (OPML)")
    parser.add_argument("--full-text", action="store_true", help="fetch the pages behind summaries")


def run(options: argparse.Namespace) -> int:
    """Follow each address or list and print the result; return 1 if one could not be followed, else 0."""
    done = [_follow(own(options), named, full_text=options.full_text) for named in options.urls]
    if all(done):
        return 0
    events.report("done", sentences=[f"{len(done) - sum(done)} of {len(done)} could not be followed."])
    return 1


def _follow(archive: Path, named: str, *, full_text: bool) -> bool:
    """Follow one address or list of feeds and print what came of it; return whether it could be followed."""
    if _is_address(named):
        from lib.ingest.following import follow

        result = follow(archive, named, full_text=full_text)
        print(result.sentence)
        for other in result.others:
            print(f"  The page names another feed: {other.title or other.kind} ({other.url})")
        return result.url is not None
    try:
        follow_file(archive, Path(named))
    except CaptureError as error:
        print(error)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.filename != str(Path(named)):
            raise  # the data home cannot be used, not the list
        why = error.strerror if isinstance(error, OSError) else error
        print(f"{named} is no address, and no list of feeds that can be read ({why}); check it.")
    else:
        return True
    return False


def _is_address(named: str) -> bool:
    """Return whether the argument is a web address; "example.org" is none if there is a file of that name."""
    if "://" in named or named.casefold().startswith("feed:"):
        return True
    host = named.split("/")[0].strip(".")
    if "." not in host or Path(named).suffix.casefold() == ".opml":
        return False
    return len(named) > LONGEST or not Path(named).exists()


def follow_file(archive: Path, path: Path) -> Sequence[Subscription]:
    """Follow the feeds of an OPML file, print how many are new, and return them."""
    from lib.ingest.following import follow_list

    listed, new = follow_list(archive, path.read_bytes(), str(path))
    were, are = ("was", "is") if new == 1 else ("were", "are")
    print(f"{path} lists {count(len(listed), 'feed')}; {new:,} {were} not followed yet and {are} now.")
    return listed
