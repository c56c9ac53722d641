"""Japanese persons beyond the actor file; a stand-in plays the dictionary, which is an extra."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from lib.actors import japanese
from lib.actors.extras import EXTRAS
from lib.actors.find import names_in, passages
from lib.actors.languages import dictionary, reach_of
from lib.actors.named_actors import actor_of
from lib.actors.recogniser import RecogniserState
from lib.actors.story import Story

INSTALLED = RecogniserState(available=True, sentence="A stand-in finds names.")
ROLES = {
    "三浦": "姓", "水野": "姓", "北浜": "姓", "石破": "姓", "健太": "名", "美咲": "名", "茂": "名",
    "ジョン": "一般", "クヴィル": "一般", "佐々木海": "一般",
}  # fmt: skip
WORD = re.compile("|".join(sorted(ROLES, key=len, reverse=True)) + "|.")


@dataclass(frozen=True)
class Word:
    """A word of a text, as SudachiPy gives it."""

    match: re.Match[str]

    def begin(self) -> int:
        return self.match.start()

    def end(self) -> int:
        return self.match.end()

    def surface(self) -> str:
        return self.match[0]

    def part_of_speech(self) -> tuple[str, ...]:
        if role := ROLES.get(self.match[0]):
            return ("名詞", "固有名詞", "人名", role, "*", "*")
        return ("名詞", "普通名詞", "一般", "*", "*", "*")


class StandIn:
    """Cuts a text into the names that it knows and single letters."""

    def tokenize(self, text: str) -> Iterator[Word]:
        assert len(text.encode()) < 49_150, "SudachiPy refuses so long a text"
        return map(Word, WORD.finditer(text))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(japanese, "load_tokenizer", StandIn)
    monkeypatch.setitem(EXTRAS, "ja", replace(EXTRAS["ja"], state=lambda: INSTALLED))


def persons(text: str) -> list[tuple[str, str]]:
    """Return surface and actor of each person in a Japanese text; an undecided one is marked."""
    where = Story(passages=passages([(0, text)]), day=date(2025, 6, 3), language="ja")
    names = [name for name in names_in(where, dictionary("ja")) if name.kind == "person"]
    return [(name.surface, actor_of(name, "").name + "?" * name.undecided) for name in names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市長の三浦健太が話した。三浦氏は笑った。", [("三浦健太", "三浦健太"), ("三浦", "三浦健太")]),
        ("社長のジョン・クヴィルが来た。クヴィル氏。",
         [("ジョン・クヴィル", "ジョン・クヴィル"), ("クヴィル", "ジョン・クヴィル")]),
        ("三浦健太と三浦美咲。三浦氏。",
         [("三浦健太", "三浦健太"), ("三浦美咲", "三浦美咲"), ("三浦", "三浦健太?")]),
        ("三浦健太と水野美咲。三浦・水野両氏。",
         [("三浦健太", "三浦健太"), ("水野美咲", "水野美咲"), ("三浦", "三浦健太"), ("水野", "水野美咲")]),
        ("佐々木海が勝った。", [("佐々木海", "佐々木海")]),
        ("北浜の港で水野さん。", []),  # a place, and a surname that nobody of the story bears in full
        ("三浦、健太。三浦水野。", []),
        ("健太が来た。", []),
        ("石破茂首相。石破氏。", [("石破茂", "Shigeru Ishiba"), ("石破氏", "Shigeru Ishiba")]),
        ("三浦健太" + "あ" * 40_000 + "水野美咲", [("三浦健太", "三浦健太"), ("水野美咲", "水野美咲")]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("stand_in")
def test_a_person_is_named_in_full_and_a_surname_is_its_bearers(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert persons(text) == found


def test_without_the_extra_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    japanese.japanese_state.cache_clear()
    state = japanese.japanese_state()
    assert not state.available and state.sentence.endswith("Run make japanese to install it.")
    assert reach_of("ja") == "actor file"
    japanese.japanese_state.cache_clear()


def test_another_dictionary_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(japanese, "words_folder", lambda: tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    japanese.japanese_state.cache_clear()
    state = japanese.japanese_state()
    assert not state.available and "weights are not the known ones (resources/system.dic)" in state.sentence
    japanese.japanese_state.cache_clear()


def test_the_dictionary_itself_finds_people() -> None:
    if not japanese.japanese_state().available:
        pytest.skip(japanese.japanese_state().sentence)
    text = "北浜市の三浦健太市長は、ジョン・スミス社長と会談した。三浦氏は「安全だ」と述べた。"
    assert persons(text) == [
        ("三浦健太", "三浦健太"), ("ジョン・スミス", "ジョン・スミス"), ("三浦", "三浦健太"),
    ]  # fmt: skip
