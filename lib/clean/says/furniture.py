"""Gives the rule by which a text is cut: by its place in the markup, or by its wording.

The wordings are data: furniture.yaml for any place on a page, closing.yaml for the end of a story.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from lib.clean.measure import weight
from lib.clean.segment import COST, Rule, Segment
from lib.clean.words import pattern, read

# The first mark that a place carries names the rule; the order is from certain to vague.
_BY_MARK = {
    "head": "page title", "noscript": "noscript", "consent": "consent", "newsletter": "newsletter",
    "donation": "donation", "comments": "comments", "share": "share", "ad": "advertisement",
    "bio": "author bio", "related": "related", "tags": "field: tags", "footer": "footer",
    "disclaimer": "note", "menu": "menu", "form": "control", "button": "control", "player": "player",
    "caption": "other caption", "figure": "other caption", "credit": "note", "gallery": "gallery",
    "promo": "promotion", "paywall": "subscription", "embed": "embed", "byline": "field: byline",
    "time": "field: time", "kicker": "field: section", "ticker": "related", "drawing": "hidden",
    "unseen": "hidden", "hidden": "hidden", "layer": "overlay", "factbox": "box",
}  # fmt: skip

# Marks strong enough to overrule an extractor that took the place for the story.
OVERRULES = frozenset(
    """consent newsletter donation comments share ad bio related form tags promo ticker unseen layer footer
    disclaimer player""".split()  # noqa: SIM905 - one row of words
)

Position = Literal["anywhere", "closing"]
LONGEST = 900  # characters: a longer text is prose

# What opens with a quotation mark is what somebody said.
OPENING = "\\W*(?<![\"“«„‘'])"
_EDGE = r"\b"
_ESCAPED = re.compile(r"\\.")
_CALL = pattern("calls", "opening")
_OF_CALL = pattern("calls", "held")
_OFFER = pattern("calls", "offer")
_QUOTE = pattern("letters", "quotation mark")
_CALL_WORDS = 24.0  # of the longest call
_SENTENCE = 9.0  # words of a sentence about a newsletter


PROMOTION = Rule(name="promotion", longest=_CALL_WORDS)
PICTURE = Rule(name="other caption", longest=100, cost=1)


@cache
def wordings(place: Position = "anywhere") -> tuple[Rule, ...]:
    """Return the rules by wording for one place in a story, in file order."""
    return tuple(
        Rule(
            name=row["rule"],
            opening=_opened_by(opening(row)),
            inside=_any_of(row.get("anywhere", ())),
            longest=row["longest"],
            cost=row.get("cost", COST),
        )
        for row in _rows(place)
    )


def _rows(place: Position) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = (
        read("furniture") if place == "anywhere" else read("closing")["closing"]
    )
    return rows


def _any_of(expressions: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    """Return one regular expression that matches what any of these does; None if there are none."""
    listed = [*expressions]
    at_words = "|".join(each.removeprefix(_EDGE) for each in listed if each.startswith(_EDGE))
    joined = [each for each in listed if not each.startswith(_EDGE)]
    joined += [rf"{_EDGE}(?=\w)(?:{at_words})"] if at_words else []
    return re.compile("|".join(joined), flags) if joined else None


def opening(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield a regular expression for each wording that a text equals or begins with."""
    yield from (rf"(?:{wording})\W*$" for wording in row.get("whole", ()))
    yield from (f"(?:{wording})" for wording in row.get("start", ()))


def _opened_by(expressions: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    """Return one regular expression of what a text opens with; None if there is none."""
    joined = "|".join(expressions)
    return re.compile(f"{OPENING}(?:{joined})", flags) if joined else None


@cache
def _nets(place: Position) -> Sequence[tuple[bool, re.Pattern[str] | None, re.Pattern[str] | None]]:
    """Return (True, pattern of openings, of inner wordings) for wordings in small letters, False for others.

    The first are sought in a text in small letters: to ignore the case takes three times as long.
    """
    openings = [each for row in _rows(place) for each in opening(row)]
    inside = [each for row in _rows(place) for each in row.get("anywhere", ())]
    nets = []
    for small, flags in ((True, 0), (False, re.IGNORECASE)):
        first, within = ([each for each in part if _is_small(each) is small] for part in (openings, inside))
        nets.append((small, _opened_by(first, flags), _any_of(within, flags)))
    return nets


def _is_small(expression: str) -> bool:
    """Return whether an expression has no capital and nothing that asks for or ignores case."""
    return not any(map(str.isupper, _ESCAPED.sub("", expression))) and "(?-i" not in expression


def _may_say(text: str, place: Position) -> bool:
    """Return whether a text has the wording of any rule: on most texts none has to be tried."""
    lower = text.replace("İ", "i").lower()
    return any(
        (opens and opens.match(asked)) or (inside and inside.search(asked))
        for small, opens, inside in _nets(place)
        for asked in (lower if small else text,)
    )


@lru_cache(maxsize=20_000)  # the pages of one publisher say the same around their stories
def wording(text: str, place: Position = "anywhere") -> Rule | None:
    """Return the first rule for this place whose wording the text has; None if none, or over 900 letters."""
    if len(text) > LONGEST or not _may_say(text, place):
        return None
    words = weight(text)
    sentence = words >= _SENTENCE and text.endswith((".", "!", "?", "…"))
    reports = sentence and not _OFFER.search(text)  # it names a newsletter and offers nothing to the reader
    found = (rule for rule in wordings(place) if rule.fits(text, words))
    return next((rule for rule in found if rule.name != "newsletter" or not reports), None)


def said(text: str, place: Position = "anywhere") -> str | None:
    """Return the name of the rule that cuts a segment by its wording; None if it may be within a story."""
    rule = wording(text, place)
    return rule.name if rule and rule.cost > 1 else None


def rule_of(line: Segment) -> Rule | None:
    """Return the rule that makes a line of copied text furniture, or None."""
    return wording(line.text) or (PROMOTION if is_call(line.text, line.weight, line.sentences) else None)


def is_call(text: str, words: float, sentences: int) -> bool:
    """Return whether a text of this many words and sentences is a short call to visit, follow, subscribe."""
    return (
        words <= _CALL_WORDS
        and sentences <= 1
        and bool(_CALL.match(text) and _OF_CALL.search(text))
        and not _QUOTE.search(text)
    )


def calls(line: Segment) -> bool:
    """Return whether a line of three words or more begins like a call: visit, read, subscribe."""
    return line.weight >= 3 and bool(_CALL.match(line.text))


def is_echo(line: Segment, call: Segment) -> bool:
    """Return whether a short line that is no sentence has only words of the call on the line above."""
    words = line.key.split()
    return bool(words) and line.weight <= 8 and not line.terminal and set(words) <= set(call.key.split())


def standing(marks: Iterable[str]) -> str | None:
    """Return the rule that cuts a segment by the surest of its marks, such as "ad"; None if none cuts."""
    return next((rule for mark, rule in _BY_MARK.items() if mark in marks), None)
