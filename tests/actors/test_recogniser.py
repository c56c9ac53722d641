import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.actors import recogniser
from lib.actors.recogniser import WEIGHTS, changed_weights, recognise, recogniser_state


@pytest.fixture
def unloaded() -> Iterator[None]:
    recogniser.load_model.cache_clear()
    yield
    recogniser.load_model.cache_clear()


def test_the_recogniser_says_that_it_works() -> None:
    assert recogniser_state().available
    assert recogniser_state().sentence.endswith(".")


def test_names_are_found_in_every_text() -> None:
    first, second = recognise(["Martin Hale lives in Norway.", "nothing here"])
    assert {name.kind for name in first} >= {"person", "place"}
    assert second == []


def test_without_spacy_nothing_is_recognised_and_the_app_can_say_so(
    monkeypatch: pytest.MonkeyPatch, unloaded: None
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert recognise(["Olaf Marsh lives in Norway."]) == [[]]
    assert "not installed" in recogniser_state().sentence
    assert not recogniser_state().available


def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unloaded: None) -> None:
    for name in WEIGHTS:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"other weights")
    monkeypatch.setattr(recogniser, "model_folder", lambda: tmp_path)
    assert not recogniser_state().available
    assert "ner/model" in recogniser_state().sentence


def test_missing_weights_count_as_changed(tmp_path: Path) -> None:
    assert changed_weights(tmp_path) == list(WEIGHTS)


def test_new_words_stay_in_memory_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    recognise(["The Fogmerelander sank."])
    words = recogniser.load_model()[0].vocab.strings
    assert "Fogmerelander" in words
    monkeypatch.setattr(recogniser, "MOST_STRINGS", len(words) - 1)
    recognise(["The Brellholmerin sank."])
    assert "Brellholmerin" not in words
