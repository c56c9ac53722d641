"""The list of the selection's stories, page by page, with the buttons that act on it."""

from functools import partial
from pathlib import Path
from typing import Any

from lib.query.snippets import snippets
from lib.ui import browse
from lib.ui.cache import archive_zone, ask
from lib.ui.component import Actions, draw
from lib.ui.list_menu import list_menu
from lib.ui.nothing_found import show_nothing_found
from lib.ui.options import Option
from lib.ui.read import all_read, several
from lib.ui.read.story_list import story_list
from lib.ui.render import render, stack
from lib.ui.session import current_session
from lib.ui.story_cards import story_cards
from lib.ui.story_marks import mark_actions
from lib.ui.view import View

SHAPE = Option("list", "Show", {"decks": "decks", "headlines": "headlines", "lines": "one line each"})


def story_index(view: View, *, narrow: bool = False, title: str = "") -> None:
    """Show a page of the selection's stories; a `narrow` one, beside an open story, has fewer choices."""
    found = story_list(view)
    frame, ids = found.frame, found.ids
    if not len(frame):
        show_nothing_found(view)
        return
    options: tuple[Option[Any], ...] = (found.sort,) if narrow else (found.sort, SHAPE)
    asked = view.criteria
    said = ask(snippets, asked.text, articles=ids, as_of=asked.as_of) if asked.text and not narrow else {}
    listed = render(
        "lists/stories.html",
        stories=story_cards(frame, found.pages.view, archive_zone(), said),
        shape="" if narrow else SHAPE.chosen(view),
        decks=not narrow,
        chosen=view.own.get("article", ""),
        pick=bool(view.own.get(several.PICK)) and not narrow,
    )
    draw(
        "read/index.html",
        "story-index",
        list_actions(current_session().archive, ids),
        title=title,
        about=None if narrow else browse.own_page_link(view),
        sorts=[each.links(view.without("page")) for each in options],
        all_read=all_read.button(ids),
        several=None if narrow else several.switch(view),
        bar=stack() if narrow else several.bar(view),
        stories=listed,
        pages=found.pages,
    )
    if not narrow:
        list_menu(view)


def list_actions(archive: Path, ids: tuple[str, ...]) -> Actions:
    """Return the actions that mark one story of the list, all of its page, or the checked ones."""
    of_all = all_read.actions(archive, {"all-read": ids}, ids)
    return {**mark_actions(archive), **of_all, "chosen": partial(several.act, archive, ids)}
