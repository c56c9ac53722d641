"""Finds kept segments that look like page furniture, with a small trained model that can only veto.

Model card. The model has 40 boosted trees of three levels over the numbers of `features`; `weights.json`
stores them, with a description of the training data and the results. They estimate how likely a segment
belongs to the story. Trained on all segments of news pages, blogs and magazines of 2006-2026 whose text is
known, by `python -m bench.label`; each page has equal weight. Headlines and standfirsts are excluded, as
conventions differ on whether a standfirst is part of the text.

A kept segment below `CUTOFF` is cut. A segment over `SURE` that no rule recognised is kept after all, if it
is between the first and the last of the story.

Folds are by publisher, and all results are from pages of publishers not in training, over three seeds. Used
alone it loses the story on 3 % of pages with unusual structure, some Chinese and Japanese. So it is ignored
if it would leave less than `SHARED` of the text. It fails where a story is built like furniture: sub-headings
without text between, stories made of links, results and polls cell by cell, readers' letters. So it does not
judge table cells, judges a list as a whole, and never cuts a heading above kept text.

It acts on 6 to 9 of 411 pages, and made one of them worse under one seed of three. Its cuts have their own
rule, "resembles furniture"; their confidence is the share of cuts in the folds that brought the text nearer
to the truth.
"""

import json
from collections.abc import Collection, Mapping, Sequence
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
    """Boosted trees that give how likely a segment is story text, and how often cuts by them were right."""

    start: float  # log odds before anything is known of a segment
    trees: Sequence[Any]  # [feature, threshold, at most, more]; a leaf is a number
    right: Sequence[tuple[float, float]]  # up to a likelihood, the share of cuts that were right

    def likelihood(self, row: Sequence[float]) -> float:
        """Return the probability that a segment with these features belongs to the story."""
        odds = self.start
        for node in self.trees:
            while node.__class__ is list:  # a leaf is a number
                feature, threshold, at_most, more = node
                node = at_most if row[feature] <= threshold else more
            odds += node
        return 1 / (1 + exp(-odds))

    def confidence(self, likelihood: float) -> float:
        """Return the share of right cuts among segments about this likely to belong to the story."""
        return next((share for most, share in self.right if likelihood <= most), self.right[-1][1])


@cache
def trained() -> Model:
    """Return the trained model of this version."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(weights: dict[str, Any]) -> Model:
    """Return the model from the content of a weights file."""
    right = [(most, share) for most, share in weights["right"]]
    return Model(start=weights["start"], trees=weights["trees"], right=right)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The segments of a page that the model cuts, with its confidence, and those that it keeps."""

    cut: Mapping[int, float]  # kept segments that resemble furniture, with the confidence in each cut
    keep: frozenset[int] = frozenset()  # segments that no rule knows, and that read like the story


def verdict(
    features: Features,
    zones: Sequence[Zone | None],
    *,
    headings: Collection[int],
    fixed: Collection[int],
    unknown: Collection[int],
) -> Verdict:
    """Return what the model cuts and keeps on a page whose segments have these zones (None: cut).

    `headings` are the numbers of sub-headings, `fixed` those of segments kept by a publisher's rule,
    `unknown` those of segments cut without any rule.
    """
    model = trained()
    asked = [n for n, zone in enumerate(zones) if zone in ASKED and n not in fixed]
    if not asked:
        return Verdict(cut={})
    likely = {number: model.likelihood(features.row(number)) for number in asked}
    held = sum(features.words[number] + 1 for number in asked if likely[number] > 0.5)
    if held < SHARED * sum(features.words[number] + 1 for number in asked):
        return Verdict(cut={})
    between = (number for number in unknown if asked[0] < number < asked[-1])
    keep = frozenset(n for n in between if model.likelihood(features.row(n)) > SURE)
    items = enumerate(number for number in asked if zones[number] == "list")
    for _, beside in groupby(items, key=lambda pair: pair[1] - pair[0]):  # those of one list stand together
        whole = [number for _, number in beside]
        likely.update(dict.fromkeys(whole, fmean(likely[number] for number in whole)))
    cut: dict[int, float] = {}
    stays = False  # whether what stands below a segment is kept
    for number in (n for n in reversed(range(len(zones))) if zones[n] or n in keep):
        goes = likely.get(number, 1.0) < CUTOFF and not (stays and number in headings)
        if goes:
            cut[number] = model.confidence(likely[number])
        stays = not goes
    return Verdict(cut=cut, keep=keep)
