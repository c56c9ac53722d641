from lib.actors.dictionary import Dictionary
from lib.actors.named_in_full import is_full, surname_keys
from lib.actors.persons import with_surnames
from lib.actors.records import Record
from lib.actors.spellings import letters, same_spelling, spellings
from tests.actors.cast import KNOWN, TODAY, known_names, meant, recognised_name, story
from tests.cases import every_case

KEYS = [
    ("Ann Moss", {"Moss"}),
    ("Anneliese Moss", {"Moss"}),
    ("Xu Liwei", {"Xu", "Liwei"}),
    ("Ursula von der Marsch", {"Marsch", "von der Marsch"}),
    ("Martin Hale Jr.", {"Hale"}),
    ("OLIVIA MARSH", {"Marsh"}),
    ("Moss", set()),
]


@every_case(("surface", "keys"), KEYS)
def test_surnames_of_a_name(surface: str, keys: set[str]) -> None:
    assert surname_keys(recognised_name(story(surface), surface, "person")) == keys


def test_a_lone_surname_is_the_last_full_name_before_it() -> None:
    where = story("Anneliese Moss met Gerhard Moss. Moss smiled.")
    full = [recognised_name(where, surface, "person") for surface in ("Anneliese Moss", "Gerhard Moss")]
    assert all(is_full(name) for name in full)
    assert [(n.surface, n.canonical) for n in with_surnames(where, full)][-1] == ("Moss", "Gerhard Moss")


def test_a_surname_of_victor_and_victoria_is_undecided() -> None:
    where = story("Victor Moss met Victoria Moss. Moss smiled.")
    full = [recognised_name(where, surface, "person") for surface in ("Victor Moss", "Victoria Moss")]
    assert with_surnames(where, full)[2].undecided
    where = story("V. Moss met Victor Moss. Moss smiled.")
    full = [recognised_name(where, surface, "person") for surface in ("V. Moss", "Victor Moss")]
    assert not with_surnames(where, full)[2].undecided


BIDEN = ("Biden", "Joe Biden", "surname")
MEANT = (
    ("a surname in the headline is the first full name after it",
     ("Lavrov flies east", "Sergei Lavrov left."),
     [("Lavrov", "Sergei Lavrov", "surname"), ("Sergei Lavrov", "Sergei Lavrov", "name")]),
    ("a famous surname needs no full name", ("Biden spoke.",), [BIDEN]),
    ("another first name makes another person", ("Zelensky spoke. Then Olena Zelensky spoke.",),
     [("Zelensky", "Volodymyr Zelensky", "surname"), ("Olena Zelensky", "", "name")]),
    ("the verb of a headline is no first name", ("Norden Chief Meets Biden Over Harbour Treaty",), [BIDEN]),
    ("nor is it one before a full name", ("Norden Chief Greets Jill Biden Over Harbour Treaty",),
     [("Jill Biden", "", "name")]),
    ("the wife of a recorded man is not he", ("Mrs Biden opened the school.",),
     [("Biden", "Mrs Biden", "surname")]),
)  # fmt: skip


@every_case(("promise", "texts", "names"), MEANT)
def test_whom_a_surname_means(
    promise: str, texts: tuple[str, ...], names: list[tuple[str, str, str]]
) -> None:
    assert meant(*texts) == names


def test_a_first_name_that_the_recogniser_left_out_is_taken_in() -> None:
    where = story("Police moved Theary Quill to a prison. The Falcons’ Quill won.")
    lone = [recognised_name(where, "Quill", "person", nth) for nth in (0, 1)]
    assert [n.surface for n in with_surnames(where, lone)] == ["Theary Quill", "Quill"]


def test_a_first_name_may_begin_with_any_capital() -> None:
    where = story("Anneliese Moss met Žofia Moss, and later Łukasz Moss came.")
    full = [recognised_name(where, "Anneliese Moss", "person")]
    assert [n.surface for n in with_surnames(where, full)][1:] == ["Žofia Moss", "Łukasz Moss"]


def test_a_surname_in_capitals_means_the_person_named_in_full() -> None:
    where = story("COURT'S QUILL SEEKS WARRANTS. Karim Quill spoke.")
    names = [recognised_name(where, "QUILL", "organisation"), recognised_name(where, "Karim Quill", "person")]
    found = [(n.canonical or n.surface, n.kind) for n in with_surnames(where, names)]
    assert found == [("Karim Quill", "person")] * 2


def test_a_lone_given_name_means_its_only_bearer() -> None:
    where = story("Wenzel Marsh left. Wenzel came back.")
    full = recognised_name(where, "Wenzel Marsh", "person")
    names = [full, recognised_name(where, "Wenzel", "person", nth=1)]
    assert [n.canonical for n in with_surnames(where, names)] == ["", "Wenzel Marsh"]


def test_a_surname_in_another_spelling_means_the_same_person() -> None:
    where = story("Ihor Tereshchenko spoke.", "Tereschenko, Terieshchenko and Hale left.")
    full = recognised_name(where, "Ihor Tereshchenko", "person")
    lone = [recognised_name(where, word, "person") for word in ("Terieshchenko", "Hale")]
    assert [n.canonical for n in with_surnames(where, [full, *lone])][1:] == ["Ihor Tereshchenko", ""]


def test_a_month_is_no_surname() -> None:
    where = story("Edwina May left on May 4. May came back.")
    names = with_surnames(where, [recognised_name(where, "Edwina May", "person")])
    assert [n.start for n in names] == [0, 26]


@every_case(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Zelenskiy", "Zelensky"),
        ("Kharkov", "Harkov"),
        ("Zhukov", "Jukov"),
        ("Yelena", "Elena"),
    ],
)
def test_transliterations_share_their_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@every_case(
    ("surface", "actor"),
    [
        ("Vladimir Zelenskiy", "Volodymyr Zelensky"),
        ("Serhii Lavrov", "Sergei Lavrov"),
        ("Olena Zelenska", None),
        ("Sergei Lagunov", None),
    ],
)
def test_another_spelling_means_the_record(surface: str, actor: str | None) -> None:
    (name,) = spellings(KNOWN).known([recognised_name(story(surface), surface, "person")], TODAY)
    assert (name.record.name if name.record else None) == actor


def test_two_spellings_in_one_story_are_one_person() -> None:
    where = story("Dmytro Haidenko spoke. Dmitry Gaidenko and Dmitri Haydenko spoke.")
    surfaces = ("Dmytro Haidenko", "Dmitry Gaidenko", "Dmitri Haydenko")
    names = same_spelling([recognised_name(where, surface, "person") for surface in surfaces])
    assert {name.canonical or name.surface for name in names} == {"Dmytro Haidenko"}


def test_short_surnames_are_kept_apart() -> None:
    where = story("Igor Panin met Igor Janin.")
    names = [recognised_name(where, surface, "person") for surface in ("Igor Panin", "Igor Janin")]
    assert same_spelling(names) == names


SHARED_SURNAMES = {
    "two of the story": ("Ada Norrin met Tom Norrin. Later Norrin left.", True),
    "two of one initial": ("Ada Norrin met A. Norrin. Later Norrin left.", False),
    "two of the story, one named later": ("Ada Norrin spoke. Norrin left. Tom Norrin stayed.", False),
    "one of the story": ("Ada Norrin met Tom Marsh. Later Norrin left.", False),
    "a relative of a known one": ("Ada Biden met Tom Marsh. Later Biden left.", True),
    "the office-holder by title": ("Ada Biden met Tom Marsh. Later President Biden left.", False),
    "the known one in full": ("Joe Biden met Tom Marsh. Later Biden left.", False),
}


@every_case(("name", "shared"), SHARED_SURNAMES.items())
def test_a_surname_of_two_people_is_undecided(name: str, shared: tuple[str, bool]) -> None:
    text, undecided = shared
    where = story(text)
    full = [
        recognised_name(where, surface, "person")
        for surface in ("Ada Norrin", "Tom Norrin", "A. Norrin", "Tom Marsh", "Ada Biden")
        if surface in text
    ]
    known = [each for each in known_names(text) if each.surface in ("Biden", "Joe Biden")]
    known = [each for each in known if not any(each.touches(other) for other in full)]
    lone = [each for each in with_surnames(where, [*full, *known]) if each.role == "surname"]
    assert [each.undecided for each in lone] == [undecided]


def test_a_president_s_surname_is_never_a_relative_s() -> None:
    where = story("Ada Biden met Tom Marsh. Later President Biden left.")
    ada = recognised_name(where, "Ada Biden", "person")
    known = [name for name in known_names(where.passages[0].text) if not name.touches(ada)]
    (lone,) = [each for each in with_surnames(where, [ada, *known]) if each.surface == "Biden"]
    assert lone.record is not None and lone.record.id == "person/joe-biden"


WIVES = [
    ("Sir Keir Norrin spoke. Lady Norrin wore red.", ["Keir Norrin"], "Lady Norrin"),
    ("Denis Norrin left. Mrs Norrin stayed with the crew.", ["Denis Norrin"], "Mrs Norrin"),
    ("Mrs Norrin met Denis Norrin. Mrs Norrin stayed.", ["Denis Norrin"], "Mrs Norrin"),
    ("Ada Norrin left. Mrs Norrin stayed with the crew.", ["Ada Norrin"], "Ada Norrin"),
    ("Keir Norrin met Ada Norrin. Mrs Norrin stayed.", ["Keir Norrin", "Ada Norrin"], "Ada Norrin"),
    ("Denis Norrin left. Mr Norrin stayed with the crew.", ["Denis Norrin"], "Denis Norrin"),
]


@every_case(("text", "fulls", "who"), WIVES)
def test_mrs_and_lady_are_no_man(text: str, fulls: list[str], who: str) -> None:
    where = story(text)
    names = with_surnames(where, [recognised_name(where, full, "person") for full in fulls])
    assert names[-1].canonical == who


GENERATIONS = [
    ("Joe Biden Jr left. Joe Biden Jr. spoke.", {"Joe Biden Jr"}),
    ("Sergei Lavrov III left.", {"Sergei Lavrov III"}),
    ("Joe Biden, Sr. left.", {"Joe Biden, Sr"}),
]


@every_case(("text", "called"), GENERATIONS)
def test_a_name_with_a_generation_behind_it_is_not_the_recorded_person(text: str, called: set[str]) -> None:
    persons = [name for name in known_names(text) if name.kind == "person" and not name.inner]
    assert {name.surface.removesuffix(".") for name in persons} == called
    assert all(name.record is None for name in persons)


def test_a_recorded_generation_is_known_without_its_dot_too() -> None:
    son = Record(id="person/otto-hale-jr", name="Otto Hale Jr.", kind="person")
    father = Record(id="person/otto-hale", name="Otto Hale", kind="person")
    found = Dictionary((son, father)).hits("Otto Hale Jr, Otto Hale, Jr. and Otto Hale met.", TODAY)
    assert [hit.record for hit in found] == [son, son, father]
