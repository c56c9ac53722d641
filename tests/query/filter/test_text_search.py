import re
from itertools import combinations, pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.spelling import fold
from lib.query.filter.conditions import Parameters
from lib.query.filter.text_search import searched
from lib.query.filter.tree import Words


def test_words_of_the_text_are_sought_in_one_pass_and_words_of_a_zone_each_for_itself() -> None:
    words = [Words("aid"), Words("oil")]
    assert searched(words, None, Parameters(), False).condition.count("from article_body") == 1
    assert searched(words, ("caption",), Parameters(), False).condition.count("from article_block") == 2


def test_words_are_sought_among_the_stories_that_fit_a_condition_only() -> None:
    for zones in (None, ("caption",)):
        assert "day > 5" not in searched([Words("aid oil")], zones, Parameters(), True).condition
        condition = searched([Words("aid oil")], zones, Parameters(), True, "day > 5").condition
        assert "id in (select id from article where " in condition and "day > 5" in condition


@pytest.mark.parametrize("text", ["aid", "aid port oil grain ice", "東京 大阪"])
def test_words_near_each_other_are_two_to_four_in_a_script_with_spaces(text: str) -> None:
    with pytest.raises(ValueError, match="two to four words"):
        searched([Words(text, exact=True, near=1)], None, Parameters(), False)


def _found(words: list[Words], texts: list[str]) -> list[int]:
    """Return the numbers of the texts with all the words, of an archive whose word index holds none."""
    parameters = Parameters()
    condition = searched(words, None, parameters, False).condition
    with duckdb.connect() as connection:
        connection.execute("""
            create table article_body (id integer, body varchar);
            create table indexed (id integer);
            create table word_article (word varchar, id integer);
            create view article as select id from article_body""")
        connection.executemany("insert into article_body values (?, ?)", [*enumerate(texts)])
        sql = f"select id from article_body where {condition} order by id"
        return [number for (number,) in connection.execute(sql, parameters.of(sql)).fetchall()]


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
    found = _found([Words(" ".join(words), exact=True, near=most)], texts)
    wanted = sorted(_words(" ".join(words)))
    assert found == [number for number, text in enumerate(texts) if _chained(_words(text), wanted, most)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _chained(runs: list[str], wanted: list[str], most: int) -> bool:
    return any(
        sorted(runs[place] for place in chosen) == wanted
        and all(after - before - 1 <= most for before, after in pairwise(chosen))
        for chosen in combinations(range(len(runs)), len(wanted))
    )


def test_a_search_is_near_only_where_all_of_several_chains_are() -> None:
    chains = [Words("aid port", exact=True, near=1), Words("ida aid", exact=True, near=0), Words("oil")]
    texts = ["ida aid port oil", "ida aid x x port oil", "ida x aid port oil", "ida aid port"]
    assert _found(chains, texts) == [0]
