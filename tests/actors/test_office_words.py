from lib.actors.office_words import is_half_an_office, is_title_between, is_title_word, title_length
from tests.cases import every_case


@every_case(
    ("surface", "name"),
    [
        ("President Ann Moss", "Ann Moss"),
        ("Treasury Secretary Ann Moss", "Ann Moss"),
        ("Secretary of State Ann Moss", "Ann Moss"),
        ("Ann Moss", "Ann Moss"),
        ("State Ann", "State Ann"),
        ("Dr. Moss", "Moss"),
        ("President", "President"),
    ],
)
def test_offices_before_a_name_are_cut(surface: str, name: str) -> None:
    assert surface[title_length(surface) :] == name


@every_case(
    ("between", "title"),
    [
        (" President ", True),
        (" Secretary of State ", True),
        ("'s foreign minister ", True),
        (" ’s Prime Minister ", True),
        (" special envoy for climate ", True),
        (" thanked President ", False),
        (" and ", False),
        (" warned ", False),
        (", President ", False),
        (" ", False),
        (" said on Monday that the president ", False),
    ],
)
def test_words_between_country_and_person_are_an_office(between: str, title: bool) -> None:
    assert is_title_between(between, adjective=False) is title


def test_after_an_adjective_any_word_may_belong_to_the_office() -> None:
    assert is_title_between(" climate envoy ", adjective=True)
    assert not is_title_between(" climate envoy ", adjective=False)


def test_half_an_office_is_no_name() -> None:
    text = "Health Secretary Ann Moss praised the Health Service."
    assert is_half_an_office(text, 0, 6)
    assert not is_half_an_office(text, text.rindex("Health"), len(text) - 1)
    assert is_half_an_office("The Health Secretary, Ann Moss, left.", 4, 10)


def test_offices_and_their_modifiers_are_title_words() -> None:
    assert is_title_word("Deputy")
    assert not is_title_word("Harbour")
