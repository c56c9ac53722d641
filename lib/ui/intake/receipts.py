"""The Intake section of receipts: what became of each capture, with a retry for rejected ones."""

from pathlib import Path

from lib.query import captures
from lib.ui.cache import ask, session
from lib.ui.component import on_items
from lib.ui.intake import inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.background import ingest_task
from lib.ui.jobs.events import brief
from lib.ui.lists import Pages
from lib.ui.render import paragraph, render
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import choice_rows, section
from lib.ui.wording import records

PAGE = 25
WORDS = {
    "stored": "stored", "revision": "new version", "known": "known already", "rejected": "rejected",
    "removed": "removed",
}  # fmt: skip


def receipts(view: View) -> None:
    """Show the receipts of the open archive, filtered by outcome, page by page."""
    if not view.archive.exists():
        words = "No capture has been added yet. The first opens an archive of your own."
        section("receipts", "Receipts", paragraph(words), key="no-receipts")
        return
    with session(view.archive):
        numbers = {str(row["outcome"]): int(row["captures"]) for row in records(ask(captures.outcomes))}
        labels = {"all": f"all {sum(numbers.values()):,}"}
        labels |= {name: f"{words} {numbers[name]:,}" for name, words in WORDS.items() if name in numbers}
        picked, line = choice_rows(view.without("receipts"), {"outcome": ("Show", labels)})
        outcome = picked["outcome"].replace("all", "")
        of = numbers.get(outcome, 0) if outcome else sum(numbers.values())
        nouns = ("capture", "captures")
        pages = Pages(view=view, of=of, size=PAGE, name="receipts", nouns=nouns, stay=True)
        frame = ask(captures.receipts, outcome=outcome, limit=PAGE, offset=pages.first)
    listed = records(frame)
    sources = [where(str(row["origin"] or "")) if row["outcome"] == "rejected" else "" for row in listed]
    shown = render(
        "intake/receipts.html",
        groups=line,
        sample=view.archive_name == "sample",
        receipts=list(zip(listed, sources, strict=True)),
        words=WORDS,
        view=view,
        everything=EVERYTHING,
        brief=brief,
        file=lambda origin: origin if "://" in origin else Path(origin).name,  # an address's end says little
        pages=pages,
    )
    try_again = on_items([*sources], ["again"], lambda _, source: again(source))
    section("receipts", "Receipts", shown, try_again)


def again(origin: str) -> None:
    """Start the ingest of a rejected capture again: from the inbox, a file or an address."""
    source = where(origin)
    folder = Path(source).parent
    if source and folder == inbox.folder_of(folder.name) and inbox.known(folder.name):
        inbox.again(folder.name)
        background.worker().poke()
    elif source:
        work.submit(ingest_task("again", [source]))


def where(origin: str) -> str:
    """Return the file or address that a capture came from; "" if it no longer exists."""
    if origin.casefold().startswith(("http://", "https://")):
        return origin
    for name in (origin, origin.rpartition("#")[0]):
        if name and Path(name).is_file():
            return name
    return ""
