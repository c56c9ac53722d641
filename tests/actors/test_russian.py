"""Russian names beyond the actor file; a stand-in plays the model, which is an extra."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lib.actors import recognised_names, russian
from lib.actors.extras import EXTRAS
from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary, reach_of
from lib.actors.named_actors import actor_of
from lib.actors.recogniser import RecogniserState
from lib.actors.story import Story

INSTALLED = RecogniserState(available=True, sentence="A stand-in finds names.")
GIVEN = frozenset((
    "Анна", "Александр", "Александра", "Дмитрий", "Иван", "Ивана", "Илья", "Мария", "Марий", "Никита", "Олег",
    "Петр", "Сергей", "Фома",
))  # fmt: skip
NOMINATIVES = {  # a person as seen -> as called, and the doubt
    "Иван Холмов": ("Иван Холмов", ""),
    "Ивана Холмова": ("Иван Холмов", ""),
    "Ивану Холмову": ("Иван Холмов", ""),
    "Иваном Холмовым": ("Иван Холмов", ""),
    "Анна Холмова": ("Анна Холмова", ""),
    "Анной Холмовой": ("Анна Холмова", ""),
    "Анну Ржевскую": ("Анна Ржевская", ""),
    "Дмитрия Ржевского": ("Дмитрий Ржевский", ""),
    "Олегом Бреллем": ("Олег Брелль", ""),
    "Пётр Квилл": ("Пётр Квилл", ""),
    "Петру Квиллу": ("Петр Квилл", ""),
    "Никиты Марнова": ("Никита Марнов", ""),
    "Илье Квину": ("Илья Квин", ""),
    "Марии Квилл": ("Мария Квилл", ""),
    "Сергею Ивановичу Холмину": ("Сергей Холмин", ""),
    "Фомы Марнова": ("Фома Марнов", ""),  # a given name that the extra alone knows
    "Александра Марнова": ("Александр Марнов", "unsure"),  # or a woman in the nominative
    "Кварн Брелль": ("Кварн Брелль", "unsure"),
}


@pytest.mark.parametrize("surface", NOMINATIVES)
def test_a_person_is_called_by_the_nominative(surface: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = note(monkeypatch, f"Пришли {surface}.", PER=surface)
    assert [(actor, doubt) for _, actor, doubt in found] == [NOMINATIVES[surface]]


class StandIn:
    """Finds the marked words of a text: persons and organisations."""

    def __init__(self, **marked: str) -> None:
        self.marked = marked

    def map(self, texts: Iterable[str]) -> Iterator[Any]:
        for text in texts:
            spans = [
                SimpleNamespace(start=text.index(each), stop=text.index(each) + len(each), type=kind)
                for kind, names in self.marked.items()
                for each in names.split(", ")
                if each in text
            ]
            yield SimpleNamespace(spans=spans)


def note(monkeypatch: pytest.MonkeyPatch, text: str, **marked: str) -> list[tuple[str, str, str]]:
    """Return surface, actor and doubt of each name that a stand-in marks in a Russian text."""
    monkeypatch.setattr(russian, "load_recogniser", lambda: StandIn(**marked))
    russian.spans_in.cache_clear()
    monkeypatch.setitem(EXTRAS, "ru", replace(EXTRAS["ru"], state=lambda: INSTALLED))
    monkeypatch.setattr(recognised_names, "given_names", lambda: GIVEN)
    where = Story(passages=passages([(0, text)]), day=date(2025, 6, 3), language="ru")
    names = names_in(where, dictionary("ru"))
    doubts = {(True, False): "undecided", (False, True): "unsure", (False, False): ""}
    return [(name.surface, actor_of(name, "").name, doubts[name.undecided, name.unsure]) for name in names]


def test_forms_of_one_person_are_one_actor(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Мэр Иван Холмов ушёл. Ивана Холмова хвалят. Холмову рады."
    assert note(monkeypatch, text, PER="Иван Холмов, Ивана Холмова, Холмову") == [
        ("Иван Холмов", "Иван Холмов", ""), ("Ивана Холмова", "Иван Холмов", ""),
        ("Холмову", "Иван Холмов", ""),
    ]  # fmt: skip


def test_a_surname_of_two_is_undecided_and_one_of_nobody_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Пришли Иван Холмов и Анна Холмова. Холмову рады, Марнову нет."
    assert note(monkeypatch, text, PER="Иван Холмов, Анна Холмова, Холмову, Марнову")[2:] == [
        ("Холмову", "Иван Холмов", "undecided")
    ]


def test_organisations_and_persons_with_two_readings_are_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Фирма «Кварн» наняла Александра Марнова."
    assert note(monkeypatch, text, ORG="«Кварн»", PER="Александра Марнова") == [
        ("Кварн", "Кварн", "unsure"), ("Александра Марнова", "Александр Марнов", "unsure"),
    ]  # fmt: skip


QUOTED = [  # a text, what the model marks in it, the name
    ("Вчера клуб «Кварн» закрыт.", "клуб «Кварн»", "клуб «Кварн»"),
    ("Вчера клуб «Кварн» закрыт.", "клуб «Кварн", "клуб «Кварн»"),
    ("Завод «Порт «Кварн» закрыт.", "«Порт «Кварн»", "Порт «Кварн»"),
    ('Вчера клуб "Кварн" закрыт.', 'клуб "Кварн"', 'клуб "Кварн"'),
    ("Завод Кварн» закрыт.", "Кварн»", "Кварн"),
]


@pytest.mark.parametrize(("text", "marked", "name"), QUOTED)
def test_a_quotation_mark_within_a_name_is_closed(
    text: str, marked: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(russian, "load_recogniser", lambda: StandIn(ORG=marked))
    russian.spans_in.cache_clear()
    where = Story(passages=passages([(0, text)]), day=None, language="ru")
    assert [each.surface for each in russian.russian_names(where)] == [name]


def test_a_name_with_a_space_that_does_not_break_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    found = note(monkeypatch, "К Фоме\u00a0Квиллу пришли.", PER="Фоме\u00a0Квиллу")
    assert [actor for _, actor, _ in found] == ["Фома Квилл"]


def test_a_line_of_dashes_takes_no_time() -> None:
    assert list(russian.russian_names(Story(passages=passages([(0, "-" * 200_000)]), day=None))) == []


def test_the_actor_file_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Владимир Путин принял Ивана Путина. Путин молчал."
    found = note(monkeypatch, text, PER="Владимир Путин, Ивана Путина")
    assert [name for _, name, _ in found] == ["Vladimir Putin", "Иван Путин", "Vladimir Putin"]


def test_without_the_extra_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(russian, "model_folder", lambda: None)
    russian.russian_state.cache_clear()
    state = russian.russian_state()
    assert not state.available and state.sentence.endswith("Run make russian to install it.")
    assert reach_of("ru") == "actor file"
    russian.russian_state.cache_clear()


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(russian, "model_folder", lambda: tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    russian.russian_state.cache_clear()
    state = russian.russian_state()
    assert not state.available and "weights are not the known ones (model/slovnet" in state.sentence
    russian.russian_state.cache_clear()


def test_the_model_itself_finds_people() -> None:
    if not russian.russian_state().available:
        pytest.skip(russian.russian_state().sentence)
    text = "Мэр Ларкхейвена Пётр Квилл встретился с Анной Холмовой. Квилл сказал, что рад."
    where = Story(passages=passages([(0, text)]), day=date(2025, 6, 3), language="ru")
    names = names_in(where, dictionary("ru"))
    assert [actor_of(name, "").name for name in names] == ["Пётр Квилл", "Анна Холмова", "Пётр Квилл"]
