"""Ranking stories by how well they match a search: BM25 (Robertson, Zaragoza 2009, 10.1561/1500000019)."""

import sys
from itertools import accumulate

from lib.model.filter import Filter
from lib.model.spelling import folded, pattern
from lib.query.filter.conditions import Parameters
from lib.query.filter.search_cost import MEASURED
from lib.query.filter.selection import selection, temp_table
from lib.query.filter.syntax import parse
from lib.query.filter.text_search import has_indexed_all, searched
from lib.query.filter.tree import Words, sought
from lib.store.archive import ArchiveReader
from lib.store.stored_settings import value

RANKED = 10  # words of a search whose texts are read, where not all can be
COUNTED = 6_000  # texts in which words are counted, in an archive of MEASURED stories
SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25, at their usual values
HEADLINE = 4  # places in the text that one in the headline counts for; it stands in the text too


def scores(db: ArchiveReader, criteria: Filter) -> str | None:
    """Return the name of a temp table (id, score) of the selected stories; None for a search without words.

    Occurrences in texts are counted for the rarest RANKED words first, in no more than COUNTED texts
    together; for further words, which matter least, only headlines are searched.
    """
    words = [*dict.fromkeys(part for each in sought(parse(criteria.text).node) for part in each.parts)]
    if not words:
        return None
    parameters = Parameters()
    selected = selection(db, criteria)
    shown = selection(db, Filter(as_of=criteria.as_of)).rows
    words, read = _rarest_first(db, words, shown)
    counts = ", ".join(
        f"{_times(word, 'body', parameters) if place < read else 0}"
        f" + {HEADLINE - (place < read)} * {_times(word, 'headline', parameters)} as n{place}"
        for place, word in enumerate(words)
    )
    known = ", ".join(f"count(*) filter (n{place} > 0) as d{place}" for place in range(len(words)))
    parts = " + ".join(
        f"ln(1 + (whole.stories - d{place} + 0.5) / (d{place} + 0.5)) * n{place} * {SATURATION + 1}"
        f" / (n{place} + {SATURATION} * (1 - {LENGTH} + {LENGTH} * found.words / whole.words))"
        for place in range(len(words))
    )
    complete = has_indexed_all(db)
    found_by = (searched([word], None, parameters, complete) for word in words[:read])
    holding = " or ".join(f"({each.condition})" for each in found_by)
    found = shown if read < len(words) else f"(select * from {shown} where id in (select id from held))"
    sql = f"""
        with held as materialized (select id from {shown} where {holding or "false"}),
        body as (
            select id, {folded("body")} as body from (
                select id, unnest([body]) as body from article_body where id in (select id from held))),
        found as (
            select id, a.words, {counts} from {found} a left join body using (id)
            join (select id, {folded("headline")} as headline from article_text) using (id)),
        known as (select {known} from found),
        whole as (
            select count(*)::double as stories, greatest(avg(words), 1) as words from {shown})
        select id, {parts} as score from found, known, whole where id in (select id from {selected.rows})"""
    return temp_table(db, ("relevance", criteria), sql, parameters.of(sql))


def _rarest_first(db: ArchiveReader, words: list[Words], shown: str) -> tuple[list[Words], int]:
    """Return the words to count, rarest first, and for how many of them the texts are read."""
    stories = int(str(value(db, f"select count(*) from {shown}")))
    most = COUNTED * max(1.0, stories / MEASURED)
    if len(words) * stories <= most:
        return words, len(words)
    held = {each: min(_held(db, each), stories) for each in words}
    ranked = sorted(held, key=held.__getitem__)
    return ranked, sum(texts <= most for texts in accumulate(held[each] for each in ranked[:RANKED]))


def _held(db: ArchiveReader, words: Words) -> int:
    """Return how many stories have the rarest of these words by the index; a large number if unknown."""
    counts = [sys.maxsize]
    for word, whole in words.in_index[:RANKED]:
        there = "word = $word" if whole else f"word >= $word and word < $word || chr({sys.maxunicode})"
        found = value(db, f"select count(distinct id) from word_article where {there}", {"word": word})
        counts.append(int(str(found)))
    return min(counts)


def _times(words: Words, column: str, parameters: Parameters) -> str:
    """Return the SQL for how often a folded text has the words."""
    expression = parameters.named("sought", pattern(words.text, exact=words.exact))
    return f"coalesce(len(regexp_extract_all({column}, {expression})), 0)"
