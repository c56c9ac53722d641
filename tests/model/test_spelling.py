import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.spelling import fold, folded, has_word, near, pattern, plain, spaced

FOLDED = [
    ("Élysée", "elysee"), ("ÜBER", "uber"), ("Zelenskyy", "zelenskyy"), ("İstanbul", "istanbul"),
    ("Йод", "иод"), ("ß", "ß"), ("e\u0301", "e"), ("Łódź", "łodz"), ("ΟΔΟΣ", "οδοσ"), ("", ""),
]  # fmt: skip
# words, exact, text, found
MATCHES = [
    ("sanction", False, "New sanctions hit", True),
    ("sanction", True, "New sanctions hit", False),
    ("art", False, "a smart move", False),
    ("art", False, "art", True),
    ("art", False, "state-art", True),
    ("military aid", True, "Military\n  aid came", True),
    ("military aid", True, "military aids", False),
    ("military aid", True, "military\N{NO-BREAK SPACE}aid", True),
    ("café's", False, "the cafe’s roof", True),
    ("U.S.", True, "the U.S. said", True),
    ("U.S.", False, "the UPS said", False),
    ("(x|y)*", False, "(x|y)*", True),
    ("C++", True, "in C++", True),
    ("東京", False, "in 東京", True),
    ("東京", True, "彼は東京に住む", True),
    ("กรุงเทพ", False, "ที่กรุงเทพมหานคร", True),
    ("NATO", False, "北NATO", False),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_case_and_accents_fall_alike_in_python_and_in_sql(text: str, expected: str) -> None:
    assert fold(text) == expected
    with duckdb.connect() as connection:
        assert connection.execute(f"select {folded('$text')}", {"text": text}).fetchall() == [(expected,)]


@pytest.mark.parametrize(("words", "exact", "text", "found"), MATCHES)
def test_words_match_at_the_start_of_words_and_whole_when_exact(
    words: str, exact: bool, text: str, found: bool
) -> None:
    with duckdb.connect() as connection:
        sql = f"select regexp_matches({folded('$text')}, $pattern)"
        row = connection.execute(sql, {"text": text, "pattern": pattern(words, exact=exact)}).fetchone()
    assert row == (found,)


def test_the_longest_word_that_is_always_written_alike_is_in_every_match() -> None:
    assert plain("Sanctions") == "sanctions"
    assert plain("Joint Forces café’s") == "forces"
    assert plain("café’s") is None


def test_punctuation_alone_is_no_word() -> None:
    assert not has_word("&—…")
    assert has_word("3")


def test_a_pattern_of_nothing_finds_everything() -> None:
    assert re.search(pattern("", exact=True), "x")


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@given(
    words=st.lists(st.sampled_from(["aid", "port", "o'brien", "é"]), min_size=2, max_size=3),
    most=st.integers(0, 4),
    text=st.lists(st.sampled_from(["aid", "Port,", "ports", "O’Brien", "É", "x", "-", "y_z"]), max_size=12),
)
def test_words_are_near_where_few_enough_words_stand_between_them(
    duck: duckdb.DuckDBPyConnection, words: list[str], most: int, text: list[str]
) -> None:
    runs = re.findall(r"[^\W_]+", fold(" ".join(text)))
    wanted = sorted(re.findall(r"[^\W_]+", fold(" ".join(words))))
    there = any(
        sorted(runs[place] for place in chosen) == wanted
        and all(after - before - 1 <= most for before, after in pairwise(chosen))
        for chosen in combinations(range(len(runs)), len(wanted))
    )
    sql = f"select regexp_matches({spaced(folded('$text'))}, $near)"
    given = {"text": " ".join(text), "near": f" {near(' '.join(words), most)} "}
    assert duck.execute(sql, given).fetchall() == [(there,)]
