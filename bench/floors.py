"""Floors under the figures of the benches: `tests/floors.json`, bench -> set -> measure -> floor.

A figure below its floor fails the bench. Floors only rise: to the measured figure less a margin, rounded down
to three digits, and never past a figure that was not measured.
"""

import copy
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

FLOORS = Path(__file__).parent.parent / "tests" / "floors.json"
MARGIN = 0.005  # what a new release of a library may shift without a fault of ours

Figures = Mapping[str, Mapping[str, float]]
Floors = dict[str, dict[str, dict[str, float]]]


def load(path: Path = FLOORS) -> Floors:
    """Return the floors of every bench."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, sorted by nothing but their place in the file."""
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def below(bench: str, figures: Figures, floors: Floors) -> list[str]:
    """Return a sentence for each figure that is below its floor."""
    return [
        f"{bench}: {measure} of {kind} is {value:.4f}, below its floor of {floor:.3f}."
        for kind, measure, floor in _rows(bench, floors)
        if (value := figures.get(kind, {}).get(measure)) is not None and value < floor
    ]


def unmeasured(bench: str, figures: Figures, floors: Floors) -> list[str]:
    """Return the floors that a run says nothing about."""
    places = ((kind, measure) for kind, measure, _ in _rows(bench, floors))
    return [f"{measure} of {kind}" for kind, measure in places if measure not in figures.get(kind, {})]


def raised(bench: str, figures: Figures, floors: Floors) -> Floors:
    """Return the floors, each lifted to the figure measured for it, less the margin, where that is higher."""
    lifted = copy.deepcopy(floors)
    for kind, measure, floor in _rows(bench, floors):
        value = figures.get(kind, {}).get(measure, floor)
        lifted[bench][kind][measure] = max(floor, rounded_down(value - MARGIN))
    return lifted


def rounded_down(value: float) -> float:
    """Return a figure with three digits, never above itself."""
    return math.floor(value * 1000 + 1e-9) / 1000


def check(bench: str, figures: Figures, *, raising: bool, path: Path = FLOORS) -> int:
    """Print how the figures stand to the floors, raise these when asked; 1 when one is missed."""
    floors = load(path)
    if raising:
        lifted = raised(bench, figures, floors)
        changes = sum(new != old for new, old in zip(_rows(bench, lifted), _rows(bench, floors), strict=True))
        print(f"floors: {changes} raised" if changes else "floors: none could be raised")
        if changes:
            save(lifted, path)
        floors = lifted
    missed, silent = below(bench, figures, floors), unmeasured(bench, figures, floors)
    held = sum(1 for _ in _rows(bench, floors)) - len(missed) - len(silent)
    print(f"floors: {held} held, {len(missed)} missed, {len(silent)} not measured on this corpus")
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


def _rows(bench: str, floors: Floors) -> Iterator[tuple[str, str, float]]:
    for kind, measures in floors.get(bench, {}).items():
        for measure, floor in measures.items():
            yield kind, measure, floor
