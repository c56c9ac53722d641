"""Why something is left out: rows of rules by the place it stands in and by what it says."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from lib.clean import words
from lib.clean.words import any_of

REASONS: dict[str, str] = {
    "page title": "It is the title the browser shows, not a part of the page.",
    "headline repeated": "It repeats the headline.",
    "menu": "It is a menu of the site.",
    "footer": "It is the foot of the page.",
    "newsletter": "It offers a newsletter or a subscription.",
    "donation": "It asks for money or membership.",
    "consent": "It asks for consent to cookies or tracking.",
    "share": "It is a button or a count for sharing.",
    "comments": "It belongs to the readers' comments.",
    "author bio": "It describes the author, not the story.",
    "read more": "It leads to another story.",
    "related": "It belongs to a list of other stories.",
    "form": "It is a label or a message of a form.",
    "ad": "It is advertising or marks it.",
    "promo": "It promotes something of the publisher's.",
    "player": "It belongs to a sound or video player.",
    "gallery": "It belongs to a picture gallery.",
    "hidden": "The page does not show it, or shows it to screen readers alone.",
    "layer": "It stands in a window or a message that opens over the page.",
    "noscript": "It is shown only where scripts are off.",
    "field: tags": "It was read as the story's tags.",
    "field: time": "It was read as the time of publication.",
    "field: byline": "It repeats the byline.",
    "field: section": "It names the section of the story.",
    "field: audio": "It says that the story can be listened to.",
    "field: read time": "It says how long reading takes.",
    "caption elsewhere": "It is the caption of a picture that is not the story's.",
    "embed": "It belongs to something embedded from another site.",
    "outside": "It stands outside the part of the page that holds the story.",
    "link": "It is nothing but links.",
    "note": "It is the publisher's note about copyright, corrections or contact.",
    "repeated": "It repeats text that is kept already.",
    "box": "It stands in a box beside the story.",
    "unclassified": "No opinion took it for a part of the story.",
}

# The first mark that a place carries names the rule; the order is from certain to vague.
_BY_MARK: tuple[tuple[str, str], ...] = (
    ("head", "page title"), ("noscript", "noscript"), ("consent", "consent"), ("newsletter", "newsletter"),
    ("donation", "donation"), ("comments", "comments"), ("share", "share"), ("ad", "ad"),
    ("bio", "author bio"), ("related", "related"), ("tags", "field: tags"), ("footer", "footer"),
    ("disclaimer", "note"), ("menu", "menu"), ("form", "form"), ("button", "form"), ("player", "player"),
    ("caption", "caption elsewhere"), ("credit", "caption elsewhere"), ("figure", "caption elsewhere"),
    ("gallery", "gallery"), ("promo", "promo"), ("paywall", "promo"), ("embed", "embed"),
    ("byline", "field: byline"), ("time", "field: time"), ("kicker", "field: section"),
    ("ticker", "related"), ("drawing", "hidden"), ("unseen", "hidden"), ("hidden", "hidden"),
    ("layer", "layer"), ("factbox", "box"),
)  # fmt: skip

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
    return next((rule for mark, rule in _BY_MARK if mark in marks), None)
