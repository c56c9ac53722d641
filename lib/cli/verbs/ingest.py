"""`ingest SOURCE...`: takes captures into the archive."""

import argparse
import os
import sys
from pathlib import Path

from lib.cli import events
from lib.cli.places import archive_option, own

HELP = "take captures in: files, folders of them, addresses of the web, lists of feeds to follow"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a file, a folder, an address of the web, a list of feeds (OPML), or - for what comes in",
    )
    archive_option(parser)
    parser.add_argument(
        "--jobs", metavar="N", type=_positive, default=os.cpu_count() or 1, help="worker processes"
    )


def run(options: argparse.Namespace) -> int:
    """Ingest gives 3 when captures were rejected and 1 when it was stopped."""
    lists = [source for source in options.sources if _is_list(source)]
    others = [
        _from_input(own(options)) if each == "-" else each for each in options.sources if each not in lists
    ]
    statuses = [_follow(options, each) for each in lists]
    if others:
        statuses.append(_ingest(options, others))
    return next((status for status in (1, 3) if status in statuses), 0)


def _ingest(options: argparse.Namespace, sources: list[str]) -> int:
    from lib.cli.bar import Bar
    from lib.ingest import ingest

    with Bar() as bar:
        summary = ingest(sources, archive=own(options), jobs=options.jobs, progress=bar, apart=True)
    for refused in summary.rejected:
        print(f"Rejected ({refused.kind}): {refused.message}")
    print(summary.sentence)
    events.report("ingested", **events.summary_of(summary))
    if summary.stopped:
        return 1
    return 3 if summary.rejected else 0


def _follow(options: argparse.Namespace, path: str) -> int:
    """Follow the feeds of a list and ask them for the first time."""
    from lib.cli.verbs import follow, refresh

    listed = follow.follow_file(own(options), Path(path))
    return refresh.go(options, [each.feed_url for each in listed])


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


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
