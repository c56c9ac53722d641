"""What is wanted of the finding of actors, and how a run stands to it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.actors import reference

WANTED: Mapping[str, float] = {  # measure -> the least that is wanted of it
    "conllpp2020": 0.80,
    "uner_pud": 0.68,
    "conll03_dev": 0.70,
    "headlines F1": 0.92,
    "headlines precision": 0.95,
    "headlines precision, actor file alone": 0.95,
    "second headlines F1": 0.92,
    "second headlines precision": 0.95,
    "second headlines precision, actor file alone": 0.95,
    "reference capture pairs F1": 0.97,
    "reference capture names kept out": 1.0,
    "speed beside plain spaCy": 0.85,
    "MB a second, actor file alone": 1.5,
}


def of_reference(corpus: Path) -> dict[str, float]:
    """Return the figures of the reference capture, if WIREROOM_CORPORA or a folder above the corpus holds
    it.
    """
    named = os.environ.get("WIREROOM_CORPORA")
    folders = [Path(named)] if named else list(corpus.resolve().parents)
    file = next((file for folder in folders if (file := reference.capture_in(folder))), None)
    if file is None:
        return {}
    story = reference.cleaned(file)
    strangers = reference.named(story) & reference.ELSEWHERE
    return {
        "reference capture pairs F1": reference.f1(reference.pairs(story)),
        "reference capture names kept out": 1 - len(strangers) / len(reference.ELSEWHERE),
    }


def lines(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each wanted measure: its figure, what is wanted, and whether that is reached."""
    for measure, wanted in WANTED.items():
        if (figure := figures.get(measure)) is None:
            yield f"wanted: {measure:45} not measured, wanted {wanted:.2f}"
        else:
            yield f"wanted: {measure:45} {figure:.3f}, wanted {wanted:.2f}: {_verdict(figure, wanted)}"


def missed(figures: Mapping[str, float]) -> list[str]:
    """Return the measures whose figure is less than wanted."""
    return [m for m, wanted in WANTED.items() if figures.get(m, wanted) < wanted]


def _verdict(figure: float, wanted: float) -> str:
    return "reached" if figure >= wanted else "missed"
