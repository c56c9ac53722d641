"""What the page sends of a selected passage."""

from pathlib import Path

import pytest

from lib.store.journal import highlights
from lib.ui.read.highlights import add
from tests.builders import archive, article, parsed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return archive(tmp_path, parsed(article("Fog", "The 😀 ferry 😀 sails.")))


def test_letters_beside_a_passage_may_cut_a_pair(path: Path) -> None:
    add(path, "a", r'{"quote": "ferry", "before": "\ude00 ", "after": " \ud83d"}')
    (kept,) = highlights.of(path, "a")
    assert (kept.quote, kept.before, kept.after) == ("ferry", " ", " ")
