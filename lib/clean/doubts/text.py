"""Signs that a text capture holds less than the story."""

from collections.abc import Iterator, Sequence

from lib.clean.doubts.endings import counts_pages, is_cut_short, is_wall, reads_on, stops_inside
from lib.clean.text.lines import weight
from lib.model.article import TEXT_ZONES, Cleaned, Cut, Doubt

AFTER = 4  # cut lines below the story in which an invitation to read on is looked for
SHORT = 250  # words: longer texts are whole though a wall is printed below them


def doubts_of_a_text(found: Cleaned) -> Iterator[Doubt]:
    """Yield how the story ends, and what stands right below it."""
    blocks = [block for block in found.article.blocks if block.zone in TEXT_ZONES]
    if blocks:
        below = sorted((cut for cut in found.cuts if cut.at >= blocks[-1].end), key=lambda cut: cut.at)
        yield from doubts_of_an_ending(blocks[-1].text, below[:AFTER], found.article.text)


def doubts_of_an_ending(last: str, below: Sequence[Cut], text: str) -> Iterator[Doubt]:
    """Yield what the last piece of a story and the pieces cut right below it say of its end."""
    words = weight(text)
    invited = next((cut.text for cut in below if reads_on(cut.text)), None)
    walled = next((cut.text for cut in below if is_wall(cut.text)), None)
    paged = next((cut.text for cut in below if counts_pages(cut.text)), None)
    if is_cut_short(last):
        yield cut_doubt("The text ends in an ellipsis", 0.3)
    elif stops_inside(last):
        yield cut_doubt("The text stops in the middle of a sentence", 0.05)
    if invited and words < SHORT:
        yield cut_doubt(f"Below the text stands “{invited[:80]}”", 0.3)
    elif walled and words < SHORT:
        yield cut_doubt(f"Below the text stands “{walled[:80]}”", 0.3)
    if paged:
        yield cut_doubt(f"The story goes over several pages: “{paged[:80]}”", 0.4)


def cut_doubt(sign: str, weight: float) -> Doubt:
    """Return a doubt whether the text is whole, from one sign."""
    reason = f"{sign}, so the rest may be missing; open the whole story and save it once more."
    return Doubt(kind="probably cut", reason=reason, weight=round(weight, 3))
