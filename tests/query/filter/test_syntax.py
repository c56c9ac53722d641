import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.errors import SearchRefused
from lib.query.filter.syntax import MAX_DEPTH, MAX_LENGTH, MAX_PARTS, MOST_NEAR, parse
from lib.query.filter.tree import Days, Every, Field, InZone, Node, Not, Some, Words
from tests.cases import every_case

A, B, C = Words("a"), Words("b"), Words("c")
TREES: list[tuple[str, Node | None]] = [
    ("", None),
    ("a", A),
    ("a b", Every((A, B))),
    ("a AND b", Every((A, B))),
    ("a OR b", Some((A, B))),
    ("a b OR c", Some((Every((A, B)), C))),
    ("a (b OR c)", Every((A, Some((B, C))))),
    ("a, b; c.", Every((A, B, C))),
    ("-a", Not(A)),
    ("!a", Not(A)),
    ("NOT a", Not(A)),
    ("--a", A),
    ("NOT -a", A),
    ("NOT " * 21 + "a", Not(A)),
    ("NOT " * 22 + "a", A),
    ("-date:none", Days(None, None)),
    ("-" * 21 + "a", Not(A)),
    ("(" * MAX_DEPTH + "-a" + ")" * MAX_DEPTH, Not(A)),
    ("a-b", Words("a-b")),
    ("-(a b)", Not(Every((A, B)))),
    ('"a b"', Words("a b", exact=True)),
    ("“a b”", Words("a b", exact=True)),
    ('-"a b"', Not(Words("a b", exact=True))),
    ('"a b"~5', Words("a b", exact=True, near=5)),
    ("“c d a b”~0.", Words("c d a b", exact=True, near=0)),
    ('-"o’b a"~100 c', Every((Not(Words("o’b a", exact=True, near=100)), C))),
    ("#a", Field("tag", ("a",))),
    ('#"a b"', Field("tag", ("a b",))),
    ("TAG:a", Field("tag", ("a",))),
    ("author:a -source:b", Every((Field("author", ("a",)), Not(Field("source", ("b",)))))),
    ('with:"a b",c', Field("with", ("a b", "c"))),
    ("zone:caption a", Every((InZone("caption"), A))),
    ("date:2024-04", Days(date(2024, 4, 1), date(2024, 4, 30))),
    ("date:none", Not(Days(None, None))),
    ("Date:None", Not(Days(None, None))),
    ("sanct* a", Every((Words("sanct"), A))),
    ("tag:har*,b", Field("tag", ("har", "b"))),
    ("#a, b", Every((Field("tag", ("a",)), B))),
    ("10:30", Words("10:30")),
    ('"tag" a', Every((Words("tag", exact=True), A))),
    ("headline:a", Field("title", ("a",))),
    ("note: a", Every((Words("note"), A))),
    ("tag: OR a", Some((Words("tag"), A))),
    ("tag: -a", Every((Words("tag"), Not(A)))),
    ("tag: #a", Every((Words("tag"), Field("tag", ("a",))))),
    ('title:"a",b', Field("title", ("a", "b"), quoted=("a",))),
    ("or and not", Every((Words("or"), Words("and"), Words("not")))),
]
MENDED: list[tuple[str, Node | None, str]] = [
    ('a "b', Every((A, Words("b", exact=True))), "not closed"),
    ("(a b", Every((A, B)), "not closed"),
    (f"a {'(' * MAX_DEPTH}-(b (c)){')' * MAX_DEPTH}", A, "what is in the inner ones was left out"),
    (f"a {'(' * MAX_DEPTH}(b){')' * MAX_DEPTH} c", Every((A, C)), "more than 20 deep"),
    ("a) b", Every((A, B)), "closes nothing"),
    ("a OR", A, "both sides"),
    ("OR a", A, "both sides"),
    ("OR", None, "both sides"),
    ("a OR OR b", Some((A, B)), "both sides"),
    ("a NOT", A, "something after it"),
    ("&", None, "no letter or digit"),
    ("tag: a", Field("tag", ("a",)), "was read as tag:a"),
    ('Title:  "a b",c', Field("title", ("a b", "c"), quoted=("a b",)), 'read as title:"a b",c'),
    ("colour:a", Words("colour:a"), 'no field "colour:"; there are author:, title:, tag:'),
    ('#""', Words('#""'), "comes a name"),
    ("date:never", Words("date:never"), "a date is written"),
    ('"a b"~', Words("a b", exact=True), 'as in "a b"~5'),
    ('"a b"~x c', Every((Words("a b", exact=True), C)), "a number up to 100"),
    ('"a b"~101', Words("a b", exact=True), "a number up to 100"),
    ('"a"~5', Words("a", exact=True), "two to four words"),
    ('"a b c d e"~5', Words("a b c d e", exact=True), "two to four words"),
    ('"東京 大阪"~5', Words("東京 大阪", exact=True), "with spaces between them"),
]
# Where each of them begins, counted from 1.
PLACES: list[tuple[str, list[int]]] = [
    ('a "b', [3]),
    ("ab (c", [4]),
    ("a) b", [2]),
    ("a OR", [3]),
    ("a OR b OR", [8]),
    ("a NOT", [3]),
    ("a & b", [3]),
    ("a colour:b", [3]),
    ('a b "c"~5', [5]),
    ("a) b) (c", [2, 7]),
]


@every_case(("text", "tree"), TREES)
def test_a_search_is_read_as_this_tree(text: str, tree: Node | None) -> None:
    search = parse(text)
    assert search.node == tree
    assert search.notes == ()


@every_case(("text", "tree", "note"), MENDED)
def test_bad_syntax_is_mended_and_told(text: str, tree: Node | None, note: str) -> None:
    search = parse(text)
    assert search.node == tree
    assert note in " ".join(search.notes)


@every_case(("text", "places"), PLACES)
def test_what_is_not_understood_is_told_with_its_place_each_kind_once(text: str, places: list[int]) -> None:
    notes = parse(text).notes
    assert [note.partition(": ")[0] for note in notes] == [f"At character {place}" for place in places]


@given(st.text(max_size=60) | st.text(alphabet='ab -!#:"()ORANDtagwithdate,/“”0124\n', max_size=80))
def test_no_text_of_a_reader_is_an_error(text: str) -> None:
    assert all(note.endswith(".") for note in parse(text).notes)


@every_case(
    ("text", "limit"),
    [
        ("(" * 500, "500 words and signs, and may have 80"),
        ("-(" * 500 + "a", "1,001 words and signs"),
        ("NOT " * 500 + "a", "2,001 characters, and may have 2,000"),
        ("NOT " * 81, "81 words and signs"),
        ("a " * 5_000, "10,000 characters"),
        ('"' * 99, None),
        ("a OR " * 400, "800 words and signs"),
        ("a,b,c," * 500, "3,000 characters"),
        ("a," * 81, "81 words and signs"),
        ("a* " * 81, "81 words and signs"),
        (f'"{"a " * 81}"', "81 words and signs"),
        (f"tag:{'a,' * 80}a", "82 words and signs"),
        ("a" * 2_001, "2,001 characters"),
    ],
)
def test_endless_searches_are_refused_with_the_limit(text: str, limit: str | None) -> None:
    if limit is None:
        assert parse(text).node is None
        return
    with pytest.raises(SearchRefused, match=re.escape(limit)):
        parse(text)


def test_as_many_words_as_the_limit_are_read() -> None:
    assert parse("a" + " b" * 79).notes == ()
    assert parse(" OR ".join("abcdefghij" * 4)).node == Some(tuple(map(Words, "abcdefghij")))


def test_what_is_said_twice_is_asked_once() -> None:
    assert parse("a b a") == parse("a b") and parse("a OR b OR a") == parse("a OR b")
    assert parse("a " * 50).node == A and parse('"a b"~5 ' * 20).node == Words("a b", exact=True, near=5)


def test_of_many_phrases_whose_words_stand_apart_the_first_are_read_so() -> None:
    search = parse(" ".join(f'"a b{number}"~5' for number in range(6)))
    assert isinstance(search.node, Every)
    near = [node.near for node in search.node.nodes if isinstance(node, Words)]
    apart = [node for node in search.node.nodes if isinstance(node, Every)]
    assert near == [5] * MOST_NEAR and apart[0] == Every((Words("a", exact=True), Words("b3", exact=True)))
    assert len(search.notes) == 1 and "Only 3 phrases" in search.notes[0]


def test_limits_are_what_a_reader_never_types() -> None:
    assert (MAX_LENGTH, MAX_PARTS, MAX_DEPTH) == (2_000, 80, 20)
