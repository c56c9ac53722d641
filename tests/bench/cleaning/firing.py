"""On how many pages, of how many publishers, each rule cuts and each wording stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from lib.clean.cutting.rules import LONGEST, opening
from lib.clean.text.lines import weight
from lib.clean.words import read
from lib.model.article import Cleaned
from lib.model.rules import RULES

NEEDED = 2  # publishers; a wording that fewer print has to go


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """What fired on one page: names of rules, and numbers of wordings in their table."""

    publisher: str
    rules: frozenset[str]
    wordings: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """One expression of the files of words, with its rule and the most words that a text may have."""

    rule: str
    printed: str
    longest: float
    pattern: re.Pattern[str]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return every expression of furniture.yaml and closing.yaml."""
    rows = [*read("furniture"), *read("closing")["closing"]]
    printed = [
        (row, text)
        for row in rows
        for text in (*row.get("whole", ()), *row.get("start", ()), *row.get("anywhere", ()))
    ]
    compiled = [
        re.compile(expression, re.IGNORECASE)
        for row in rows
        for expression in (*(f"^{start}" for start in opening(row)), *row.get("anywhere", ()))
    ]
    return tuple(
        Wording(row["rule"], text, row["longest"], pattern)
        for (row, text), pattern in zip(printed, compiled, strict=True)
    )


def fired(name: str, cleaned: Cleaned) -> Fired:
    """Return what fired on a page; `name` stands for a publisher that is not known."""
    pieces = {*(cut.text for cut in cleaned.cuts), *(block.text for block in cleaned.article.blocks)}
    texts = [(text, weight(text)) for text in pieces if len(text) <= LONGEST]
    found = frozenset(
        number
        for number, each in enumerate(wordings())
        if any(words <= each.longest and each.pattern.search(text) for text, words in texts)
    )
    rules = frozenset(cut.rule for cut in cleaned.cuts)
    return Fired(publisher=cleaned.article.publisher or name, rules=rules, wordings=found)


def lines(pages: Iterable[Fired]) -> Iterator[str]:
    """Yield a row for each rule and each wording: pages, publishers; a mark where too few need it."""
    rules: dict[str, list[str]] = defaultdict(list)
    printed: dict[int, list[str]] = defaultdict(list)
    for page in pages:
        for rule in page.rules:
            rules[rule].append(page.publisher)
        for number in page.wordings:
            printed[number].append(page.publisher)
    yield "rules, and wordings, with the pages and the publishers on which they fire:"
    for rule in RULES:
        yield _row(rules[rule], rule)
        for number, each in enumerate(wordings()):
            if each.rule == rule:
                yield _row(printed[number], f"    {each.printed[:90]}")


def _row(publishers: list[str], name: str) -> str:
    few = "" if len(set(publishers)) >= NEEDED else "  (too few)"
    return f"{len(publishers):6} {len(set(publishers)):6}  {name}{few}"
