"""SQL conditions on rows of `article`; lists use link tables, as the engine's list_has_any is slow."""

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lib.model.article import TEXT_ZONES, ZONES, Zone
from lib.model.mention import MANNERS, Manner
from lib.model.spelling import fold, folded, index_words, longest_plain_word, loose_pattern, pattern
from lib.query.filter.tree import Words
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted, in_zones

EPOCH = date(1970, 1, 1)
PLACEHOLDER = re.compile(r"\$(\w+)")
NOTHING = "false"
FEW = 100  # values that a scan sorts out by itself
Index = Literal["none", "some", "all"]
# What it costs to look through one text, in millionths of a second of the processor (bench.searches).
A_TEXT = 5.0
A_PHRASE = 5.0
A_WORD_OF_A_ZONE = 15.0
A_NEAR_PHRASE = 150.0
A_LETTER = 1.2
LOOKED_UP = 8  # words of a phrase, whose texts are read in any case
SEARCHED: tuple[Zone, ...] = ("headline", *TEXT_ZONES)  # what article_body holds


@dataclass(slots=True)
class Parameters:
    """The named values of an SQL statement, each with its placeholder."""

    values: dict[str, object] = field(default_factory=dict)
    _keys: dict[tuple[str, object], str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def named(self, name: str, value: object) -> str:
        """Add a value and return its placeholder, as $word_0; equal values of one name share it."""
        kept = (name, tuple(value) if isinstance(value, list) else value)
        if kept not in self._keys:
            number = self._numbers[name] = self._numbers.get(name, -1) + 1
            self._keys[kept] = f"{name}_{number}"
            self.values[self._keys[kept]] = value
        return f"${self._keys[kept]}"

    def of(self, sql: str) -> dict[str, object]:
        """Return {name: value} of the parameters whose placeholders occur in a part of the statement."""
        return {name: self.values[name] for name in set(PLACEHOLDER.findall(sql))}


def members(ids: Collection[int]) -> str:
    """Return SQL to put in brackets after `in`: a few ids as literals, which is faster, many as one list."""
    numbers = ", ".join(map(str, ids))
    return numbers if len(ids) <= FEW else f"select unnest([{numbers}])"


def linked(link: str, ids: Collection[int]) -> str:
    """Return the SQL condition: the story has one of these tags, authors or actors; `link` names which."""
    return f"id in (select id from {link}_article where {link}_id in ({members(ids)}))" if ids else NOTHING


def days(since: date | None, until: date | None) -> str:
    """Return the SQL condition: the story is dated within the days, both included; None is an open end."""
    first = f"day >= {(since - EPOCH).days}" if since else "day is not null"
    last = f" and day <= {(until - EPOCH).days}" if until else ""
    return f"({first}{last})"


def named(ids: Collection[int], zones: Sequence[Zone], roles: Sequence[Manner]) -> str:
    """Return the SQL condition: the story names one of these actors in the zones and roles."""
    if not ids:
        return NOTHING
    if set(zones) == set(ZONES) and set(roles) == set(MANNERS):
        return linked("actor", ids)
    there = counted(zones, roles, "story_actor")
    return f"id in (select id from story_actor where actor_id in ({members(ids)}) and {there})"


def named_together(groups: Sequence[Collection[int]], zones: Sequence[Zone], roles: Sequence[Manner]) -> str:
    """Return the SQL condition: one sentence of the story names an actor of every group."""
    if not all(groups):
        return NOTHING
    everyone = sorted({actor for group in groups for actor in group})
    masks = " & ".join(
        f"coalesce(bit_or(smask) filter (actor_id in ({', '.join(map(str, group))})), 0)" for group in groups
    )
    there = counted(zones, roles, "story_actor")
    return f"""id in (
        select id from story_actor where actor_id in ({members(everyone)}) and {there}
        group by id, chunk having ({masks}) <> 0)"""


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
    """Return how stories with some words are found: by the word index as far as it reaches, else by texts.

    The text has all the words, or with zones, each word stands somewhere in these. Texts are read only of
    stories that fit the condition `among`, if there is one; `index` says whether the index knows all stories,
    some or none.
    """
    in_text = zones is None or set(zones) == set(SEARCHED)
    reaches = in_text and index == "some"
    if index == "all":
        reaches = set(zones or ()) <= set(SEARCHED)
    known = [*filter(None, (_looked_up(word, parameters) for word in words))] if reaches else []
    late = "" if index == "all" or not known else " or id not in (select id from indexed)"
    limits = _all_of(among, f"{' and '.join(known)}{late}") or "true"
    if in_text:
        return _in_texts(words, known, parameters, among=among, index=index, limits=limits)
    limit = _all_of(among, *known) if known else among
    source = _read("article_block", "text", limit, f"zone in ({in_zones(zones or ())})")
    tests = [f"id in ({_holding([word], source, 'text', parameters)})" for word in words]
    return Searched(" and ".join(tests), limits, _cost(words, A_WORD_OF_A_ZONE))


def _in_texts(
    words: Sequence[Words], known: Sequence[str], parameters: Parameters, *, among: str, index: Index,
    limits: str,
) -> Searched:  # fmt: skip
    """Return how stories are found whose headline and text have all the words.

    `known` are SQL conditions that the word index answers for some of the words; `limits` is the condition on
    stories whose texts are read.
    """
    looked_up = " and ".join(known)
    read = [word for word in words if not (known and _is_single(word))]
    if index == "all" and not read:
        condition = looked_up
    elif known:
        condition = f"id in ({_by_index(words, looked_up, among, parameters)})"
    else:
        condition = f"id in ({_holding(words, _read('article_body', 'body', among), 'body', parameters)})"
    if not read:  # the index answers, of which a prefix of one letter is a large part
        short = sum(len(word) == 1 for each in words for word, whole in _index_words(each) if not whole)
        return Searched(condition, "true", A_LETTER * short)
    return Searched(condition, limits, A_TEXT + _cost(read, A_PHRASE))


def _cost(words: Sequence[Words], plain: float) -> float:
    """Return the cost of seeking words in a text, in microseconds; `plain` is that of a word or phrase."""
    return sum(plain if word.near is None else A_NEAR_PHRASE for word in words)


def _all_of(*conditions: str) -> str:
    return " and ".join(f"({each})" for each in conditions if each)


def index_of(db: ArchiveReader) -> Index:
    """Return whether the archive's word index covers "all" stories or "some"."""
    sql = "select (select count(*) from article) = (select count(*) from indexed)"
    return "all" if db.execute(sql).fetchall() == [(True,)] else "some"


def has_title_word(titles: Sequence[Words], parameters: Parameters) -> str:
    """Return the SQL condition: the headline has one of these words or phrases."""
    tests = " or ".join(f"({test})" for exact in (False, True) for test in _any(titles, exact, parameters))
    return f"id in (select id from (select id, {folded('headline')} as text from article_text) where {tests})"


def _any(titles: Sequence[Words], exact: bool, parameters: Parameters) -> Iterator[str]:
    """Yield the SQL test that a text has one of the titles that are exact, or of those that are not."""
    alike = [each for each in titles if each.exact == exact]
    if len(alike) == 1:
        yield _test(alike[0], parameters)
    elif alike:
        expression = pattern(*(each.text for each in alike), exact=exact)
        yield f"regexp_matches(text, {parameters.named('pattern', expression)})"


def has_zone(zones: Sequence[Zone]) -> str:
    """Return the SQL condition: the story has a block in one of the zones."""
    return f"id in (select id from article_block where zone in ({in_zones(zones)}))"


def _looked_up(words: Words, parameters: Parameters) -> str:
    """Return the SQL condition that the word index has the LOOKED_UP longest words; "" for no index word."""
    conditions = []
    for word, whole in sorted(_index_words(words), key=lambda each: -len(each[0]))[:LOOKED_UP]:
        name = parameters.named("index", word)
        there = f"word = {name}" if whole else f"word >= {name} and word < {name} || chr({sys.maxunicode})"
        # As a list: of plain rows the engine expects so many that it looks up all stories among them.
        conditions.append(f"id in (select unnest(list(id)) from word_article where {there})")
    return " and ".join(conditions)


def _by_index(words: Sequence[Words], known: str, among: str, parameters: Parameters) -> str:
    """Return the SQL for ids of stories with the words: from the index, and by reading those not indexed.

    A single word needs only the index; for several their order must be read in the text.
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
    """Return the SQL for the rows (id, `column`) whose texts are searched, to put after FROM."""
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
