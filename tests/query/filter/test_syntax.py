from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.query.filter.syntax import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parse
from lib.query.filter.tree import Days, Every, Field, InZone, Node, Not, Some, Words

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
    ("a-b", Words("a-b")),
    ("-(a b)", Not(Every((A, B)))),
    ('"a b"', Words("a b", exact=True)),
    ("“a b”", Words("a b", exact=True)),
    ('-"a b"', Not(Words("a b", exact=True))),
    ("#a", Field("tag", ("a",))),
    ('#"a b"', Field("tag", ("a b",))),
    ("TAG:a", Field("tag", ("a",))),
    ("author:a -source:b", Every((Field("author", ("a",)), Not(Field("source", ("b",)))))),
    ('with:"a b",c', Field("with", ("a b", "c"))),
    ("zone:caption a", Every((InZone("caption"), A))),
    ("date:2024-04", Days(date(2024, 4, 1), date(2024, 4, 30))),
    ("10:30", Words("10:30")),
    ("or and not", Every((Words("or"), Words("and"), Words("not")))),
]
MENDED: list[tuple[str, Node | None, str]] = [
    ('a "b', Every((A, Words("b", exact=True))), "not closed"),
    ("(a b", Every((A, B)), "not closed"),
    ("a) b", Every((A, B)), "closes nothing"),
    ("a OR", A, "both sides"),
    ("OR a", A, "both sides"),
    ("OR", None, "both sides"),
    ("a OR OR b", Some((A, B)), "both sides"),
    ("a NOT", A, "something after it"),
    ("&", None, "no letter or digit"),
    ("tag: a", Every((Words("tag"), A)), ""),
    ("colour:a", Words("colour:a"), "no field"),
    ("date:never", Words("date:never"), "a date is written"),
]


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_a_search_is_read_as_this_tree(text: str, tree: Node | None) -> None:
    search = parse(text)
    assert search.node == tree
    assert search.notes == ()


@pytest.mark.parametrize(("text", "tree", "note"), MENDED)
def test_bad_syntax_is_mended_and_told(text: str, tree: Node | None, note: str) -> None:
    search = parse(text)
    assert search.node == tree
    assert note in " ".join(search.notes)


@given(st.text() | st.text(alphabet='ab -!#:"()ORANDtagwithdate,/“”0124\n'))
def test_no_text_is_an_error(text: str) -> None:
    assert all(note.endswith(".") for note in parse(text).notes)


@pytest.mark.parametrize(
    "text", ["(" * 500, "-(" * 500 + "a", "NOT " * 500 + "a", "a " * 5_000, '"' * 99, "a OR " * 500]
)
def test_endless_searches_are_cut_and_told(text: str) -> None:
    assert parse(text).notes


def test_limits_are_what_a_reader_never_types() -> None:
    assert (MAX_LENGTH, MAX_TERMS, MAX_DEPTH) == (2_000, 60, 20)
