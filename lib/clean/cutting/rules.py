"""Why something is left out: rows of rules by the place it stands in and by what it says."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from lib.clean import words
from lib.clean.words import any_of

# The first mark that a place carries names the rule; the order is from certain to vague.
_BY_MARK = {
    "head": "page title", "noscript": "noscript", "consent": "consent", "newsletter": "newsletter",
    "donation": "donation", "comments": "comments", "share": "share", "ad": "advertisement",
    "bio": "author bio", "related": "related", "tags": "field: tags", "footer": "footer",
    "disclaimer": "note", "menu": "menu", "form": "control", "button": "control", "player": "player",
    "caption": "other caption", "credit": "other caption", "figure": "other caption", "gallery": "gallery",
    "promo": "promotion", "paywall": "promotion", "embed": "embed", "byline": "field: byline",
    "time": "field: time", "kicker": "field: section", "ticker": "related", "drawing": "hidden",
    "unseen": "hidden", "hidden": "hidden", "layer": "overlay", "factbox": "box",
}  # fmt: skip

# Marks strong enough to overrule an extractor that took the place for the story.
OVERRULES = frozenset(
    """consent newsletter donation comments share ad bio related form tags promo ticker unseen layer footer
    disclaimer""".split()  # noqa: SIM905 - one row of words
)


Place = Literal["anywhere", "closing", "opens"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A rule by wording: for pieces of at most `longest` characters."""

    rule: str
    longest: int
    pattern: re.Pattern[str]
    place: Place
    opening: str = ""  # what the pattern wants right after the piece's first signs
    is_bound: bool = False  # whether it matches at the start alone


# What opens with a quotation mark is what somebody said.
_OPENING = "^\\W*(?<![\"“«„‘'])"


@cache
def sayings() -> tuple[Saying, ...]:
    """Return the rows of sayings.yaml, in their order."""
    return tuple(_saying(row) for row in words.read("sayings"))


def _saying(row: dict[str, Any]) -> Saying:
    place: Place = "opens" if row.get("opens") else "closing" if row.get("closing") else "anywhere"
    opening = ""
    if "whole" in row:
        opening = rf"{any_of(row['whole'])}\W*$"
    elif "start" in row:
        opening = any_of(row["start"])
    pattern = _OPENING + opening if opening else "|".join(row["anywhere"])
    bound = bool(opening) or all(each.startswith("^") for each in row["anywhere"])
    compiled = re.compile(pattern, re.IGNORECASE)
    return Saying(row["rule"], row["longest"], compiled, place, opening, bound)


@lru_cache(maxsize=20_000)  # the pages of one publisher say the same around their stories
def said(text: str, place: Place = "anywhere") -> str | None:
    """Return the rule whose wording a piece has, among those for one place in the story."""
    length = len(text)
    rows = _sayings_for(place)
    if length > rows.longest:
        return None
    opens = rows.opening.match(text) is not None
    return next(
        (
            each.rule
            for each in rows.sayings
            if length <= each.longest and (opens or not each.opening) and _holds(each, text)
        ),
        None,
    )


def _holds(saying: Saying, text: str) -> bool:
    """Return whether a piece has a wording; one bound to the start is not looked for behind it."""
    return bool(saying.pattern.match(text) if saying.is_bound else saying.pattern.search(text))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rules for one place; most pieces open like none of them, which one look tells."""

    sayings: tuple[Saying, ...]
    opening: re.Pattern[str]
    longest: int


@cache
def _sayings_for(place: Place) -> _Rows:
    found = tuple(each for each in sayings() if each.place == place)
    openings = any_of(each.opening for each in found if each.opening)
    opening = re.compile(_OPENING + openings, re.IGNORECASE)
    return _Rows(found, opening, max(each.longest for each in found))


def standing(marks: frozenset[str]) -> str | None:
    """Return the rule of the place a piece stands in."""
    return next((rule for mark, rule in _BY_MARK.items() if mark in marks), None)
