"""Pages that hold no story: front pages, login walls, empty shells."""

import re
from urllib.parse import urlsplit

from lib.clean.fields.reading import Reading
from lib.model.errors import NotAnArticle
from lib.model.feed import SUMMARY

LEAST = 60  # characters of a story's text; what a feed calls the summary of a story may be a word

_WALL = re.compile(
    r"\b(?:log ?in|sign in|subscribe|register|create an account|anmelden|abonnieren"
    r"|connectez-vous|enable (?:javascript|cookies)"
    r"|are you a robot|verify you are human|access denied|page not found|404|captcha)\b",
    re.IGNORECASE,
)


def refuse_other_pages(reading: Reading) -> None:
    """Stop at a page without a story, with the reason and what to do."""
    origin = reading.page.capture.origin
    text = reading.text + "\n".join(reading.layout.body.unprinted)
    if len(text) < (1 if reading.page.capture.partial == SUMMARY else LEAST):
        raise NotAnArticle(origin, f"{origin} holds no news story: {_why(reading)}")
    if _is_front_page(reading):
        raise NotAnArticle(
            origin, f"{origin} is a front page or a list of stories; save the page of a single story instead."
        )


def _why(reading: Reading) -> str:
    visible = " ".join(piece.text for piece in reading.page.pieces)
    if _WALL.search(visible[:3000]) and len(visible) < 3000:
        return "it shows a login, a wall or an error; open the story and save it once its text is there."
    if len(visible) < 400:
        return "its text is put there by scripts or missing; save it from the browser once its text is there."
    return "no part of the page reads like the text of one; save the page of a single story."


def _is_front_page(reading: Reading) -> bool:
    data = reading.page.data
    if data.article or data.named("og:type") == "article" or data.named("article:published_time"):
        return False
    address = reading.address or reading.page.capture.url
    return address is not None and urlsplit(address).path in ("", "/")
