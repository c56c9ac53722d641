"""Where a search's words are: places in a text, and one sentence for each story of a list."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import takewhile

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.model.spelling import fold, has_word, index_words, is_bounded
from lib.query.filter.selection import selection
from lib.query.filter.syntax import parse
from lib.query.filter.text_search import SEARCHED
from lib.query.filter.tree import Words, sought
from lib.store.archive import ArchiveReader

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+")
_folded_letter = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Words, ...]:
    """Return the words that a search wants to find, each once."""
    return tuple(dict.fromkeys(sought(parse(text).node)))


def places(text: str, words: Sequence[Words]) -> list[Span]:
    """Return the places of the words in a text, [start, end) in characters, in order.

    An unquoted word is found at the start of longer ones, and these are marked to their end; of words that
    must be near each other only those that are get marked.
    """
    if not words:
        return []
    letters = [_folded_letter(character) for character in text]
    at = [place for place, letter in enumerate(letters) for _ in letter]
    plain, whole = "".join(letters), tuple(each for each in words if each.near is None)
    found = {each.span() for each in _expression(whole).finditer(plain)} if whole else set()
    for each in words:
        if each.near is not None:
            found.update(_together(plain, each.text, each.near))
    spans: list[Span] = []
    for start, end in sorted(found, key=lambda each: (each[0], -each[1])):
        if end > start and (not spans or at[start] >= spans[-1][1]):
            # Accents and vowel signs behind the last letter, which folding drops, are its own.
            signs = takewhile(lambda place: not letters[place], range(at[end - 1] + 1, len(text)))
            spans.append((at[start], max(signs, default=at[end - 1]) + 1))
    return spans


def _together(text: str, sought: str, most: int) -> Iterator[Span]:
    """Yield the spans of the words in `sought` where all are near each other: up to `most` others between.

    For the words seen so far only the chain that ends last is kept: what comes next is nearest to it.
    """
    words = [word for word, _ in index_words(sought, exact=True) or ()]
    every = (1 << len(words)) - 1
    ends: dict[int, tuple[int, int]] = {}  # bits of words: last and first word of the chain, by number
    seen: list[tuple[int, Span]] = []
    for number, each in enumerate(_WORD.finditer(text)):
        bits = [1 << place for place, word in enumerate(words) if word == each[0]]
        if not bits:
            continue
        seen.append((number, each.span()))
        longer = dict.fromkeys(bits, (number, number))
        for chain, (last, first) in ends.items():
            for bit in bits:
                if not chain & bit and number - last <= most + 1:
                    longer[chain | bit] = max(longer.get(chain | bit, (0, 0)), (number, first))
        ends |= longer
        if every in longer:
            first = ends.pop(every)[1]
            for place, span in reversed(seen):
                if place < first:
                    break
                yield span


@lru_cache(maxsize=64)
def _expression(words: tuple[Words, ...]) -> "re.Pattern[str]":
    """Return a regular expression that finds any of the words in folded text, the longest first."""
    parts = []
    for word in sorted(words, key=lambda each: -len(each.text)):
        apostrophes = [re.sub("['’‘\"]", "['’‘\"]", re.escape(part)) for part in fold(word.text).split()]
        first, last = fold(word.text).strip()[:1], fold(word.text).strip()[-1:]
        before = r"(?<![^\W_])" if is_bounded(first) or not has_word(first) else ""
        after = (
            (r"(?![^\W_])" if word.exact else r"[^\W_]*") if is_bounded(last) or not has_word(last) else ""
        )
        parts.append(before + r"\s+".join(apostrophes) + after)
    return re.compile("|".join(parts))


def snippets(
    db: ArchiveReader, text: str, *, articles: tuple[str, ...], as_of: datetime | None = None
) -> dict[str, str]:
    """Return {story id: the first sentence of its text with a searched word}; {} without words."""
    words = words_of(text)
    if not words:
        return {}
    zones = ", ".join(str(ZONES.index(zone)) for zone in SEARCHED if zone != "headline")
    sql = f"""
        select article, text from article_block join {selection(db, Filter(as_of=as_of)).articles} using (id)
        where article in (select unnest($articles::varchar[])) and zone in ({zones})
        order by article, block"""
    found: dict[str, str] = {}
    for article, block in db.execute(sql, {"articles": list(articles)}).fetchall():
        if article not in found and (hits := places(block, words)):
            start = hits[0][0]
            bounds = next((each for each in sentences(block) if each[0] <= start < each[1]), (0, len(block)))
            found[article] = block[bounds[0] : bounds[1]].strip()
    return found
