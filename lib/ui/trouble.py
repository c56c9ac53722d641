"""Pages for what can go wrong: what happened, to what, and what to do; never a traceback."""

from lib.model.errors import ArchiveBusy, ArchiveDamaged, WireroomError
from lib.ui.jobs.events import error_words
from lib.ui.markup import el, esc, link
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View

AGAIN = "The sample’s file is damaged. Nothing of yours is in it; make it anew: python -m lib sample --fresh"
HEADINGS: dict[type[WireroomError], str] = {
    ArchiveBusy: "The archive is busy",
    ArchiveDamaged: "The archive cannot be trusted",
}


def trouble(error: WireroomError, view: View) -> None:
    """Show the error as a page."""
    heading = next(
        (words for kind, words in HEADINGS.items() if isinstance(error, kind)), "This page cannot be shown"
    )
    again = link(view.href(), "Try again")
    home = link(f"{view.to('intake', EVERYTHING)}#health", "Open Health")
    words = AGAIN if isinstance(error, ArchiveDamaged) and view.shelf == "sample" else error_words(error)
    body = el("h1", esc(heading)) + el("p", esc(words)) + el("p", f"{again} · {home}")
    sheet(el("section", body, "trouble", role="alert"), "trouble")


def nothing_found(view: View, what: str = "stories") -> None:
    """Say that the selection is empty and what would widen it."""
    clear = link(view.narrowed(EVERYTHING), "Clear the selection")
    advice = (
        "All conditions above must hold together; those joined by “or” are alternatives. "
        f"Remove one, or spell a name another way. {clear}."
    )
    body = el("h1", f"No {esc(what)} in this selection") + el("p", advice)
    sheet(el("section", body, "trouble"), "nothing")
