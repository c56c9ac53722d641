"""Trains the model that vetoes furniture, and measures it on pages whose publisher it did not see.

`python -m bench.label CORPUS... [--write]`: each CORPUS is a folder with `pages/ID.html.gz` and
`truth.jsonl`. Printed are the body F1 of every set without and with the veto, over folds of publishers and
several seeds, with the interval of the paired difference; `--write` keeps the weights of all pages for the
cleaner, with that table, and those of each fold for the cleaning bench.
"""

import argparse
import json
import logging
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

import numpy as np

from bench.cleaning import held_out
from bench.cleaning.figures import Row, truth_rows
from bench.cleaning.folds import f1
from bench.cleaning.held_out import FOLDS, fold_of
from bench.cleaning.paired import MOVED, interval
from lib.capture import read
from lib.clean.label import model
from lib.clean.label.features import NAMES, Features
from lib.clean.label.layout import Layout
from lib.clean.label.zones import Zoning
from lib.clean.story.labelled_page import LabelledPage, labelled, read_page
from lib.clean.story.story import text_of
from lib.model.article import TEXT_ZONES
from lib.model.capture import Capture
from lib.model.errors import CaptureError
from lib.model.folding import folded
from lib.model.gc_pause import collector_paused
from lib.model.length import is_estimated

SEEDS = (0, 1, 2)
SHINGLE, LETTERS = 4, 8  # words, and letters of a script without spaces, of a run that is looked for
BINS = (model.CUTOFF,)  # likelihoods up to which cuts are counted together
TRAINING = {
    "n_estimators": 40, "max_depth": 3, "learning_rate": 0.15, "subsample": 0.3, "max_features": 0.3,
    "min_samples_leaf": 60,
}  # fmt: skip

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page to learn from: for each segment its features, whether it is of the text, and what it counts."""

    corpus: Path
    row: Row
    features: Any  # a matrix of 32-bit floats
    wanted: Any
    counts: Any

    @property
    def fold(self) -> int:
        """The fold of the page's publisher."""
        return fold_of(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the veto did to a page's text, under weights that did not see its publisher."""

    kind: str  # corpus and set
    before: float  # body F1
    after: float
    cuts: Sequence[tuple[float, bool]]  # up to which likelihood, and whether the text is no worse for it
    seconds: float = 0.0  # of CPU that the model adds


def main(arguments: Sequence[str]) -> int:
    """Print the table; with --write keep the weights too."""
    parser = argparse.ArgumentParser(prog="python -m bench.label", description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    rows = [(corpus, row) for corpus in given.corpora for row in truth_rows(corpus) if row.get("body")]
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(example, *zip(*rows, strict=True), chunksize=8)
        examples = [each for each in found if each is not None]
        print(f"{len(examples)} pages, {sum(len(each.wanted) for each in examples):,} segments")
        folds = {
            seed: list(pool.map(_without, repeat(examples), range(FOLDS), repeat(seed))) for seed in SEEDS
        }
        by_page = pool.map(
            outcomes, examples, ([folds[seed][each.fold] for seed in SEEDS] for each in examples), chunksize=8
        )
        by_seed = dict(zip(SEEDS, zip(*by_page, strict=True), strict=True))
    table = [line for seed, found in by_seed.items() for line in lines(seed, found)]
    right = calibrated(cut for found in by_seed.values() for each in found for cut in each.cuts)
    table.append(f"{1000 * fmean(each.seconds for each in by_seed[SEEDS[0]]):.1f} ms a page")
    print(*table, f"cuts that made a text no worse: {right}", sep="\n")
    if given.write:
        sets = Counter(str(each.row.get("set")) for each in examples)
        card = {"pages": dict(sets), "folds": FOLDS, "table": table}
        _write(model.FILE, {**weights(fitted(examples, SEEDS[0])), "right": right, **card})
        _write(held_out.FILE, [{**each, "right": right} for each in folds[SEEDS[0]]])
    return 0


def _write(path: Path, held: object) -> None:
    """Write JSON with a tree a line, or a model a line."""
    if isinstance(held, list):
        text = _listed(held)
    else:
        assert isinstance(held, dict)
        rows = {
            key: _listed(value) if key in ("trees", "table") else json.dumps(value)
            for key, value in held.items()
        }
        text = "{" + ",".join(f'\n"{key}": {row}' for key, row in rows.items()) + "\n}"
    path.write_text(f"{text}\n", encoding="utf-8")


def _listed(held: Iterable[object]) -> str:
    return "[\n" + ",\n".join(map(json.dumps, held)) + "\n]"


def _without(examples: Sequence[Example], fold: int, seed: int) -> dict[str, Any]:
    return weights(fitted([each for each in examples if each.fold != fold], seed))


def example(corpus: Path, row: Row) -> Example | None:
    """Return what a page teaches, labelled as the cleaner does without the model; None where it is refused.

    Headlines and standfirsts teach nothing, nor does a copy of text that the truth has less often.
    """
    if (story := _story(corpus, row)) is None:
        return None
    features, folds = Features(story.page, story.layout.headline_number), story.page.folds
    truth, times = Truth(row["body"]), Counter(folds)
    wanted = [truth.share(segment.text) > 0.5 for segment in story.page.segments]
    numbers = [
        number
        for number, label in enumerate(story.zoning.labels)
        if label.zone not in ("headline", "deck")
        and not (wanted[number] and truth.holds_once_more(folds[number], times[folds[number]]))
    ]
    words = features.words
    return Example(
        corpus=corpus,
        row=row,
        features=np.array([features.row(n) for n in numbers], dtype=np.float32).reshape(-1, len(NAMES)),
        wanted=np.array([wanted[n] for n in numbers], dtype=bool),
        counts=np.array([(words[n] + 2) / (sum(words) + 50) for n in numbers], dtype=np.float64),
    )


def _story(corpus: Path, row: Row) -> LabelledPage | None:
    """Return a page as the cleaner reads it without the model."""
    path = next((corpus / "pages").glob(f"{row['id']}.*"))
    capture = next((each for each in read(path) if isinstance(each, Capture)), None)
    if capture is None:
        return None
    try:
        with held_out.using(None), collector_paused():
            story = read_page(capture)
            assert story.blocks  # read while no model is in use
            return story
    except CaptureError:  # nothing is learned of a page that is refused
        return None


class Truth:
    """The text of a page as it should be, asked about segments."""

    def __init__(self, text: str) -> None:
        self._runs = _runs(text)
        self._lines = {folded(line) for line in text.splitlines()}
        self._letters = folded(text)

    def share(self, text: str) -> float:
        """Return the share of a segment's runs of words that it has; 1 or 0 for a short one.

        In scripts without spaces runs of letters are looked for; a short segment has to be a line of it.
        """
        fold, found = folded(text), _runs(text)
        if is_estimated(text) and len(fold) >= LETTERS:
            runs = [fold[start : start + LETTERS] for start in range(len(fold) - LETTERS + 1)]
            return sum(run in self._letters for run in runs) / len(runs)
        if not found:
            return float(bool(fold) and fold in self._lines)
        return (found & self._runs).total() / found.total()

    def holds_once_more(self, fold: str, times: int) -> bool:
        """Return whether a page has a segment more often than its text does."""
        return times > max(1, self._letters.count(fold))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def fitted(examples: Sequence[Example], seed: int) -> Any:
    """Return trees that were grown on pages; each page counts the same."""
    from sklearn.ensemble import GradientBoostingClassifier  # slow to import, and only needed here

    counts = np.concatenate([each.counts for each in examples])
    return GradientBoostingClassifier(**TRAINING, random_state=seed).fit(
        np.concatenate([each.features for each in examples]),
        np.concatenate([each.wanted for each in examples]),
        sample_weight=counts * len(counts) / counts.sum(),
    )


def weights(grown: Any) -> dict[str, Any]:
    """Return trees as the cleaner reads them."""
    prior = float(grown.init_.class_prior_[1])
    return {
        "start": round(float(np.log(prior / (1 - prior))), 6),
        "right": [[1.0, 0.5]],  # until it is known
        "trees": [_node(each.tree_, 0, grown.learning_rate) for each in grown.estimators_[:, 0]],
    }


def _node(tree: Any, number: int, rate: float) -> Any:
    low, high = int(tree.children_left[number]), int(tree.children_right[number])
    if low == high:  # a leaf has no children
        return round(float(tree.value[number, 0, 0]) * rate, 6)
    feature, threshold = int(tree.feature[number]), float(tree.threshold[number])
    return [feature, round(threshold, 6), _node(tree, low, rate), _node(tree, high, rate)]


def outcomes(each: Example, held: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Return what the model does to a page's text, under the weights of each seed."""
    plain = _story(each.corpus, each.row)
    if plain is None:
        return []
    with collector_paused():
        return [_outcome(each, plain, weights) for weights in held]


def _outcome(each: Example, plain: LabelledPage, held: dict[str, Any]) -> Outcome:
    wanted = each.row["body"]
    kept = {
        n: plain.page.segments[n].text for n, label in enumerate(plain.labels) if label.zone in TEXT_ZONES
    }
    whole = f1("\n\n".join(kept.values()), wanted)
    with held_out.using(None):
        seconds = -_labelling(plain.layout)
    with held_out.using(replace(model.read(held), right=[(most, most) for most in BINS])):
        story = labelled(Zoning(layout=replace(plain.layout)), "")
        seconds += _labelling(plain.layout)
        labels = story.zoning.labels
        after = f1(text_of(story.blocks), wanted)
    cuts = [
        (label.confidence, f1("\n\n".join(text for m, text in kept.items() if m != n), wanted) >= whole)
        for n, label in enumerate(labels)
        if label.confidence is not None
    ]
    return Outcome(
        kind=f"{each.corpus.name} {each.row.get('set')}",
        before=f1(text_of(plain.blocks), wanted),
        after=after,
        cuts=cuts,
        seconds=seconds,
    )


def _labelling(layout: Layout) -> float:
    """Return the seconds of CPU that the labels of a page take."""
    start = process_time()
    assert Zoning(layout=replace(layout)).labels
    return process_time() - start


def calibrated(cuts: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return up to which likelihood what share of cuts was right, with one of each more than were seen."""
    held: dict[float, list[bool]] = {most: [True, False] for most in BINS}
    for most, right in cuts:
        held[most].append(right)
    return [(most, round(fmean(found), 3)) for most, found in held.items()]


def lines(seed: int, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each set and corpus: body F1 before and after, and the interval of the difference."""
    held: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        held[each.kind].append(each)
        held[f"{each.kind.partition(' ')[0]}, all sets"].append(each)
    for kind, found in sorted(held.items()):
        gained = [each.after - each.before for each in found]
        low, high = interval(gained)
        yield (
            f"seed {seed} {kind}: {len(found)} pages, {fmean(each.before for each in found):.4f} to "
            f"{fmean(each.after for each in found):.4f} [{low:+.4f}, {high:+.4f}], "
            f"{sum(each > MOVED for each in gained)} better, {sum(each < -MOVED for each in gained)} worse"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
