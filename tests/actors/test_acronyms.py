from lib.actors.acronyms import with_acronyms
from tests.actors.cast import recognised_name, story

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
