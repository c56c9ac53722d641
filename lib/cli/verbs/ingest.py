"""`ingest SOURCE...`: takes captures into the archive."""

import argparse
import sys
from pathlib import Path

from lib.cli import events
from lib.cli.places import archive_option, jobs_option, own

HELP = "take captures in: files, folders of them, addresses of the web, lists of feeds to follow"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    what = "a file, a folder, an address of the web, a list of feeds (OPML), or - for what comes in"
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help=what)
    archive_option(parser)
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Take the sources in; return 3 when captures were rejected and 1 when it was stopped."""
    lists = [source for source in options.sources if _is_list(source)]
    others = [source for source in options.sources if source not in lists]
    others = [_from_input(own(options)) if source == "-" else source for source in others]
    statuses = [_follow(options, path) for path in lists]
    if others:
        statuses.append(_ingest(options, others))
    return next((status for status in (1, 3) if status in statuses), 0)


def _ingest(options: argparse.Namespace, sources: list[str]) -> int:
    from lib.cli.bar import Bar
    from lib.ingest import ingest

    with Bar() as bar:
        summary = ingest(sources, archive=own(options), jobs=options.jobs, progress=bar, apart=True)
    status = events.outcome(summary)
    return 1 if summary.stopped else status


def _follow(options: argparse.Namespace, path: str) -> int:
    """Follow the feeds of a list and ask them for the first time."""
    from lib.cli.verbs import follow, refresh

    listed = follow.follow_file(own(options), Path(path))
    return refresh.go(options, [feed.feed_url for feed in listed])


def _is_list(source: str) -> bool:
    from lib.capture.feeds import opml

    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return path.suffix.casefold() == ".opml" or opml.accepts(file.read(4096))


def _from_input(archive: Path) -> str:
    """Return what comes in through the pipe, as a file of the inbox."""
    from lib.ingest.inbox import put_piped

    return str(put_piped(archive, sys.stdin.buffer.read()))
