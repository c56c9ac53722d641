import re
from itertools import combinations, pairwise

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.spelling import fold
from lib.query.filter.conditions import Parameters
from lib.query.filter.text_search import searched
from lib.query.filter.tree import Words


def test_words_of_the_text_are_sought_in_one_pass_and_words_of_a_zone_each_for_itself() -> None:
    words = [Words("aid"), Words("oil")]
    assert searched(words, None, Parameters()).condition.count("from article_body") == 1
    assert searched(words, ("caption",), Parameters()).condition.count("from article_block") == 2


def test_words_are_sought_among_the_stories_that_fit_a_condition_only() -> None:
    assert "from article where" not in searched([Words("aid")], None, Parameters()).condition
    for zones in (None, ("caption",)):
        condition = searched([Words("aid")], zones, Parameters(), among="day > 5").condition
        assert "id in (select id from article where day > 5)" in condition


WRITTEN = st.sampled_from(["aid", "Port,", "ports", "O’Brien", "É", "x", "-", "y_z", "Ida"])


@settings(max_examples=10)
@given(
    words=st.lists(st.sampled_from(["aid", "port", "o'brien", "é", "ida"]), min_size=2, max_size=4).filter(
        lambda words: len(_words(" ".join(words))) <= 4  # more are not read as near each other
    ),
    most=st.integers(0, 4),
    texts=st.lists(st.lists(WRITTEN, max_size=14).map(" ".join), min_size=20, max_size=20),
)
def test_words_are_near_where_few_enough_words_stand_between_them(
    words: list[str], most: int, texts: list[str]
) -> None:
    parameters = Parameters()
    condition = searched([Words(" ".join(words), exact=True, near=most)], None, parameters).condition
    with duckdb.connect() as connection:
        connection.execute("create table article_body (id integer, body varchar)")
        connection.executemany("insert into article_body values (?, ?)", [*enumerate(texts)])
        found = connection.execute(
            f"select id from article_body where {condition} order by id", parameters.values
        ).fetchall()
    wanted = sorted(_words(" ".join(words)))
    assert [each for (each,) in found] == [
        number for number, text in enumerate(texts) if _chained(_words(text), wanted, most)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _chained(runs: list[str], wanted: list[str], most: int) -> bool:
    return any(
        sorted(runs[place] for place in chosen) == wanted
        and all(after - before - 1 <= most for before, after in pairwise(chosen))
        for chosen in combinations(range(len(runs)), len(wanted))
    )


def test_a_search_is_near_only_where_all_of_several_chains_are() -> None:
    parameters = Parameters()
    chains = [Words("aid port", exact=True, near=1), Words("ida aid", exact=True, near=0), Words("oil")]
    condition = searched(chains, None, parameters).condition
    with duckdb.connect() as connection:
        connection.execute("create table article_body (id integer, body varchar)")
        texts = ["ida aid port oil", "ida aid x x port oil", "ida x aid port oil", "ida aid port"]
        connection.executemany("insert into article_body values (?, ?)", [*enumerate(texts)])
        assert connection.execute(
            f"select id from article_body where {condition}", parameters.values
        ).fetchall() == [(0,)]
