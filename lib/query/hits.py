"""Where a search found its words: places in a text, and a sentence of each story of a list."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.spelling import fold, has_word, is_bounded
from lib.query.filter.conditions import SEARCHED
from lib.query.filter.syntax import Words, parse
from lib.query.relevance import sought
from lib.store.archive import ArchiveReader

Span = tuple[int, int]


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Words, ...]:
    """Return the words that a search wants to find, each once."""
    return tuple(dict.fromkeys(sought(parse(text).node)))


def places(text: str, words: Sequence[Words]) -> list[Span]:
    """Return the places of the words in a text, [start, end) in characters, in the order of the text.

    A word that was not quoted is found at the start of longer ones, and these are marked to their end.
    """
    if not words:
        return []
    letters, at = [], []
    for place, character in enumerate(text):
        plain = _folded_letter(character)
        letters.append(plain)
        at += [place] * len(plain)
    found = re.finditer(_expression(tuple(words)), "".join(letters))
    return [(at[each.start()], at[each.end() - 1] + 1) for each in found if each.end() > each.start()]


@lru_cache(maxsize=4096)
def _folded_letter(character: str) -> str:
    return fold(character)


@lru_cache(maxsize=64)
def _expression(words: tuple[Words, ...]) -> "re.Pattern[str]":
    """Return one expression for folded text, with the longest words first."""
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


def snippets(db: ArchiveReader, text: str, *, articles: tuple[str, ...]) -> dict[str, str]:
    """Return for each of the stories the first sentence of its text that holds a word searched for."""
    words = words_of(text)
    if not words:
        return {}
    zones = ", ".join(str(ZONES.index(zone)) for zone in SEARCHED if zone != "headline")
    sql = f"""
        select article, text from article_block join article using (id)
        where shown and article in (select unnest($articles::varchar[])) and zone in ({zones})
        order by article, block"""
    found: dict[str, str] = {}
    for article, block in db.execute(sql, {"articles": list(articles)}).fetchall():
        if article not in found and (hits := places(block, words)):
            start = hits[0][0]
            bounds = next((each for each in sentences(block) if each[0] <= start < each[1]), (0, len(block)))
            found[article] = block[bounds[0] : bounds[1]].strip()
    return found
