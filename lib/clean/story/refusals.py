"""Pages that hold no story, each refused with what it shows instead."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from lib.clean import words
from lib.clean.segments.page import Page
from lib.model.errors import no_story
from lib.model.feed import SUMMARY

LEAST = 60  # characters of a story's text; what a feed calls the summary of a story may be a word
_WALL = words.pattern("endings", "no story")


def refuse_other_pages(page: Page, text: str, address: str | None, *, unprinted: Iterable[str]) -> None:
    """Raise NotAnArticle for a page without a story; `unprinted` is text of it that only scripts hold."""
    least = 1 if page.capture.partial == SUMMARY else LEAST
    if len(text) + sum(map(len, unprinted)) < least:
        raise no_story(page.capture.origin, _why(page))
    if _is_front_page(page, address):
        raise no_story(
            page.capture.origin,
            "it is a front page or a list of stories; save the page of a single story instead.",
        )


def _why(page: Page) -> str:
    visible = " ".join(piece.text for piece in page.pieces)
    if _WALL.search(visible[:3000]) and len(visible) < 3000:
        return "it shows a login, a wall or an error; open the story and save it once its text is there."
    if len(visible) < 400:
        return "its text is put there by scripts or missing; save it from the browser once its text is there."
    return "no part of the page reads like the text of one; save the page of a single story."


def _is_front_page(page: Page, address: str | None) -> bool:
    if page.data.is_of_article:
        return False
    return address is not None and urlsplit(address).path in ("", "/")
