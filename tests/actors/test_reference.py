"""The reference capture: its sentences name together who stands in them, and nobody from elsewhere.

`WIREROOM_CORPORA` names a folder with `seed/*.txt`.
"""

import os
from pathlib import Path

import pytest

from lib.actors import recogniser_state
from lib.model.article import Article
from tests.actors import reference

WANTED_F1 = 0.97


@pytest.fixture(scope="module")
def story() -> Article:
    corpora = os.environ.get("WIREROOM_CORPORA")
    if not corpora:
        pytest.skip("WIREROOM_CORPORA names no folder with seed/*.txt")
    assert recogniser_state().available, recogniser_state().sentence
    file = reference.capture_in(Path(corpora))
    assert file is not None, f"{corpora} holds no reference capture in seed/*.txt"
    return reference.cleaned(file)


def test_sentences_name_together_who_stands_in_them(story: Article) -> None:
    found = reference.pairs(story)
    made_up, missed = sorted(found - reference.PAIRS), sorted(reference.PAIRS - found)
    assert reference.f1(found) >= WANTED_F1, f"made up {made_up}, missed {missed}"


def test_no_name_of_caption_card_ticker_or_byline_is_in_the_story(story: Article) -> None:
    names = reference.named(story)
    assert names == reference.NAMES
    assert not names & reference.ELSEWHERE
