"""How sure it is that a cut is no part of the story: by its rule, and by the opinions that took it."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from lib.model.article import Cut

KNOWN, PLACED, VAGUE, NONE = 0.97, 0.9, 0.6, 0.4
TAKEN = 0.75  # what each opinion that took the piece for the story leaves of it

# Known by what it is: its tag, its role, its own words, or because it stands in the article already.
_KNOWN = frozenset(
    {
        "page title", "headline repeated", "repeated headline", "menu", "footer", "consent", "newsletter",
        "donation", "comments", "share", "form", "layer", "hidden", "noscript", "layout",
    }
)  # fmt: skip
_BY_RULE: dict[str, float] = {
    **dict.fromkeys(_KNOWN, KNOWN),
    **dict.fromkeys(("outside", "box"), VAGUE),
    "unclassified": NONE,
}


@lru_cache(maxsize=512)
def sureness(rule: str, votes: int = 0) -> float:
    """Return how sure a cut by the rule is, 0..1, when so many opinions took the piece for the story."""
    base = KNOWN if rule.startswith("field") else _BY_RULE.get(rule, PLACED)
    return round(float(base * TAKEN**votes), 3)


def sured(cuts: Collection[Cut], *opinions: frozenset[int]) -> tuple[Cut, ...]:
    """Return the cuts with their sureness.

    Each opinion is the places, by offset, that it took for the story.
    """
    return tuple(
        replace(cut, confidence=sureness(cut.rule, sum(cut.at in taken for taken in opinions)))
        for cut in cuts
    )
