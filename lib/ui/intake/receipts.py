"""The Intake section of receipts: what became of each capture, with a retry for rejected ones."""

import os
from itertools import accumulate
from pathlib import Path

from lib.query import captures
from lib.ui.cache import ask
from lib.ui.component import on_items
from lib.ui.intake import inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.background import ingest_task
from lib.ui.jobs.events import brief
from lib.ui.options import Option
from lib.ui.paging import NEWEST_FIRST, Pages
from lib.ui.render import paragraph, render
from lib.ui.session import session
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import section
from lib.ui.wording import records

PAGE = 25  # receipts
WORDS = {  # of an outcome; "" stands for all
    "": "all", "stored": "stored", "revision": "new version", "known": "known already",
    "rejected": "rejected", "removed": "removed",
}  # fmt: skip


def show_receipts(view: View) -> None:
    """Show the receipts of the open archive, filtered by outcome, page by page."""
    if not view.archive.exists():
        words = "No capture has been added yet. The first opens an archive of your own."
        section("receipts", "Receipts", paragraph(words), key="no-receipts")
        return
    with session(view.archive):
        numbers = {str(row["outcome"]): int(row["captures"]) for row in records(ask(captures.outcomes))}
        numbers[""] = sum(numbers.values())
        labels = {name: f"{words} {numbers[name]:,}" for name, words in WORDS.items() if name in numbers}
        option = Option("outcome", "Show", labels)
        outcome = option.chosen(view)
        pages = Pages(
            view=view, of=numbers[outcome], size=PAGE, name="receipts", nouns=("capture", "captures"),
            words=NEWEST_FIRST, stay=True,
        )  # fmt: skip
        rows = records(ask(captures.receipts, outcome=outcome, limit=PAGE, offset=pages.first))
    sources = [
        existing_source(str(row["origin"] or "")) if row["outcome"] == "rejected" else "" for row in rows
    ]
    shown = render(
        "intake/receipts.html",
        groups=[option.links(view.without("receipts"))],
        sample=view.archive_name == "sample",
        receipts=list(zip(rows, sources, strict=True)),
        words=WORDS,
        view=view,
        everything=EVERYTHING,
        brief=brief,
        file=lambda origin: origin if "://" in origin else Path(origin).name,  # an address's end says little
        pages=pages,
    )
    section("receipts", "Receipts", shown, on_items(sources, ["again"], lambda _, source: retry(source)))


def retry(source: str) -> None:
    """Start the ingest of a file or address again, from the inbox if it lies there; of "" do nothing."""
    if arrival := inbox.arrival_of(source):
        inbox.again(arrival)
        background.worker().poke()
    elif source:
        work.submit(ingest_task("again", [source]))


def existing_source(origin: str) -> str:
    """Return the file or address that a capture came from; "" if it no longer exists.

    The origin of one capture among several in a file ends in its place there: news.warc#17, and where files
    lie in one another, in several: news.zip#may.warc#17.
    """
    if origin.casefold().startswith(("http://", "https://")):
        return origin
    names = [*accumulate(origin.split("#"), "{}#{}".format)]
    # Path.is_file raises OSError for a name that is too long for the disk, as a record's may be.
    return next((name for name in reversed(names) if os.path.isfile(name)), "")  # noqa: PTH113
