"""The SQL that finds words near each other in a text, in any order."""

from lib.query.filter.conditions import Parameters
from lib.query.filter.syntax import NEAR_WORDS
from lib.query.filter.tree import Words


def near_each_other(words: Words, texts: str, parameters: Parameters) -> str:
    """Return the SQL for those rows (id, text) of folded texts with the words near each other, in any order.

    A chain is some of the words, each in a place of its own, with at most `near` others before the next. A
    set of words is a number with a bit for each word, and the sets of the chains that end in a place are one
    with a bit for each set. "aid port"~1 in "port of aid": the sets are 0 (none), 1 (aid), 2 (port), 3.
    Chains of one word end in place 0, as 1 << 2 (port), and in place 2, as 1 << 1 (aid). Adding "aid" makes
    each set greater by 1, so shifts its bit by 1; sets that hold it are masked. In place 2 "aid" is added to
    the chains within reach before it: 1 << 2 becomes 1 << 3, both. The bits double with each word: ValueError
    unless there are two to four, in a script with spaces.
    """
    each = [word for word, _ in words.in_index]
    if words.near is None or len(each) not in NEAR_WORDS:
        raise ValueError(f"{words} are not two to four words with a distance")
    sets, reach = range(1 << len(each)), words.near + 1
    without = [sum(1 << held for held in sets if not held >> bit & 1) for bit in range(len(each))]

    def extended(chains: str) -> str:
        """Return the SQL for the bits of chains with the word of a row added; equal words have a bit each."""
        cases: dict[str, list[str]] = {word: [] for word in each}
        for bit, word in enumerate(each):
            cases[word].append(f"(({chains} & {without[bit]}) << {1 << bit})")
        whens = (
            f"when {parameters.named('word', word)} then {' | '.join(new)}" for word, new in cases.items()
        )
        return f"case word {' '.join(whens)} end"

    rows = f"select number, place, word, {extended('1')} as chains from word"
    for _ in each[1:]:
        before = f"(partition by number order by place range between {reach} preceding and 1 preceding)"
        rows = f"""
            select number, place, word, {extended("before")} as chains
            from (select *, bit_or(chains) over {before} as before from ({rows}))"""
    return rf"""
        with held as materialized (select row_number() over () as number, id, text from ({texts})),
        word as (
            select * from (
                select number, unnest(words) as word, unnest(range(len(words))) as place
                from (select number, string_split_regex(text, '[^\pL\pN]+') as words from held))
            where word in ({", ".join(parameters.named("word", word) for word in each)}))
        select id, text from held where number in (select number from ({rows}) where chains <> 0)"""
