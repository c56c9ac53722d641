"""Searching texts: SQL conditions that a story has some words, by the word index or by reading."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.model.article import TEXT_ZONES, Zone
from lib.model.spelling import fold, folded, index_words, longest_plain_word, loose_pattern, pattern
from lib.query.filter.conditions import Parameters
from lib.query.filter.tree import Words
from lib.store.archive import ArchiveReader
from lib.store.summaries import in_zones

Index = Literal["none", "some", "all"]
# What it costs to look through one text, in millionths of a second of the processor (bench.searches).
A_TEXT = 5.0
A_PHRASE = 5.0
A_WORD_OF_A_ZONE = 15.0
A_NEAR_PHRASE = 150.0
A_LETTER = 1.2
LOOKED_UP = 8  # words of a phrase, whose texts are read in any case
SEARCHED: tuple[Zone, ...] = ("headline", *TEXT_ZONES)  # what article_body holds


@dataclass(frozen=True, slots=True)
class Searched:
    """How stories with some words are found: SQL condition, which texts are read, what one costs."""

    condition: str
    read: str  # the condition on stories whose texts are read
    each: float  # what one text costs, in millionths of a second of the processor; 0 by the word index


def searched(
    words: Sequence[Words],
    zones: Sequence[Zone] | None,
    parameters: Parameters,
    *,
    among: str = "",
    index: Index = "none",
) -> Searched:
    """Return how stories with all these words are found: in headline and text, or each word in the zones.

    The word index answers as far as it reaches: `index` says whether it knows all stories, some or none. Else
    texts are read, only of stories that fit the SQL condition `among`, if there is one.
    """
    if zones is None or set(zones) == set(SEARCHED):
        return _in_texts(words, parameters, among, index)
    is_known = index == "all" and set(zones) <= set(SEARCHED)
    known = " and ".join(_looked_up(words, parameters)) if is_known else ""
    limit = _all_of(among, known) if known else among
    source = _read("article_block", "text", limit, f"zone in ({in_zones(zones)})")
    tests = [f"id in ({_holding([word], source, 'text', parameters)})" for word in words]
    return Searched(" and ".join(tests), limit or "true", _cost(words, A_WORD_OF_A_ZONE))


def _in_texts(words: Sequence[Words], parameters: Parameters, among: str, index: Index) -> Searched:
    """Return how stories are found whose headline and text have all the words, by the index or by reading."""
    known = " and ".join(_looked_up(words, parameters)) if index != "none" else ""
    read = [word for word in words if not (known and _is_single(word))]
    if not known:
        condition = f"id in ({_holding(words, _read('article_body', 'body', among), 'body', parameters)})"
    elif index == "all" and not read:
        condition = known
    else:
        condition = f"id in ({_by_index(words, known, among, parameters)})"
    if not read:  # the index answers, of which a prefix of one letter is a large part
        short = sum(len(word) == 1 for each in words for word, whole in _index_words(each) if not whole)
        return Searched(condition, "true", A_LETTER * short)
    late = " or id not in (select id from indexed)" if known and index == "some" else ""
    return Searched(condition, _all_of(among, f"{known}{late}") or "true", A_TEXT + _cost(read, A_PHRASE))


def _cost(words: Sequence[Words], plain: float) -> float:
    """Return the cost of seeking words in a text, in microseconds; `plain` is that of a word or phrase."""
    return sum(plain if word.near is None else A_NEAR_PHRASE for word in words)


def _all_of(*conditions: str) -> str:
    """Return SQL conditions joined by "and", each in brackets, without empty ones."""
    return " and ".join(f"({each})" for each in conditions if each)


def index_of(db: ArchiveReader) -> Index:
    """Return whether the archive's word index covers "all" stories or "some"."""
    sql = "select (select count(*) from article) = (select count(*) from indexed)"
    return "all" if db.execute(sql).fetchall() == [(True,)] else "some"


def title_condition(titles: Sequence[Words], parameters: Parameters) -> str:
    """Return the SQL condition: the headline has one of these words or phrases."""
    tests = " or ".join(f"({t})" for exact in (False, True) for t in _title_tests(titles, exact, parameters))
    return f"id in (select id from (select id, {folded('headline')} as text from article_text) where {tests})"


def _title_tests(titles: Sequence[Words], exact: bool, parameters: Parameters) -> Iterator[str]:
    """Yield the SQL test that a text has one of the titles that are exact, or of those that are not."""
    alike = [each for each in titles if each.exact == exact]
    if len(alike) == 1:
        yield _test(alike[0], parameters)
    elif alike:
        expression = pattern(*(each.text for each in alike), exact=exact)
        yield f"regexp_matches(text, {parameters.named('pattern', expression)})"


def _looked_up(words: Sequence[Words], parameters: Parameters) -> Iterator[str]:
    """Yield the SQL conditions that the word index has the words, of each phrase its LOOKED_UP longest."""
    for each in words:
        for word, whole in sorted(_index_words(each), key=lambda item: -len(item[0]))[:LOOKED_UP]:
            name = parameters.named("index", word)
            there = (
                f"word = {name}" if whole else f"word >= {name} and word < {name} || chr({sys.maxunicode})"
            )
            # As a list: of plain rows the engine expects so many that it looks up all stories among them.
            yield f"id in (select unnest(list(id)) from word_article where {there})"


def _by_index(words: Sequence[Words], known: str, among: str, parameters: Parameters) -> str:
    """Return the SQL for ids of stories with the words: from the index, and by reading those not indexed.

    `known` is the SQL condition that the index has each word; the order of several is read in the text.
    """
    limits = [f"({among})"] if among else []
    late = " and ".join([*limits, "id not in (select id from indexed)"])
    scanned = _holding(words, _read("article_body", "body", late), "body", parameters)
    unsure = [word for word in words if not _is_single(word)]
    if not unsure:
        return f"select id from indexed where {known} union all {scanned}"
    early = " and ".join([*limits, "id in (select id from indexed)", known])
    return f"{_holding(unsure, _read('article_body', 'body', early), 'body', parameters)} union all {scanned}"


def _is_single(words: Words) -> bool:
    """Return whether the words are a single one, for which the word index is enough."""
    return words.near is None and [word for word, _ in _index_words(words)] == [fold(words.text).strip()]


def _index_words(words: Words) -> Sequence[tuple[str, bool]]:
    """Return (word, whether it must be whole) of each word to look up; () for a script without spaces."""
    return index_words(words.text, exact=words.exact) or ()


def _read(table: str, column: str, among: str = "", condition: str = "true") -> str:
    """Return SQL for FROM: (id, `column`) of rows that meet `condition`, of stories that meet `among`."""
    if not among:
        return f"(select id, {column} from {table} where {condition})"
    chosen = f"id in (select id from article where {among})"
    # Without unnest the database would search all texts first and select their stories afterwards.
    return f"(select id, unnest([{column}]) as {column} from {table} where {condition} and {chosen})"


def _holding(words: Sequence[Words], source: str, column: str, parameters: Parameters) -> str:
    """Return the SQL for the ids of the rows of a source whose column has all these words."""
    tests = " and ".join(_test(word, parameters) for word in words)
    held = f"select id, text from (select id, {folded(column)} as text from {source}) where {tests}"
    for word in words:
        if word.near is not None:
            held = _near(word, held, parameters)
    return f"select id from ({held})"


def _test(words: Words, parameters: Parameters) -> str:
    """Return the SQL test that a folded text has the words; of words near each other, that each occurs."""
    if words.near is not None:
        each = (word for word, _ in index_words(words.text, exact=True) or ())
        return " and ".join(f"contains(text, {parameters.named('word', word)})" for word in each)
    test = f"regexp_matches(text, {parameters.named('pattern', pattern(words.text, exact=words.exact))})"
    if len(_index_words(words)) > 1:  # RE2 looks for the first letters and not for the border before them
        return f"regexp_matches(text, {parameters.named('loosely', loose_pattern(words.text))}) and {test}"
    certain = longest_plain_word(words.text)
    return f"contains(text, {parameters.named('word', certain)}) and {test}" if certain else test


def _near(words: Words, texts: str, parameters: Parameters) -> str:
    """Return the SQL for those rows (id, text) of folded texts with the words near each other, in any order.

    A chain is a set of the words, each in a place of its own, with at most `near` others before the next. The
    chains that end in a place are kept as bits, one for each set of words: those of n + 1 words come from
    those of n in the places shortly before, by the word that stands here.
    """
    each = [word for word, _ in index_words(words.text, exact=True) or ()]
    sets, away = range(1 << len(each)), int(words.near or 0) + 1
    lacking = [sum(1 << chain for chain in sets if not chain >> place & 1) for place in range(len(each))]

    def by_word(chains: str) -> str:
        """Return the SQL for the chains extended by the word at a place."""
        found = {
            word: " | ".join(
                f"(({chains} & {lacking[place]}) << {1 << place})"
                for place, same in enumerate(each)
                if same == word
            )
            for word in each
        }
        cases = " ".join(f"when {parameters.named('word', word)} then {new}" for word, new in found.items())
        return f"case word {cases} end"

    rows = f"select number, place, word, {by_word('1')} as chains from word"
    for _ in each[1:]:
        before = f"(partition by number order by place range between {away} preceding and 1 preceding)"
        rows = f"""
            select number, place, word, {by_word("before")} as chains
            from (select *, bit_or(chains) over {before} as before from ({rows}))"""
    return rf"""
        with held as materialized (select row_number() over () as number, id, text from ({texts})),
        word as (
            select * from (
                select number, unnest(words) as word, unnest(range(len(words))) as place
                from (select number, string_split_regex(text, '[^\pL\pN]+') as words from held))
            where word in ({", ".join(parameters.named("word", word) for word in each)}))
        select id, text from held where number in (select number from ({rows}) where chains <> 0)"""
