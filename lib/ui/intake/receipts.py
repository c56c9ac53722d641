"""Receipts: what became of each capture, and another try for what was rejected."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lib.query import captures
from lib.ui.answers import ask, session
from lib.ui.intake import inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.background import taking_in
from lib.ui.jobs.events import brief
from lib.ui.lists import Row, page_number, pager, rows
from lib.ui.markup import button, el, esc, link, present, table
from lib.ui.pieces import choice_rows, section
from lib.ui.view import EVERYTHING, View

PAGE = 25
WORDS = {
    "stored": "stored", "revision": "new version", "known": "known already", "rejected": "rejected",
    "removed": "removed",
}  # fmt: skip


def receipts(view: View) -> None:
    """Show what became of each capture of the open archive, by outcome, page by page."""
    if not view.archive.exists():
        words = "No capture has been added yet. The first opens an archive of your own."
        section("receipts", "Receipts", el("p", words, "note"), key="no-receipts")
        return
    with session(view.archive):
        numbers = {str(row["outcome"]): int(row["captures"]) for row in rows(ask(captures.outcomes))}
        labels = {"all": f"all {sum(numbers.values()):,}"}
        labels |= {name: f"{words} {numbers[name]:,}" for name, words in WORDS.items() if name in numbers}
        first = replace(view, own={name: value for name, value in view.own.items() if name != "receipts"})
        picked, line = choice_rows(first, {"outcome": ("Show", labels)})
        outcome = picked["outcome"].replace("all", "")
        of = numbers.get(outcome, 0) if outcome else sum(numbers.values())
        page = page_number(view, of, PAGE, "receipts")
        frame = ask(captures.receipts, outcome=outcome, limit=PAGE, offset=(page - 1) * PAGE)
    listed = rows(frame)
    tries = {f"again-{n}": str(row["origin"] or "") for n, row in enumerate(listed) if _source(row)}
    heads = (("Capture", ""), ("Outcome", ""), ("Story, or why not", ""))
    body = "".join(_receipt(n, row, view, tries) for n, row in enumerate(listed))
    none = el("p", "No capture yet.", "note")
    shown = table("receipts", _caption(view, of), heads, body) if listed else none
    nouns = ("capture", "captures")
    pages = pager(view, len(listed), of, page, PAGE, name="receipts", nouns=nouns, stay=True)
    markup = el("div", line, "choices") + shown + pages
    section("receipts", "Receipts", markup, lambda word: again(tries.get(word, "")))


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
    return esc(f"Captures of {name}, newest first: {of:,}")


def _receipt(number: int, row: Row, view: View, tries: Mapping[str, str]) -> str:
    outcome = str(row["outcome"])
    word = f"again-{number}"
    once_more = button("Try again", data_do=word) if word in tries else ""
    became = el("td", esc(WORDS.get(outcome, outcome)), "bad" if outcome == "rejected" else "")
    return el(
        "tr", el("td", esc(_name(row["origin"]))) + became + el("td", _explained(row, view) + once_more)
    )


def _explained(row: Row, view: View) -> str:
    if row["outcome"] == "rejected":
        origin = str(row["origin"] or "")
        gone = "" if _source(row) else " The file is no longer where it was."
        return esc(brief(str(row["reason"] or ""), origin) + gone) + " "
    if row["outcome"] == "removed":
        return f"Removed by you; {link('#removed-stories', 'bring it back')} under Health."
    if not present(row["headline"]):
        return ""
    return link(view.to("read", EVERYTHING, article=str(row["article_id"])), str(row["headline"]))


def _name(origin: Any) -> str:
    """Return the file, or the whole address: its last part says little."""
    words = str(origin or "")
    return words if "://" in words else Path(words).name
