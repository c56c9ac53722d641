import re
import unicodedata

import duckdb

from lib.model.spelling import BARE, fold, folded, has_word, longest_plain_word, pattern, python_pattern
from tests.cases import every_case

FOLDED = [
    ("Élysée", "elysee"), ("ÜBER", "uber"), ("Zelenskyy", "zelenskyy"), ("İstanbul", "istanbul"),
    ("Йод", "иод"), ("ß", "ß"), ("e\u0301", "e"), ("Łódź", "łodz"), ("ΟΔΟΣ", "οδοσ"), ("", ""),
    ("“It’s” 5 € – YES…", "“it’s” 5 € – yes…"), ("“É”", "“e”"), ("भारत", "भरत"), ("தமிழ்", "தமழ"),
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
    ("भारत", True, "भारत में चुनाव", True),
    ("ভারত", False, "ভারতের নদী", True),
]


@every_case(("text", "expected"), FOLDED)
def test_case_and_accents_fall_alike_in_python_and_in_sql(text: str, expected: str) -> None:
    assert fold(text) == expected
    with duckdb.connect() as connection:
        assert connection.execute(f"select {folded('$text')}", {"text": text}).fetchall() == [(expected,)]


def test_every_mark_on_a_letter_falls_alike_in_python_and_in_sql() -> None:
    marked = [f"a{each}b" for each in map(chr, range(0x110000)) if unicodedata.category(each)[0] == "M"]
    with duckdb.connect() as connection:
        sql = f"select {folded('text')} from (select unnest($texts) as text)"
        assert connection.execute(sql, {"texts": marked}).fetchall() == [(fold(each),) for each in marked]
    assert len(marked) > 2_000


def test_a_text_that_is_left_as_it_is_has_no_accent() -> None:
    every = "".join(map(chr, range(1, 0xFFFF)))
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select regexp_extract_all($text, '[{BARE}]')",
            {"text": every.encode("utf-8", "ignore").decode()},
        ).fetchall()[0][0]
    assert len(found) > 200 and all(fold(each) == each.lower() for each in found)


@every_case(("words", "exact", "text", "found"), MATCHES)
def test_words_match_at_the_start_of_words_or_whole_also_beside_others_in_one_expression(
    words: str, exact: bool, text: str, found: bool
) -> None:
    alone, several = pattern(words, exact=exact), pattern("no such word", words, "彼女", exact=exact)
    assert several.count(r"\pL") == pattern(words, "no", exact=exact).count(r"\pL")
    with duckdb.connect() as connection:
        sql = f"select regexp_matches({folded('$text')}, $alone), regexp_matches({folded('$text')}, $several)"
        row = connection.execute(sql, {"text": text, "alone": alone, "several": several}).fetchone()
    assert row == (found, found)


def test_the_longest_word_that_is_always_written_alike_is_in_every_match() -> None:
    assert longest_plain_word("Sanctions") == "sanctions"
    assert longest_plain_word("Joint Forces café’s") == "forces"
    assert longest_plain_word("café’s") is None


def test_punctuation_alone_is_no_word() -> None:
    assert not has_word("&—…")
    assert has_word("3")


def test_a_pattern_of_nothing_finds_everything() -> None:
    assert re.search(pattern("", exact=True), "x")


@every_case(("words", "text", "found"), [(a, c, d) for a, exact, c, d in MATCHES if not exact])
def test_python_finds_the_start_of_words_alike(words: str, text: str, found: bool) -> None:
    assert bool(python_pattern(words).search(fold(text))) == found
