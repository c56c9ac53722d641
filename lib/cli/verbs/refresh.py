"""`refresh`: fetch news from the followed sources."""

import argparse
from collections.abc import Sequence

from lib.cli import events
from lib.cli.places import jobs_option, own

HELP = "ask the sources you follow for news, and take in what they bring"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "urls", metavar="URL", nargs="*", help="sources, due or not; by default all that are due"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--due", action="store_true", help="those that are due (this is the default)")
    which.add_argument("--all", action="store_true", help="all, due or not")
    which.add_argument(
        "--refused", action="store_true", help="ask nobody; take in once more what was fetched and refused"
    )
    parser.add_argument(
        "--full-text", action="store_true", help="from now on fetch the pages behind these sources' summaries"
    )
    jobs_option(parser)


def run(options: argparse.Namespace) -> int:
    """Fetch from the followed sources, or take in again what was refused, and print what became of it.

    Return 1 if the run was stopped, 3 if a source failed or a capture was rejected, else 0.
    """
    if options.refused:
        from lib.ingest.refresh import retry_refused

        done = retry_refused(own(options), jobs=options.jobs)
        status = events.print_rejected(done.rejected if done else ())
        print(done.sentence if done else "Nothing of what was fetched is refused.")
        return 1 if done and done.counts.stopped else status
    return refresh_sources(options, options.urls, every=options.all, full_text=options.full_text)


def refresh_sources(
    options: argparse.Namespace, urls: Sequence[str], *, every: bool = False, full_text: bool = False
) -> int:
    """Refresh the sources of these URLs, else those that are due, and print the outcome.

    Return 1 if the run was stopped, 3 if a source failed or a capture was rejected, else 0. `every` also asks
    sources that are not due.
    """
    from lib.cli.bar import Bar
    from lib.ingest.refresh import refresh
    from lib.ingest.source_result import SourceResult

    def say(result: SourceResult) -> None:
        name = result.source.title or result.source.url
        print(f"{name}: {result.sentence}", flush=True)
        events.report("asked", source=name, sentence=result.sentence)

    with Bar() as bar:
        done = refresh(
            own(options), urls=urls, every=every, full_text=full_text, jobs=options.jobs, say=say,
            progress=bar,
        )  # fmt: skip
    print(done.sentence)
    events.report(
        "refreshed", asked=len(done.results), failed=sum(result.failed for result in done.results),
        summary=events.summary_of(done.summary) if done.summary else None,
    )  # fmt: skip
    if done.summary and done.summary.counts.stopped:
        return 1
    refused = bool(done.summary and done.summary.rejected)
    return 3 if refused or any(result.failed for result in done.results) else 0
