"""Who says what in a sentence: quoted words beside a verb of speech whose subject is an actor."""

import re
from collections.abc import Sequence
from itertools import pairwise

_QUOTED = re.compile(r"“[^“”]{8,}”|\"[^\"]{8,}\"|«[^«»]{8,}»|„[^„“”]{8,}[“”]")
_VERB = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|warned|warns|insisted|insists|argued|argues|asked|"
    r"replied|noted|notes|stated|states|claimed|claims|announced|declared|declares|explained|explains|"
    r"vowed|tweeted|posted|remarked|concluded|stressed|acknowledged|admitted|denied|promised|responded)"
)
_AFTER = re.compile(rf"[\s,]*(?:[\w'’.-]+\s+){{0,3}}?{_VERB}\b", re.IGNORECASE)
_TITLE = r"(?!(?:after|before|with|about|that|and|against|when|who|to|for|in|on|at)\b)[\w'’.-]+"
_BEFORE = re.compile(
    rf"(?:\b{_VERB}|according to)[\s,]+(?:(?:the|a|an|by|his|her|their)\s+)?(?:{_TITLE}\s+){{0,4}}$",
    re.IGNORECASE,
)


def quoted_words(sentence: str, names: Sequence[tuple[int, int]]) -> str | None:
    """The words that a sentence quotes from the actor named at one of the places; None where it quotes none.

    A place counts where it stands outside the quotation marks and a verb of speech follows or goes before it
    within a few words: "...," said the minister Ida Brandt; Brandt told reporters that "...".
    """
    quotes = [found.span() for found in _QUOTED.finditer(sentence)]
    if not quotes:
        return None
    for start, end in names:
        inside = any(first <= start < last for first, last in quotes)
        if not inside and _speaks(sentence, start, end, quotes):
            return " … ".join(sentence[first + 1 : last - 1].strip(" ,") for first, last in quotes)
    return None


def _speaks(sentence: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> bool:
    """Whether a verb of speech stands beside the name, with no quotation mark between."""
    edges = [0, *(edge for quote in quotes for edge in quote), len(sentence)]
    low, high = next((low, high) for low, high in pairwise(edges) if low <= start < max(high, low + 1))
    return bool(_AFTER.match(sentence[end:high]) or _BEFORE.search(sentence[low:start]))
