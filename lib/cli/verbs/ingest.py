"""`ingest SOURCE...`: store captures in the archive."""

import argparse
import re
import sys
from pathlib import Path

from lib.cli import events
from lib.cli.places import jobs_option, own, source
from lib.model.errors import CaptureError

HELP = "take captures in: files, folders of them, addresses of the web, lists of feeds to follow"

_ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx|inproc)://")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    what = "a file, a folder, an address of the web, a list of feeds (OPML), or - for what comes in"
    parser.add_argument("sources", metavar="SOURCE", nargs="*", type=source, help=what)
    jobs_option(parser)
    parser.add_argument(
        "--cluster", metavar="ADDRESS", nargs="?", const="",
        help="parse on a Dask cluster, as tcp://host:8786, and write Parquet to a folder that `load` reads; "
        "by default on --jobs workers of this machine. A source may be an address that fsspec reaches.",
    )  # fmt: skip
    parser.add_argument(
        "--to", metavar="DIR", help="with --cluster: the folder; what is in it already is not done again"
    )
    parser.add_argument(
        "--names", choices=("all", "file"), default="all",
        help="file: only names of the actor file are looked for, in half the time; charts then say so, and "
        "`reclean` finds the others",
    )  # fmt: skip
    parser.set_defaults(misused=parser.error)


def run(options: argparse.Namespace) -> int:
    """Store sources, follow lists of feeds; return 1 if stopped or failed, 3 for rejections, else 0."""
    from lib.ingest.inbox import put_piped

    if options.cluster and not _ADDRESS.match(options.cluster):  # the first source, then, stands behind it
        options.sources, options.cluster = [options.cluster, *options.sources], ""
    if not options.sources or (options.cluster is None) != (options.to is None):
        options.misused("name a SOURCE or more; --cluster and --to go together")
    if options.to is not None:
        return _convert(options)
    lists = [each for each in options.sources if _is_list(each)]
    if lists and options.names == "file":
        options.misused("--names file is for captures; a list of feeds is followed with all names")
    others = [each for each in options.sources if each not in lists]
    if "-" in others:
        piped = str(put_piped(own(options), sys.stdin.buffer.read()))
        others = [piped if each == "-" else each for each in others]
    statuses = [_follow(options, path) for path in lists]
    if others:
        statuses.append(_ingest(options, others))
    return next((status for status in (1, 3) if status in statuses), 0)


def _convert(options: argparse.Namespace) -> int:
    """Parse the sources on a cluster; return 1 if a source failed, 3 if captures were rejected, else 0."""
    from lib.cli.bar import Bar
    from lib.ingest import cluster
    from lib.store.archive import zone_of_days

    with Bar() as bar:
        done = cluster.run(
            options.sources, options.to, address=options.cluster or None, jobs=options.jobs,
            sought=options.names, zone=zone_of_days(own(options)), progress=bar,
        )  # fmt: skip
    status = events.print_rejected(done.rejected)
    for sentence in done.failed:
        print(sentence, file=sys.stderr)
    print(done.sentence)
    return 1 if done.failed else status


def _ingest(options: argparse.Namespace, sources: list[str]) -> int:
    """Store the sources; return 1 if stopped, 3 if captures were rejected, else 0."""
    from lib.cli.bar import Bar
    from lib.ingest.run import ingest

    with Bar() as bar:
        summary = ingest(
            sources, archive=own(options), jobs=options.jobs, sought=options.names, progress=bar, pooled=True
        )
    status = events.outcome(summary)
    return 1 if summary.counts.stopped else status


def _follow(options: argparse.Namespace, path: str) -> int:
    """Follow the feeds of an OPML file and fetch them for the first time; return the exit status."""
    from lib.cli.verbs import follow, refresh

    listed = follow.follow_file(own(options), Path(path))
    return refresh.refresh_sources(options, [feed.feed_url for feed in listed])


def _is_list(path_or_address: str) -> bool:
    """Return whether a source is a readable list of feeds (OPML)."""
    from lib.capture.feeds import opml

    path = Path(path_or_address)
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            if path.suffix.casefold() != ".opml" and not opml.accepts(file.read(4096)):
                return False
        opml.feeds(path.read_bytes(), path_or_address)
    except (CaptureError, OSError):
        return False
    return True
