"""What of a story's words is the same in its feed's item, on its page and in its next version.

Its headline, or the first words of one of its first paragraphs: any of them together with an address that
both name makes them one story.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lib.model.article import Article

OPENINGS = 4  # paragraphs
LEAST, WIDTH = 8, 12  # words that a paragraph must have, and that count: a summary may break off behind
SPEAKING = 4  # words from which on a headline stands for its story on any day

_ZONES = ("deck", "body", "quote", "list")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces between words


def signs_of(article: Article) -> Iterator[str]:
    """Yield the signs of a story; a short headline counts on its day alone."""
    headline = words_of(article.headline)
    day = article.published_at.date().isoformat() if article.published_at else None
    if _weight(headline) >= SPEAKING:
        yield f"headline {headline}"
    elif headline and day:
        yield f"headline {headline} {day}"
    yield from islice(_openings(article), OPENINGS)


def words_of(text: str) -> str:
    """Return the words in one spelling, a space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _openings(article: Article) -> Iterator[str]:
    for block in article.blocks:
        words = words_of(block.text[:400])
        if block.zone in _ZONES and _weight(words) >= LEAST:
            dense = len(_DENSE.findall(words)) > len(words) // 2
            yield words.replace(" ", "")[: 2 * WIDTH] if dense else " ".join(words.split()[:WIDTH])


def _weight(words: str) -> int:
    """Return the number of words; two letters of a dense script count as one."""
    return len(words.split()) + len(_DENSE.findall(words)) // 2
