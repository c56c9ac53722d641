"""Which kept segments resemble furniture, by a small model of how segments look: a veto, no vote.

Card of the model. It is 40 boosted trees of three levels over the numbers of `features`; `weights.json` holds
them, with what they were trained on and the table that they gave. They estimate how likely a segment is of
the story. Trained on all segments of news pages, blogs and magazines of 2006-2026 whose text is known, by
`python -m bench.label`; a page counts the same however long it is. Headlines and standfirsts are left
out: whether a standfirst is of the text is a matter of convention.

Below `CUTOFF` a segment that all else keeps is cut. Over `SURE` one is kept that was cut only because nothing
knew it, if it stands between the first and the last of the story.

Folds are by publisher, and what is said of the model was measured on pages whose publisher the weights did
not see, over three seeds. Alone it loses the story where a page is built oddly: on 3 % of pages, some of them
Chinese and Japanese. So where it would leave less than `SHARED` of the text it says nothing. It fails where
the story itself is built as furniture is: sub-headings without text between them, lists of links that are the
story, results and polls cell by cell, the letters of readers. Hence no cell of a table is asked about, a list
stands or falls as a whole, and a heading stays over text that stays.

It speaks seldom: on 6 to 9 of 411 pages, and made one of them worse under one seed of three. What is cut so
has a rule of its own, "resembles furniture"; its confidence is the share of such cuts in the folds without
which the text was no nearer to the truth.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import exp
from pathlib import Path
from statistics import fmean
from typing import Any

from lib.clean.label.features import Features
from lib.model.article import Zone

RULE = "resembles furniture"
CUTOFF = 0.03  # likelihood of being of the story under which a segment is cut
SURE = 0.9  # likelihood over which what no rule knows is kept, between segments that are
SHARED = 0.3  # of the kept words that the model has to hold too: else the labels stand
ASKED: tuple[Zone, ...] = ("body", "quote", "list")
FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Boosted trees, and how often their cuts were right."""

    start: float  # log odds before anything is known of a segment
    trees: Sequence[Any]  # [feature, threshold, at most, more]; a leaf is a number
    right: Sequence[tuple[float, float]]  # up to a likelihood, the share of cuts that were right

    def likelihood(self, row: Sequence[float]) -> float:
        """Return how likely a segment with such features is of the story, 0..1."""
        odds = self.start
        for node in self.trees:
            while isinstance(node, list):
                feature, threshold, at_most, more = node
                node = at_most if row[feature] <= threshold else more
            odds += node
        return 1 / (1 + exp(-odds))

    def confidence(self, likelihood: float) -> float:
        """Return the share of cuts at such a likelihood that were right."""
        return next((share for most, share in self.right if likelihood <= most), self.right[-1][1])


@cache
def trained() -> Model:
    """Return the model of this version."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(weights: dict[str, Any]) -> Model:
    """Return the model that a file of weights holds."""
    right = [(most, share) for most, share in weights["right"]]
    return Model(start=weights["start"], trees=weights["trees"], right=right)


_USED: ContextVar[Callable[[], Model | None]] = ContextVar("what gives the model", default=trained)


@contextmanager
def using(model: Model | None) -> Iterator[None]:
    """Clean with another model in this thread and within the block; None vetoes nothing."""
    token = _USED.set(lambda: model)
    try:
        yield
    finally:
        _USED.reset(token)


def in_use() -> Model | None:
    """Return the model that cleans here."""
    return _USED.get()()


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the model makes of the labels of a page."""

    cut: Mapping[int, float]  # kept segments that resemble furniture, with the confidence in each cut
    keep: frozenset[int] = frozenset()  # segments that no rule knows, and that read like the story


SILENT = Verdict(cut={})


def verdict(
    features: Features,
    zones: Sequence[Zone | None],
    *,
    headings: Collection[int],
    fixed: Collection[int],
    unknown: Collection[int],
) -> Verdict:
    """Return what the model cuts and keeps of a page whose segments have these zones.

    `fixed` are those that a publisher's rule keeps, `unknown` those that are cut by no rule.
    """
    model = in_use()
    asked = [n for n, zone in enumerate(zones) if zone in ASKED and n not in fixed]
    if model is None or not asked:
        return SILENT
    likely = {number: model.likelihood(features.row(number)) for number in asked}
    held = sum(features.words[number] + 1 for number in asked if likely[number] > 0.5)
    if held < SHARED * sum(features.words[number] + 1 for number in asked):
        return SILENT
    between = (number for number in unknown if asked[0] < number < asked[-1])
    keep = frozenset(n for n in between if model.likelihood(features.row(n)) > SURE)
    for items in _lists(asked, zones):
        likely.update(dict.fromkeys(items, fmean(likely[number] for number in items)))
    cut: dict[int, float] = {}
    stays = False  # whether what stands below a segment is kept
    for number in (n for n in reversed(range(len(zones))) if zones[n] or n in keep):
        goes = likely.get(number, 1.0) < CUTOFF and not (stays and number in headings)
        if goes:
            cut[number] = model.confidence(likely[number])
        stays = not goes
    return Verdict(cut=cut, keep=keep)


def _lists(asked: Sequence[int], zones: Sequence[Zone | None]) -> Iterator[list[int]]:
    """Yield the items of each list, those that stand side by side."""
    items = (number for number in asked if zones[number] == "list")
    for _, beside in groupby(enumerate(items), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in beside]
