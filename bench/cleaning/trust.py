"""Whether the confidence in an article says how much of its text is right."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench.cleaning.figures import Row, page_scores
from bench.cleaning.race import Lap

BAD = 0.8  # body F1 of a page that a reader would want to look at again
WORST = 0.1  # of the pages, by confidence
BINS = 10

Trusted = tuple[float, float]  # of one page: confidence and body F1, both 0..1


def lines(lap: Lap, truth: Sequence[Row], scorer: Path) -> Iterator[str]:
    """Yield a sentence on the confidence of the pages whose body is known."""
    scores = page_scores(lap.predictions, truth, scorer)
    confidence = {each.prediction.get("id"): each.remains.confidence for each in lap.shown if each.remains}
    pages = [(confidence[name], score) for name, score in scores.items() if name in confidence]
    if pages:
        found, bad = found_among_the_worst(pages)
        yield (
            f"confidence: calibration error {calibration_error(pages):.3f} over {len(pages)} pages; "
            f"{found} of {bad} pages under {BAD} are in the worst tenth by confidence"
        )


def calibration_error(pages: Sequence[Trusted]) -> float:
    """Return the expected calibration error, 0..1: mean distance of confidence and F1 over ten equal bins.

    Guo et al., On Calibration of Modern Neural Networks, 2017, formula 3.
    """
    total = 0.0
    for _, held in groupby(sorted(pages), lambda page: min(BINS - 1, int(page[0] * BINS))):
        total += abs(sum(confidence - score for confidence, score in held))
    return total / len(pages)


def found_among_the_worst(pages: Sequence[Trusted]) -> tuple[int, int]:
    """Return how many bad pages stand in the worst tenth by confidence, and how many there are."""
    ordered = sorted(pages)
    worst = ordered[: max(1, round(WORST * len(ordered)))]
    return _bad(worst), _bad(ordered)


def _bad(pages: Sequence[Trusted]) -> int:
    return sum(score < BAD for _, score in pages)
