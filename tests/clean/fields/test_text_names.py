import pytest

from lib.clean.fields.text_names import is_desk, is_person


@pytest.mark.parametrize(
    "name", ("Ada Obi", "Jan van der Meer", "ADA OBI", "Ана Обі", "Jean-Luc d'Arc", "Ludwig von Berg")
)
def test_a_person_is_known_by_the_form_of_the_name(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ("Ada", "Harbour Gazette", "ada obi", "Chief Editor", "Ada Obi 3", "HARBOUR NDA Office", "One two three"),
)
def test_other_words_are_no_person(name: str) -> None:
    assert not is_person(name)


def test_a_desk_signs_as_one() -> None:
    assert is_desk("The Harbour Gazette news desk")
    assert is_desk("Lokalredaktion")
    assert not is_desk("Staff writer")
    assert not is_desk("Ada Obi")
