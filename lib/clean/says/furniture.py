"""Gives the rule by which a text is cut for its wording.

The wordings are data: furniture.yaml for any place on a page, closing.yaml for the end of a story.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Any, Literal

from lib.clean.measure import weight
from lib.clean.segment import COST, WordingRule
from lib.clean.words import pattern, read

Position = Literal["anywhere", "closing"]
LONGEST = 900  # characters: a longer text is prose

# What opens with a quotation mark is what somebody said.
OPENING = "\\W*(?<![\"“«„‘'])"
_EDGE = r"\b"
_ESCAPED = re.compile(r"\\.")
_OFFER = pattern("calls", "offer")
_SENTENCE = 9.0  # words of a sentence about a newsletter


def furniture_rule(text: str, place: Position = "anywhere") -> str | None:
    """Return the name of the rule that cuts a segment by its wording; None if it may be within a story."""
    rule = wording(text, place)
    return rule.name if rule and rule.cost > 1 else None


@lru_cache(maxsize=20_000)  # the pages of one publisher say the same around their stories
def wording(text: str, place: Position = "anywhere") -> WordingRule | None:
    """Return the first rule for this place whose wording the text has; None if no rule fits.

    Texts over 900 characters have no rule. A sentence that names a newsletter and offers nothing to the
    reader is news of one.
    """
    if len(text) > LONGEST:
        return None
    small, others = _nets(place)  # on most texts no single rule has to be tried
    if not (small.fits(text.replace("İ", "i").lower(), 0) or others.fits(text, 0)):
        return None
    words = weight(text)
    is_news = words >= _SENTENCE and text.endswith((".", "!", "?", "…")) and not _OFFER.search(text)
    found = (rule for rule in wordings(place) if rule.fits(text, words))
    return next((rule for rule in found if not (is_news and rule.name == "newsletter")), None)


@cache
def wordings(place: Position = "anywhere") -> tuple[WordingRule, ...]:
    """Return the rules by wording for one place in a story, in file order."""
    return tuple(
        WordingRule(
            name=row["rule"],
            opening=_opened_by(opening(row)),
            inside=_any_of(row.get("anywhere", ())),
            longest=row["longest"],
            cost=row.get("cost", COST),
        )
        for row in _rows(place)
    )


def opening(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield a regular expression for each wording that a text equals or begins with."""
    yield from (rf"(?:{wording})\W*$" for wording in row.get("whole", ()))
    yield from (f"(?:{wording})" for wording in row.get("start", ()))


def _rows(place: Position) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = (
        read("furniture") if place == "anywhere" else read("closing")["closing"]
    )
    return rows


def _opened_by(expressions: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    """Return one regular expression for what may open a text; None if there are no expressions."""
    joined = "|".join(expressions)
    return re.compile(f"{OPENING}(?:{joined})", flags) if joined else None


def _any_of(expressions: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    """Return one regular expression that matches what any of these does; None if there are none.

    Expressions that begin at the edge of a word share that edge: the search is three times as fast.
    """
    listed = [*expressions]
    at_words = "|".join(each.removeprefix(_EDGE) for each in listed if each.startswith(_EDGE))
    joined = [each for each in listed if not each.startswith(_EDGE)]
    joined += [rf"{_EDGE}(?=\w)(?:{at_words})"] if at_words else []
    return re.compile("|".join(joined), flags) if joined else None


@cache
def _nets(place: Position) -> tuple[WordingRule, WordingRule]:
    """Return the wordings of all rules for a place as two expressions, to look for any of them at once.

    The first has wordings in small letters, for a text in small letters, the second the others: an expression
    that ignores case takes seven times as long.
    """
    openings = [each for row in _rows(place) for each in opening(row)]
    inside = [each for row in _rows(place) for each in row.get("anywhere", ())]
    small, others = (
        WordingRule(
            name="",
            opening=_opened_by(chosen(_is_small, openings), flags),
            inside=_any_of(chosen(_is_small, inside), flags),
            longest=LONGEST,
        )
        for chosen, flags in ((filter, 0), (filterfalse, re.IGNORECASE))
    )
    return small, others


def _is_small(expression: str) -> bool:
    """Return whether an expression has no capital and nothing that asks for or ignores case."""
    return not any(map(str.isupper, _ESCAPED.sub("", expression))) and "(?-i" not in expression
