"""The reference capture, read by hand: who stands with whom in which sentence of its story.

`WIREROOM_CORPORA` names a folder with `seed/*.txt`. Of the capture only the names are kept here: a pair is
`[block, sentence, name, name]`, where blocks are counted over the zones of the default network.
"""

import hashlib
import json
import os
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from lib.actors import find, recogniser_state
from lib.actors.co_mentions import counted
from lib.capture import read
from lib.clean import clean
from lib.model.article import DEFAULT_ZONES, Article
from lib.model.capture import Capture

GOLD = json.loads((Path(__file__).parents[1] / "data" / "actors" / "reference.json").read_text("utf-8"))
WANTED_F1 = 0.97

Pair = tuple[int, int, str, str]


@pytest.fixture(scope="module")
def story() -> Article:
    named = os.environ.get("WIREROOM_CORPORA")
    if not named or not recogniser_state().available:
        pytest.skip("WIREROOM_CORPORA names no folder with seed/*.txt, or the recogniser is not installed")
    files = sorted((Path(named) / "seed").glob("*.txt"))
    (file,) = (f for f in files if hashlib.sha256(f.read_bytes()).hexdigest() == GOLD["sha256"])
    (capture,) = read(str(file))
    assert isinstance(capture, Capture)
    return clean(capture).article


def test_sentences_name_together_who_stands_in_them(story: Article) -> None:
    found, gold = pairs(story), {tuple(pair) for pair in GOLD["pairs"]}
    f1 = 2 * len(found & gold) / (len(found) + len(gold))
    assert f1 >= WANTED_F1, f"{f1:.3f}; made up {sorted(found - gold)}, missed {sorted(gold - found)}"


def test_no_name_of_caption_card_ticker_or_byline_is_in_the_story(story: Article) -> None:
    names = {mention.canonical for mention in counted(story, find(story))}
    assert names == {name for pair in GOLD["pairs"] for name in pair[2:]}
    assert not names & set(GOLD["elsewhere"])


def pairs(story: Article) -> set[Pair]:
    """Every two actors that a sentence names, with the numbers of its block and its own."""
    shown = [number for number, block in enumerate(story.blocks) if block.zone in DEFAULT_ZONES]
    named: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in counted(story, find(story)):
        named[shown.index(mention.block), mention.sentence].add(mention.canonical)
    return {(*at, a, b) for at, names in named.items() for a, b in combinations(sorted(names), 2)}
