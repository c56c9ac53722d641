"""`follow URL...`: follows feeds."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from lib.cli.places import archive_option, own
from lib.model.imported import Subscription

HELP = "follow feeds, by their address, by that of a page that names them, or by a list (OPML)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the verb takes."""
    parser.add_argument("urls", metavar="URL", nargs="+", help="a feed, a page, or a file of feeds (OPML)")
    parser.add_argument("--full-text", action="store_true", help="fetch the pages behind summaries")
    archive_option(parser)


def run(options: argparse.Namespace) -> int:
    """Says what is followed now; gives 1 when an address has no feed."""
    missed = 0
    for url in options.urls:
        if "://" in url:
            missed += _follow(own(options), url, full_text=options.full_text)
        else:
            follow_file(own(options), Path(url))
    return 1 if missed else 0


def _follow(archive: Path, url: str, *, full_text: bool) -> bool:
    from lib.ingest.following import follow

    told = follow(archive, url, full_text=full_text)
    print(told.sentence)
    for other in told.others:
        print(f"  The page names another feed: {other.title or other.kind} ({other.url})")
    return told.url is None


def follow_file(archive: Path, path: Path) -> Sequence[Subscription]:
    """Follows the feeds of a list, says so, and gives them."""
    from lib.ingest.following import follow_list

    listed, new = follow_list(archive, path.read_bytes(), str(path))
    print(f"{path} lists {len(listed):,} feeds; {new:,} of them were not followed yet and are now.")
    return listed
