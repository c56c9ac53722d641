"""Receipts: what became of each capture, and another try for what was rejected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lib.query import captures
from lib.ui.cache import ask, session
from lib.ui.intake import inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.background import taking_in
from lib.ui.jobs.events import brief
from lib.ui.lists import Row, page_number, pager, records
from lib.ui.parts import Button, Link, Sentence
from lib.ui.render import paragraph, render
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import choice_rows, section
from lib.ui.wording import present

PAGE = 25
WORDS = {
    "stored": "stored", "revision": "new version", "known": "known already", "rejected": "rejected",
    "removed": "removed",
}  # fmt: skip


def receipts(view: View) -> None:
    """Show what became of each capture of the open archive, by outcome, page by page."""
    if not view.archive.exists():
        words = "No capture has been added yet. The first opens an archive of your own."
        section("receipts", "Receipts", paragraph(words), key="no-receipts")
        return
    with session(view.archive):
        numbers = {str(row["outcome"]): int(row["captures"]) for row in records(ask(captures.outcomes))}
        labels = {"all": f"all {sum(numbers.values()):,}"}
        labels |= {name: f"{words} {numbers[name]:,}" for name, words in WORDS.items() if name in numbers}
        first = replace(view, own={name: value for name, value in view.own.items() if name != "receipts"})
        picked, line = choice_rows(first, {"outcome": ("Show", labels)})
        outcome = picked["outcome"].replace("all", "")
        of = numbers.get(outcome, 0) if outcome else sum(numbers.values())
        page = page_number(view, of, PAGE, "receipts")
        frame = ask(captures.receipts, outcome=outcome, limit=PAGE, offset=(page - 1) * PAGE)
    listed = records(frame)
    tries = {f"again-{n}": str(row["origin"] or "") for n, row in enumerate(listed) if _source(row)}
    nouns = ("capture", "captures")
    shown = render(
        "intake/receipts.html",
        groups=line,
        caption=_caption(view, of),
        receipts=[_receipt(n, row, view, tries) for n, row in enumerate(listed)],
        pages=pager(view, len(listed), of, page, PAGE, name="receipts", nouns=nouns, stay=True),
    )
    section("receipts", "Receipts", shown, lambda word: again(tries.get(word, "")))


def again(origin: str) -> None:
    """Take in once more what was rejected: what lies in the inbox, a file, or an address."""
    source = where(origin)
    folder = Path(source).parent
    if source and folder == inbox.folder_of(folder.name) and inbox.known(folder.name):
        inbox.again(folder.name)
        background.worker().poke()
    elif source:
        work.submit(taking_in("again", [source]))


def where(origin: str) -> str:
    """Return the file or address that a capture came from; "" when it is there no more."""
    if origin.casefold().startswith(("http://", "https://")):
        return origin
    for name in (origin, origin.rpartition("#")[0]):
        if name and Path(name).is_file():
            return name
    return ""


def _source(row: Row) -> str:
    return where(str(row["origin"] or "")) if row["outcome"] == "rejected" else ""


def _caption(view: View, of: int) -> str:
    name = "the sample" if view.archive_name == "sample" else "your archive"
    return f"Captures of {name}, newest first: {of:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a capture, in words, and the story it led to or why it led to none."""

    name: str
    outcome: str
    bad: bool
    words: Sentence


def _receipt(number: int, row: Row, view: View, tries: Mapping[str, str]) -> Receipt:
    outcome, word = str(row["outcome"]), f"again-{number}"
    once_more = (Button("Try again", {"do": word}),) if word in tries else ()
    return Receipt(
        name=_name(row["origin"]),
        outcome=WORDS.get(outcome, outcome),
        bad=outcome == "rejected",
        words=(*_explained(row, view), *once_more),
    )


def _explained(row: Row, view: View) -> Sentence:
    if row["outcome"] == "rejected":
        origin = str(row["origin"] or "")
        gone = "" if _source(row) else " The file is no longer where it was."
        return (f"{brief(str(row['reason'] or ''), origin)}{gone} ",)
    if row["outcome"] == "removed":
        return ("Removed by you; ", Link("#removed-stories", "bring it back"), " under Health.")
    if not present(row["headline"]):
        return ()
    return (Link(view.to("read", EVERYTHING, article=str(row["article_id"])), str(row["headline"])),)


def _name(origin: Any) -> str:
    """Return the file, or the whole address: its last part says little."""
    words = str(origin or "")
    return words if "://" in words else Path(words).name
