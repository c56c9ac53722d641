"""Pages for what can go wrong: what happened, to what, and what to do; never a traceback."""

from lib.model.errors import ArchiveBusy, ArchiveDamaged, WireroomError
from lib.ui.markup import esc, link
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View

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
    home = link(view.to("intake", EVERYTHING), "Open Intake")
    sheet(
        f'<section class="trouble" role="alert"><h1>{esc(heading)}</h1><p>{esc(error)}</p><p>{again} · {home}</p></section>',
        "trouble",
    )


def nothing_found(view: View, what: str = "stories") -> None:
    """Say that the selection is empty and what would widen it."""
    clear = link(view.narrowed(EVERYTHING), "Clear the selection")
    sheet(
        f'<section class="trouble"><h1>No {esc(what)} in this selection</h1><p>All conditions above must hold together. '
        f"Remove one, or spell a name another way; words are searched as written. {clear}.</p></section>",
        "nothing",
    )
