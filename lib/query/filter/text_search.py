"""Searching texts: SQL conditions that a story has some words, by the word index or by scanning texts."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.model.article import TEXT_ZONES, Zone
from lib.model.spelling import fold, folded, longest_plain_word, loose_pattern, pattern
from lib.query.filter import search_cost
from lib.query.filter.conditions import Parameters, joined
from lib.query.filter.near_words import near_each_other
from lib.query.filter.tree import Words
from lib.store.archive import ArchiveReader
from lib.store.summaries import in_zones

LOOKED_UP = 8  # words of a phrase, whose texts are scanned in any case
SEARCHED: tuple[Zone, ...] = ("headline", *TEXT_ZONES)  # what article_body holds


@dataclass(frozen=True, slots=True)
class Searched:
    """How stories with some words are found: an SQL condition on stories, and what it costs."""

    condition: str
    costly: str  # the condition on stories that each cost time: their texts are scanned
    cost: float  # of one of them, in millionths of a second of the processor


def searched(
    words: Sequence[Words],
    zones: Sequence[Zone] | None,
    parameters: Parameters,
    all_indexed: bool,
    among: str = "",
) -> Searched:
    """Return how stories with all these words are found: in headline and text, or each word in the zones.

    The word index answers for stories that it holds: all with `all_indexed`, else those in `indexed`. Other
    texts are scanned, only of stories that fit the SQL condition `among`, if there is one.
    """
    if zones is None or set(zones) == set(SEARCHED):
        return _in_texts(words, parameters, among, all_indexed)
    is_indexed = all_indexed and set(zones) <= set(SEARCHED)
    looked_up = " and ".join(_looked_up(words, parameters)) if is_indexed else ""
    limit = joined(among, looked_up) if looked_up else among
    tests = [f"id in ({_scanned([word], zones, limit, parameters)})" for word in words]
    return Searched(" and ".join(tests), limit or "true", search_cost.of_scan(words, zones=True))


def _in_texts(words: Sequence[Words], parameters: Parameters, among: str, all_indexed: bool) -> Searched:
    """Return how stories are found whose headline and text have all the words, by the index or by scanning.

    The index is enough for single words; of phrases it says which texts may hold them, and those are scanned.
    """
    looked_up = " and ".join(_looked_up(words, parameters))
    if not looked_up:
        condition = f"id in ({_scanned(words, None, among, parameters)})"
        return Searched(condition, among or "true", search_cost.of_scan(words))
    phrases = [each for each in words if [word for word, _ in each.in_index] != [fold(each.text).strip()]]
    if phrases:
        likely = joined(among, looked_up)
        condition = f"id in ({_scanned(phrases, None, likely, parameters)})"
        indexed = Searched(condition, likely, search_cost.of_scan(phrases))
    else:
        indexed = Searched(looked_up, "true", search_cost.of_index(words))
    if all_indexed:
        return indexed
    fresh = joined(among, "id not in (select id from indexed)")
    late = _scanned(words, None, fresh, parameters)
    condition = f"id in (select id from indexed where {indexed.condition} union all {late})"
    return Searched(condition, f"({indexed.costly}) or ({fresh})", indexed.cost)


def has_indexed_all(db: ArchiveReader) -> bool:
    """Return whether the archive's word index holds all stories; those of the last batches may lack."""
    sql = "select (select count(*) from article) = (select count(*) from indexed)"
    return db.execute(sql).fetchall() == [(True,)]


def title_condition(titles: Sequence[Words], parameters: Parameters) -> str:
    """Return the SQL condition: the headline has one of these words or phrases."""
    tests = " or ".join(f"({t})" for exact in (False, True) for t in _title_tests(titles, exact, parameters))
    return f"id in (select id from (select id, {folded('headline')} as text from article_text) where {tests})"


def _title_tests(titles: Sequence[Words], exact: bool, parameters: Parameters) -> Iterator[str]:
    """Yield the SQL test that a headline has one of the titles, of those `exact` or of the others."""
    alike = [each for each in titles if each.exact == exact]
    if len(alike) == 1:
        yield _test(alike[0], parameters)
    elif alike:
        expression = pattern(*(each.text for each in alike), exact=exact)
        yield f"regexp_matches(text, {parameters.named('pattern', expression)})"


def _looked_up(words: Sequence[Words], parameters: Parameters) -> Iterator[str]:
    """Yield the SQL conditions that the word index has the words, of each phrase its LOOKED_UP longest."""
    for each in words:
        for word, whole in longest_in_index(each):
            test = index_test(parameters.named("index", word), whole=whole)
            # As a list: of plain rows the engine expects so many that it looks up all stories among them.
            yield f"id in (select unnest(list(id)) from word_article where {test})"


def longest_in_index(words: Words) -> Sequence[tuple[str, bool]]:
    """Return a phrase's longest words, to be looked up in the index, each with whether it must be whole."""
    return sorted(words.in_index, key=lambda item: -len(item[0]))[:LOOKED_UP]


def index_test(name: str, *, whole: bool) -> str:
    """Return the SQL test that a word of the index equals a parameter or, unless `whole`, begins with it.

    `name` is the parameter's placeholder, as "$word_0".
    """
    return f"word = {name}" if whole else f"word >= {name} and word < {name} || chr({sys.maxunicode})"


def _scanned(words: Sequence[Words], zones: Sequence[Zone] | None, among: str, parameters: Parameters) -> str:
    """Return the SQL for the ids of stories that have all these words in headline and text.

    With zones, all words must be in one block of these zones. Only stories that fit the SQL condition `among`
    are scanned.
    """
    texts = f"article_block where zone in ({in_zones(zones)})" if zones else "article_body where true"
    column = source = "text" if zones else "body"
    if among:  # without unnest the database would search all texts first and select their stories afterwards
        texts += f" and id in (select id from article where {among})"
        source = f"unnest([{column}]) as {column}"
    tests = " and ".join(_test(word, parameters) for word in words)
    text = f"select id, {folded(column)} as text from (select id, {source} from {texts})"
    held = f"select id, text from ({text}) where {tests}"
    for word in words:
        if word.near is not None:
            held = near_each_other(word, held, parameters)
    return f"select id from ({held})"


def _test(words: Words, parameters: Parameters) -> str:
    """Return the SQL test that a folded text has the words.

    Of words that must be near each other it tests only that each occurs.
    """
    if words.near is not None:
        return " and ".join(f"contains(text, {parameters.named('word', each)})" for each, _ in words.in_index)
    test = f"regexp_matches(text, {parameters.named('pattern', pattern(words.text, exact=words.exact))})"
    if len(words.in_index) > 1:  # RE2 looks for the first letters and not for the border before them
        return f"regexp_matches(text, {parameters.named('loosely', loose_pattern(words.text))}) and {test}"
    certain = longest_plain_word(words.text)
    return f"contains(text, {parameters.named('word', certain)}) and {test}" if certain else test
