"""Errors as pages, and as notes on a page: of a part that fails, and of the last click."""

from collections.abc import Callable, Mapping

import streamlit as st

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing, WireroomError
from lib.ui.attempt import FAILED
from lib.ui.component import draw, say
from lib.ui.jobs.events import error_words
from lib.ui.render import Link
from lib.ui.view import EVERYTHING, View

SAMPLE_DAMAGED = (
    "The sample’s file is damaged. Nothing of yours is in it; make it anew: python -m lib sample --fresh"
)
HEADINGS: Mapping[type[WireroomError], str] = {
    ArchiveBusy: "The archive is busy",
    ArchiveDamaged: "The archive cannot be used",
    ArchiveMissing: "The archive is gone",
}


def trouble(error: WireroomError | OSError, view: View) -> None:
    """Show an error as a page, with links to try again and to Health."""
    headings = (heading for kind, heading in HEADINGS.items() if isinstance(error, kind))
    heading = next(headings, "This page cannot be shown")
    of_sample = isinstance(error, ArchiveDamaged) and view.archive_name == "sample"
    message = SAMPLE_DAMAGED if of_sample else error_words(error)
    try_again = Link(view.href(), "Try again")
    health = Link(f"{view.to('intake', EVERYTHING)}#health", "Open Health")
    paragraphs = ((message,), (try_again, " · ", health))
    draw("page/trouble.html", "trouble", title=heading, paragraphs=paragraphs, role="alert")


def say_failure() -> None:
    """Show why the last click failed, if it did, and forget the error."""
    if error := st.session_state.pop(FAILED, None):
        say("failure", error_words(error), css_class="bad", role="alert")


def show_each(*parts: Callable[[], object], key: str = "trouble") -> None:
    """Show the parts of a page; for a part that fails show its error, each error once.

    Each call on a page has its own `key`.
    """
    shown: list[str] = []
    for part in parts:
        try:
            part()
        except (WireroomError, OSError) as error:
            if str(error) not in shown:
                shown.append(str(error))
                say(f"{key}-{len(shown)}", error_words(error), css_class="bad", role="alert")
