"""Authors in print: linked, joined, and as their names are spelled."""

import pytest

from lib.clean.fields.cosigners import as_printed, linked_authors, with_cosigners
from tests.clean.markup import page

HOME = "harbourpost.example"
LINKED = [
    ("<p>By <a href=/author/maren-holt>Maren Holt</a>Staff Writer</p>", ["Maren Holt"]),
    ("<p><a href='https://www.harbourpost.example/profile/ivo'>Ivo</a></p>", ["Ivo"]),
    ("<p><a href=/autoren/1>Maren Holt</a> <a href=/autoren/1>Mehr von ihr</a></p>", ["Maren Holt"]),
    ("<p>By <a rel=author href=/m>Maren Holt</a></p>", ["Maren Holt"]),
    ("<p><a href='https://videos.example/user/harbourpost'>Videos</a></p>", []),
    ("<p><a href='https://social.example/profile/harbourpost'>Follow</a></p>", []),
    ("<p><a href=/people/>People</a></p>", []),
    ("<p><a href=/city/quay>Maren Holt</a></p>", []),
    ("<p><a href='http://[broken'>Maren Holt</a></p>", []),
]
BYLINES = [
    ("Maren Holt and Ivo Brandt", ("Maren Holt", "Ivo Brandt"), ("Maren Holt", "Ivo Brandt")),
    ("Von Maren Holt und Ivo Brandt", ("Maren Holt", "Ivo Brandt"), ("Maren Holt", "Ivo Brandt")),
    ("Марен Голт та Іво Брандт", ("Марен Голт", "Іво Брандт"), ("Марен Голт", "Іво Брандт")),
    ("Maren Holt, Cape Town", ("Maren Holt", "Cape Town"), ("Maren Holt",)),
    ("Ada Lind and Ivo Brandt", ("Ada Lind", "Ivo Brandt"), ("Maren Holt",)),
]
SPELLED = [
    (("Maren Mcholt",), "By Maren McHolt", ("Maren McHolt",)),
    (("MAREN HOLT",), "Write to Maren Holt. MAREN HOLT", ("MAREN HOLT",)),
    (("Maren Holt",), "MAREN HOLT", ("Maren Holt",)),
    (("maren holt",), "Photo: Maren Holt", ("Maren Holt",)),
    (("dpa",), "DPA", ("dpa",)),
    (("marenholt",), "Maren Holt", ("Maren Holt",)),
    (("marenholt",), "Mar en holt", ("marenholt",)),
]


@pytest.mark.parametrize(("markup", "names"), LINKED)
def test_a_link_to_a_profile_names_an_author(markup: str, names: list[str]) -> None:
    pieces = page(f"<html><body>{markup}</body></html>").pieces
    assert [name for piece in pieces for name in linked_authors(piece, HOME).values()] == names


@pytest.mark.parametrize(("line", "printed", "expected"), BYLINES)
def test_who_is_joined_to_all_told_authors_signs_too(
    line: str, printed: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    told = printed[:1] if expected[0] == printed[0] else expected
    assert with_cosigners(told, printed, line) == expected


@pytest.mark.parametrize(("told", "line", "expected"), SPELLED)
def test_a_name_is_spelled_as_the_page_prints_it(
    told: tuple[str, ...], line: str, expected: tuple[str, ...]
) -> None:
    assert as_printed(told, [line]) == expected
