"""Doubts whether a story ends where its text does: it breaks off, or a wall or more pages follow."""

from collections.abc import Iterator

from lib.clean.doubts import signs
from lib.clean.measure import ends_a_sentence, weight
from lib.clean.words import pattern
from lib.model.article import TEXT_ZONES, Cleaned, Doubt

AFTER = 4  # cut segments below the story in which an invitation to read on is looked for
WHOLE = 250  # words: longer texts are whole though a wall is printed below them
SENTENCE = 80  # characters of the shortest text whose missing stop shows that it was cut
INVITATION = 160  # characters of an invitation to read on, half as many as a wall has
SHOWN = 80  # characters of a sign in a doubt's sentence

_ELLIPSIS = pattern("endings", "ellipsis")
_MIDDLE = pattern("endings", "in the middle")
_READ_ON = pattern("endings", "read on")
_WALL = pattern("endings", "wall")
_PAGES = pattern("endings", "pages")


def doubts_of_the_end(found: Cleaned) -> Iterator[Doubt]:
    """Yield doubts if the story's last segment, or segments cut just below it, suggest missing text."""
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES and block.end > block.at]
    if not blocks or found.article.form == "live blog":
        return
    last = blocks[-1]
    if last.zone in ("body", "quote") and not last.level:
        if is_cut_short(last.text):
            yield signs.ELLIPSIS.of_a_cut("The text ends in an ellipsis")
        elif stops_inside(last.text):
            yield signs.UNSTOPPED.of_a_cut("The text stops in the middle of a sentence")
    cuts = sorted((cut for cut in found.cuts if cut.at >= last.end), key=lambda cut: cut.at)
    below = [cut.text for cut in cuts[:AFTER]]
    invited = [*filter(reads_on, below)] or [*filter(is_wall, below)]
    for sign in invited[:1] if weight(found.article.text) < WHOLE else ():
        yield signs.INVITED.of_a_cut(f"Below the text stands “{sign[:SHOWN]}”")
    for sign in [*filter(counts_pages, below)][:1]:
        yield signs.PAGED.of_a_cut(f"The story goes over several pages: “{sign[:SHOWN]}”")


def is_cut_short(text: str) -> bool:
    """Return whether a text ends in an ellipsis."""
    return bool(_ELLIPSIS.search(text[-12:]))


def stops_inside(text: str) -> bool:
    """Return whether a text stops in the middle of a sentence."""
    return len(text) > SENTENCE and not ends_a_sentence(text) and bool(_MIDDLE.search(text[-3:]))


def reads_on(text: str) -> bool:
    """Return whether a short line invites the reader to continue elsewhere: "Read the full story"."""
    return len(text) <= INVITATION and bool(_READ_ON.search(text))


def is_wall(text: str) -> bool:
    """Return whether a short line asks to subscribe or sign in to read on."""
    return len(text) <= 2 * INVITATION and bool(_WALL.search(text))


def counts_pages(text: str) -> bool:
    """Return whether a short line says that the text has several pages: "Page 1 of 3"."""
    return len(text) <= INVITATION and bool(_PAGES.search(text))
