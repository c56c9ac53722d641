"""The parts of a page of which one can fail alone: where the archive is damaged, its health still shows."""

from collections.abc import Callable

from lib.model.errors import WireroomError
from lib.ui.jobs.events import error_words
from lib.ui.markup import el, esc
from lib.ui.sheet import sheet


def in_turn(*parts: Callable[[], object]) -> None:
    """Show the parts; in the place of one that fails stands why, said once."""
    told: list[str] = []
    for part in parts:
        try:
            part()
        except WireroomError as error:
            if str(error) not in told:
                told.append(str(error))
                sheet(el("p", esc(error_words(error)), "bad", role="alert"), f"trouble-{len(told)}")
