"""Persons named in full, and by their surnames, in languages that inflect names."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lib.actors.find import find, names_in, passages
from lib.actors.inflected_names import inflected_names
from lib.actors.named_actors import actor_of, is_actor
from lib.actors.story import Story
from tests import builders
from tests.actors.cast import dictionary_of
from tests.cases import every_case


def persons(language: str, text: str) -> dict[str, int]:
    """Return how often a text surely names each person."""
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    names = names_in(story, dictionary_of(language))
    return Counter(actor_of(name, "").name for name in names if is_actor(name) and name.kind == "person")


NAMED = [
    ("pl", "Burmistrz Adam Holmski spotkał się z Anną Kwarnowską. Holmskiego nie było. Kwarnowska milczy.",
     {"Adam Holmski": 2, "Anna Kwarnowska": 2}),
    ("pl", "Mówił o Annie Holmskiej, Janie Kwarnie i Marku Brzezinie. "
     "Zdaniem Brzeziny to błąd. Brzezina wraca.",
     {"Anna Holmska": 1, "Jan Kwarn": 1, "Marek Brzezina": 3}),
    ("pl", "Mówił o Annie Holmskiej-Nowak i Janie Kowalskim-Kwarniu. Kowalskiego-Kwarnia nie było.",
     {"Anna Holmska-Nowak": 1, "Jan Kowalski-Kwarń": 2}),
    ("pl", "Rozmawiał z Anną Nowak i Michałem Holmczakiem.", {"Anna Nowak": 1, "Michał Holmczak": 1}),
    ("pl", "Rozmawiał z Emmanuelem Macronem i o Macronie.", {"Emmanuel Macron": 2}),
    ("cs", "Poděkoval Petru Kvarnovi.", {"Petr Kvarn": 1}),
    ("cs", "Herec Jiří Holmoška jednal s Pete Hegsethem.", {"Jiří Holmoška": 1, "Pete Hegseth": 1}),
    ("cs", "Starosta Jan Kvarn jednal s Janou Holmovou. "
     "Kvarnovi se to líbí, Holmová ne. Dle Pavla Siemse ne.",
     {"Jan Kvarn": 2, "Jana Holmová": 2, "Pavel Siems": 1}),
    ("uk", "Мер Іван Кварненко зустрівся з Оленою Холмською. Кварненка не було. "
     "За словами Сергія Сімського ні.",
     {"Іван Кварненко": 2, "Олена Холмська": 1, "Сергій Сімський": 1}),
    ("uk", "Прийшли Іван Кварненко та Олена Кварненко. Кварненко пішов.",
     {"Іван Кварненко": 1, "Олена Кварненко": 1}),
    ("uk", "Прийшли Іван Кварненко та Олена Холмська.", {"Іван Кварненко": 1, "Олена Холмська": 1}),
    ("ru", "Он пишет об Иване Холмском-Кварнове. Холмский-Кварнов молчит.", {"Иван Холмский-Кварнов": 2}),
    ("ru", "Евгения Кварнова ушла. Дима Холмов и Джонни Квилл остались, Кварновой нет.",
     {"Евгения Кварнова": 2, "Дима Холмов": 1, "Джонни Квилл": 1}),
    ("uk", "Олександра Кварнова пішла. Діма Холмов зустрів Ліонеля Марна.",
     {"Олександра Кварнова": 1, "Діма Холмов": 1, "Ліонель Марн": 1}),
    # behind a given name that has no case, the ending of the surname alone shows one
    ("pl", "Rozmawiał z Augusto Kwarnem i Hugo Siemsem. Przyszedł Jerry Bloom.",
     {"Augusto Kwarn": 1, "Hugo Siems": 1, "Jerry Bloom": 1}),
    ("ru", "Он встретился с Уго Бранком и Иваном Чавесом.", {"Уго Бранк": 1, "Иван Чавес": 1}),
    ("uk", "Він зустрівся з Уго Марном.", {"Уго Марн": 1}),
    ("ru", "Прийшли Иван Кварнов и Елена Холмская.", {"Иван Кварнов": 1, "Елена Холмская": 1}),
]  # fmt: skip


@every_case(("language", "text", "expected"), NAMED)
def test_the_cases_of_a_name_are_one_person(language: str, text: str, expected: dict[str, int]) -> None:
    assert persons(language, text) == expected


@every_case(
    ("language", "text"),
    [
        ("pl", "Ulica Jana Kwarna i szkoła im. Anny Holmskiej są zamknięte."),
        ("cs", "Ulice Jana Kvarna je zavřená."),
        ("uk", "Вулиця Тараса Кварна і площа імені Івана Холмського закриті."),
        ("pl", "Ewa i Adam. W Nowym Jorku pada."),
        ("uk", "Надія України на мир. Віра Європи в нас."),
        ("ru", "Надежда России на мир. Вера Европы в нас."),
        ("pl", "Ewa Polska, a Adam Niemiec milczą."),
        ("uk", "Роман Шевченка вийшов. Святий Миколай прийшов."),
        ("pl", "Maria WARSZAWA. Adam ma psa. W styczniu Anna, Kwarnowo."),
    ],
)
def test_what_is_called_after_a_person_is_none(language: str, text: str) -> None:
    assert persons(language, text) == {}


def test_a_story_in_an_inflecting_language_is_read_for_persons() -> None:
    story = builders.article("Rozmowy", "Premier Donald Holmski mówił o Annie Holmskiej.", language="pl")
    assert [mention.canonical for mention in find(story)] == ["Donald Holmski", "Anna Holmska"]


PIECES = st.sampled_from(
    ["Anna", "Annie", "Jana", "Kwarna", "Іван", "Івана", "Холмського", ",", ". ", "im.", "ma", "\n"]
)


@given(
    st.lists(PIECES, max_size=15).map(" ".join) | st.text(max_size=40), st.sampled_from(["pl", "uk", "cs"])
)
def test_every_name_is_where_it_says(text: str, language: str) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    for passage, names in zip(story, inflected_names(story, dictionary_of(language)), strict=True):
        assert all(passage.text[name.start : name.end] == name.surface for name in names)
