"""Ranking stories by how well they match a search: BM25 (Robertson, Zaragoza 2009, 10.1561/1500000019)."""

from itertools import accumulate

from lib.model.filter import Filter
from lib.model.spelling import folded, pattern
from lib.query.filter.conditions import Parameters
from lib.query.filter.search_cost import MEASURED
from lib.query.filter.selection import selection, temp_table
from lib.query.filter.syntax import parse
from lib.query.filter.text_search import has_indexed_all, index_test, longest_in_index, searched
from lib.query.filter.tree import Words, sought
from lib.store.archive import ArchiveReader
from lib.store.statements import value

MOST_WORDS = 10  # of a search, those that are counted in texts where not all can be
MOST_TEXTS = 6_000  # in which they are counted together, in an archive of MEASURED stories
SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25, at their usual values
HEADLINE = 4  # places in the text that one in the headline counts for; it stands in the text too


def scores(db: ArchiveReader, criteria: Filter) -> str | None:
    """Return the name of a temp table (id, score) of the selected stories; None for a search without words.

    The rarest words are counted in texts, the others, which matter least, in headlines alone.
    """
    words = [*dict.fromkeys(part for each in sought(parse(criteria.text).node) for part in each.parts)]
    if not words:
        return None
    parameters = Parameters()
    shown = selection(db, Filter(as_of=criteria.as_of)).rows
    in_texts, in_headlines = _by_where_counted(db, words, shown)
    complete = has_indexed_all(db)
    searches = [searched([word], None, parameters, complete).condition for word in in_texts]
    holds_a_word = " or ".join(f"({each})" for each in searches) or "false"
    scored = shown if in_headlines else f"(select * from {shown} where id in (select id from read))"
    counts = [
        f"{_times(word, 'body', parameters)} + {HEADLINE - 1} * {_times(word, 'headline', parameters)}"
        for word in in_texts
    ]
    counts += [f"{HEADLINE} * {_times(word, 'headline', parameters)}" for word in in_headlines]
    places = range(len(counts))
    sql = f"""
        with read as materialized (select id from {shown} where {holds_a_word}),
        body as (
            select id, {folded("body")} as body from (
                select id, unnest([body]) as body from article_body where id in (select id from read))),
        counted as (
            select id, a.words, {", ".join(f"{counts[place]} as times_{place}" for place in places)}
            from {scored} a left join body using (id)
            join (select id, {folded("headline")} as headline from article_text) using (id)),
        known as (
            select {", ".join(f"count(*) filter (times_{place} > 0) as stories_{place}" for place in places)}
            from counted),
        whole as (
            select count(*)::double as stories, greatest(avg(words), 1) as words from {shown})
        select id, {" + ".join(map(_score, places))} as score from counted, known, whole
        where id in (select id from {selection(db, criteria).rows})"""
    return temp_table(db, ("relevance", criteria), sql, parameters.of(sql))


def _score(place: int) -> str:
    """Return the SQL for what the word at a place of the list adds to a story's score."""
    times, stories = f"times_{place}", f"stories_{place}"
    rarity = f"ln(1 + (whole.stories - {stories} + 0.5) / ({stories} + 0.5))"
    length = f"(1 - {LENGTH} + {LENGTH} * counted.words / whole.words)"
    return f"{rarity} * {times} * {SATURATION + 1} / ({times} + {SATURATION} * {length})"


def _by_where_counted(db: ArchiveReader, words: list[Words], shown: str) -> tuple[list[Words], list[Words]]:
    """Return the words to count in texts, and those to count in headlines alone, which are more frequent."""
    stories = int(value(db, f"select count(*) from {shown}"))
    most = MOST_TEXTS * max(1.0, stories / MEASURED)
    if len(words) * stories <= most:
        return words, []
    stories_of = dict.fromkeys(words, stories)  # how many have a word at most: a word of it at its rarest
    for each in words:
        for part, whole in longest_in_index(each):
            sql = f"select count(distinct id) from word_article where {index_test('$part', whole=whole)}"
            stories_of[each] = min(stories_of[each], int(value(db, sql, {"part": part})))
    ranked = sorted(stories_of, key=stories_of.__getitem__)
    read = sum(texts <= most for texts in accumulate(stories_of[each] for each in ranked[:MOST_WORDS]))
    return ranked[:read], ranked[read:]


def _times(words: Words, column: str, parameters: Parameters) -> str:
    """Return the SQL for how often the folded text in a column has the words."""
    expression = parameters.named("sought", pattern(words.text, exact=words.exact))
    return f"coalesce(len(regexp_extract_all({column}, {expression})), 0)"
