"""An acronym is the long form that the story explains it by, or whose initials it alone has."""

from dataclasses import replace

from lib.actors.acronyms import with_acronyms, with_initials
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

TEXT = "The Norden Alliance of Free Ports (NAFP) met. NAFP members signed."


def test_an_acronym_in_brackets_stands_for_the_words_before_it() -> None:
    names = with_acronyms(story(TEXT), [])
    assert [(n.surface, n.canonical or n.surface) for n in names] == [
        ("Norden Alliance of Free Ports", "Norden Alliance of Free Ports"),
        ("NAFP", "Norden Alliance of Free Ports"),
        ("NAFP", "Norden Alliance of Free Ports"),
    ]


def test_a_piece_of_the_long_form_gives_way_to_the_whole() -> None:
    where = story(TEXT)
    names = with_acronyms(where, [recognised_name(where, "Norden Alliance of Free Ports", "organisation")])
    assert [n.surface for n in names] == ["Norden Alliance of Free Ports", "NAFP", "NAFP"]


def test_brackets_that_abbreviate_nothing_before_them_are_left() -> None:
    assert with_acronyms(story("The mayor left the pier (MP) at noon."), []) == []


def test_capitals_are_the_initials_of_the_one_name_in_full() -> None:
    where = story("The Karen Quay Union met. A man of the KQU and one of the KKU spoke.")
    known = [
        recognised_name(where, "Karen Quay Union", "organisation"), recognised_name(where, "KQU", "person"),
        recognised_name(where, "KKU", "organisation"),
    ]  # fmt: skip
    assert [(n.kind, n.canonical or n.surface) for n in with_initials(known)] == [
        ("organisation", "Karen Quay Union"), ("organisation", "Karen Quay Union"), ("organisation", "KKU"),
    ]  # fmt: skip
    two = story("The Karen Quay Union and the Kings of Quay United met the KQU.")
    both = [
        recognised_name(two, surface, "organisation")
        for surface in ("Karen Quay Union", "Kings of Quay United", "KQU")
    ]
    assert [n.canonical for n in with_initials(both)] == ["", "", ""]


PARTIES = [
    "Christian Balder (CDU) spoke.",
    "Sophie Lippe (SL) left.",
    "The minister Ada Vale (AV) met Tom Hale (CDU).",
]


@every_case("text", PARTIES)
def test_what_stands_behind_a_person_is_the_party_and_not_the_person(text: str) -> None:
    for language in ("en", "de", "da", "nl"):
        where = replace(story(text), language=language)
        assert with_acronyms(where, []) == []
    people = [recognised_name(where, " ".join(text.split(" (")[0].split()[-2:]), "person")]
    assert with_acronyms(where, people) == people
