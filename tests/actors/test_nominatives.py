"""The nominatives of which a printed full name may be a case, and which of them is meant."""

from lib.actors.language_files import Endings, endings_of
from lib.actors.nominatives import FullName, likeliest, nominatives, surname_cases
from tests.cases import every_case


def endings(language: str) -> Endings:
    """Return the endings of a language that has some."""
    found = endings_of(language)
    assert found
    return found


@every_case(
    ("language", "printed", "read"),
    [
        ("pl", "Annie Holmskiej", {"Anna Holmska", "Anna Holmskiej"}),
        ("pl", "Janie Kwarnie", {"Jan Kwarn", "Jan Kwarna"}),
        ("pl", "Jan Kwarn", {"Jan Kwarn"}),
        ("pl", "Jan Holmskiego", set()),
        ("pl", "Hugo Siemsem", {"Hugo Siems"}),
        ("pl", "Jana Kowalskiego-Kwarnia", {"Jan Kowalski-Kwarń", "Jan Kowalski-Kwarni"}),
        ("pl", "Zdaniem Holmskiego", set()),
        ("ru", "Александра Марнова", {"Александра Марнова", "Александр Марнов"}),
        ("uk", "Олена Холмська", {"Олена Холмська"}),
        ("uk", "Олена Кварненко", {"Олена Кварненко"}),
        ("uk", "Надія України", set()),
        ("uk", "Іван Холмський", {"Іван Холмський"}),
        ("uk", "Іван Марн", {"Іван Марн"}),
        ("uk", "Іван Холмського", set()),
        ("uk", "Уго Марном", {"Уго Марн", "Уго Марно"}),
    ],
)
def test_a_printed_name_has_the_nominatives_of_its_endings(
    language: str, printed: str, read: set[str]
) -> None:
    given, surname = printed.split()
    assert {" ".join(name) for name in nominatives(given, surname, endings(language))} == read


WOMAN, MAN = FullName("Александра", "Марнова"), FullName("Александр", "Марнов")


@every_case(
    ("known", "words", "opens", "expected"),
    [
        ([], [], True, (WOMAN, False)),
        ([], [], False, (MAN, True)),
        ([], ["Марнов"], True, (MAN, False)),
        ([WOMAN], ["Марнов"], False, (WOMAN, False)),
    ],
)
def test_the_actor_file_then_the_story_then_the_place_decide(
    known: list[FullName], words: list[str], opens: bool, expected: tuple[FullName, bool]
) -> None:
    assert likeliest([WOMAN, MAN], WOMAN, known, frozenset(words), opens=opens) == expected


def test_a_surname_has_its_cases_and_both_parts_of_a_double_one_change() -> None:
    assert {"Холмов", "Холмова", "Холмову"} <= surname_cases("Иван Холмов", endings("ru"))
    assert {"Holm-Marn", "Holma-Marna"} <= surname_cases("Jan Holm-Marn", endings("pl"))
    assert surname_cases("Ada Holm", None) == {"Holm"}
