"""The reference capture, read by hand: who stands with whom in which sentence of its story.

Of the capture only the names are kept here, in `tests/data/actors/reference.json`: a pair is
`[block, sentence, name, name]`, where blocks are counted over the zones of the default network.
"""

import hashlib
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from lib.actors import find
from lib.actors.co_mentions import counted_mentions
from lib.capture import read
from lib.clean.clean import clean
from lib.model.article import DEFAULT_ZONES, Article
from lib.model.capture import Capture

_GOLD = json.loads((Path(__file__).parents[1] / "data" / "actors" / "reference.json").read_text("utf-8"))

Pair = tuple[int, int, str, str]

PAIRS: frozenset[Pair] = frozenset((at, sentence, a, b) for at, sentence, a, b in _GOLD["pairs"])
NAMES = frozenset(name for pair in PAIRS for name in pair[2:])
ELSEWHERE = frozenset(_GOLD["elsewhere"])  # only in captions, cards, tickers, bylines and credits


def capture_in(folder: Path) -> Path | None:
    """Return the reference capture among the `seed/*.txt` of a folder of corpora."""
    files = sorted((folder / "seed").glob("*.txt"))
    return next((f for f in files if hashlib.sha256(f.read_bytes()).hexdigest() == _GOLD["sha256"]), None)


def cleaned(file: Path) -> Article:
    """Return the story of the reference capture."""
    (capture,) = read(str(file))
    assert isinstance(capture, Capture)
    return clean(capture).article


def pairs(story: Article) -> set[Pair]:
    """Return every two actors that a sentence names, with the numbers of its block and its own."""
    shown = [number for number, block in enumerate(story.blocks) if block.zone in DEFAULT_ZONES]
    named: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in counted_mentions(story, find(story)):
        named[shown.index(mention.block), mention.sentence].add(mention.canonical)
    return {(*at, a, b) for at, names in named.items() for a, b in combinations(sorted(names), 2)}


def f1(found: set[Pair]) -> float:
    """Return how well pairs agree with those of the reading."""
    return 2 * len(found & PAIRS) / (len(found) + len(PAIRS))


def named(story: Article) -> set[str]:
    """Return who counts in the default network of a story."""
    return {mention.canonical for mention in counted_mentions(story, find(story))}
