"""How well a story answers a search: BM25 (Robertson and Zaragoza 2009, doi 10.1561/1500000019)."""

from collections.abc import Iterator

from lib.model.filter import Filter
from lib.model.spelling import folded, pattern
from lib.query.filter.conditions import Parameters, index_of, worded
from lib.query.filter.selection import kept, selection
from lib.query.filter.syntax import Every, Field, Node, Not, Some, Words, parse
from lib.store.archive import ArchiveReader

SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25, at their usual values
HEADLINE = 4  # places in the text that one in the headline counts for; it stands in the text too


def sought(node: Node | None) -> Iterator[Words]:
    """Yield the words that a search wants to find, not those it wants to be absent."""
    match node:
        case Words():
            yield node
        case Field(name="title"):
            yield from node.words
        case Every() | Some():
            for each in node.nodes:
                yield from sought(each)
        case Not() | None:
            return


def scores(db: ArchiveReader, criteria: Filter) -> str | None:
    """Return the table (id, score) of the selected stories; None where no words are searched for."""
    words = [*dict.fromkeys(part for each in sought(parse(criteria.text).node) for part in each.parts)]
    if not words:
        return None
    parameters = Parameters()
    counts = ", ".join(
        f"{_times(word, 'body', parameters)} + {HEADLINE - 1} * {_times(word, 'headline', parameters)}"
        f" as n{place}"
        for place, word in enumerate(words)
    )
    known = ", ".join(f"count(*) filter (n{place} > 0) as d{place}" for place in range(len(words)))
    parts = " + ".join(
        f"ln(1 + (whole.stories - d{place} + 0.5) / (d{place} + 0.5)) * n{place} * {SATURATION + 1}"
        f" / (n{place} + {SATURATION} * (1 - {LENGTH} + {LENGTH} * found.words / whole.words))"
        for place in range(len(words))
    )
    index, selected = index_of(db), selection(db, criteria)
    shown = selection(db, Filter(as_of=criteria.as_of)).rows
    holding = " or ".join(f"({worded([word], None, parameters, index=index)})" for word in words)
    sql = f"""
        with found as (
            select id, a.words, {counts} from (select id, words from {shown} where {holding}) a
            join (select id, unnest([{folded("body")}]) as body from article_body) using (id)
            join (select id, {folded("headline")} as headline from article_text) using (id)),
        known as (select {known} from found),
        whole as (
            select count(*)::double as stories, greatest(avg(words), 1) as words from {shown})
        select id, {parts} as score from found, known, whole where id in (select id from {selected.rows})"""
    return kept(db, ("relevance", criteria), sql, {**parameters.values, **selected.parameters})


def _times(words: Words, column: str, parameters: Parameters) -> str:
    """Return the SQL for how often a folded text holds the words."""
    expression = parameters.named("sought", pattern(words.text, exact=words.exact))
    return f"len(regexp_extract_all({column}, {expression}))"
