"""Measures the finding of actors beside plain spaCy.

`python -m bench.actors CORPUS SCORER [--raise] [--untimed]`.

CORPUS is a folder of `*.jsonl` files, a line `{"id", "text", "spans": [[start, end, type], ...]}` each, and
a list `names` beside the spans where they are linked; SCORER is the script that compares predictions with
them. The finders take turns on every few texts, so that a busy machine slows them alike, and each reads
most of its texts as one that runs by itself does: with its own words in the processor's cache.
"""

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench import actors_hostile, actors_wanted, floors
from lib.actors.plain_text import find_in_text
from lib.actors.recogniser import MODEL, recogniser_state
from tests.actors.actor_sets import SETS, score

NOT_MEASURED = 3
TURN = 32  # texts
LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
NOT_FOR_NAMES = ["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"]
CLASSES = ("ALL", "PER", "ORG", "LOC")
SPACY, WIREROOM, ALONE = "plain spaCy", "Wireroom", "actor file alone"
_FIGURES = re.compile(r"^(\w+)\s+P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", re.MULTILINE)

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Lap:
    """What one finder made of one corpus."""

    finder: str
    predictions: list[Row] = field(default_factory=list)
    seconds: float = 0.0  # of CPU time
    size: int = 0  # bytes of text

    @property
    def speed(self) -> float:
        """Kilobytes of text a CPU second."""
        return self.size / 1000 / self.seconds


def main(arguments: Sequence[str]) -> int:
    """Print the tables, the speeds, and how the figures stand to what is wanted; 1 when one is missed."""
    given = _given(arguments)
    if given.corpus is None or given.scorer is None or not (given.corpus.is_dir() and given.scorer.is_file()):
        print("not measured: give a corpus (a folder of *.jsonl files) and its scorer")
        return NOT_MEASURED
    if not recogniser_state().available:
        print(f"not measured: {recogniser_state().sentence}")
        return NOT_MEASURED
    warm_up()
    laps = {path.stem: race(_rows(path)) for path in sorted(given.corpus.glob("*.jsonl"))}
    found = {name: _print_corpus(given.corpus / f"{name}.jsonl", laps[name], given.scorer) for name in laps}
    speed = speeds([lap for corpus in laps.values() for lap in corpus])
    print(*speed_lines(speed), sep="\n")
    sets = {name: of_headlines(name) for name in ("headlines", "second headlines", "third headlines")}
    figures = {**found, **_flat(sets), **actors_wanted.of_reference(given.corpus)}
    figures |= {} if given.untimed else _wanted_speeds(speed)
    print(*actors_wanted.lines(figures), sep="\n")
    if not given.untimed:
        for line in actors_hostile.lines():
            print(line, flush=True)
    spans = {name: {"spans": ours} for name, ours in found.items()}
    below = floors.check("actors", {**spans, **sets}, raising=given.raising)
    return 1 if below or actors_wanted.missed(figures) else 0


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.actors", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("scorer", nargs="?", type=Path)
    parser.add_argument("--raise", dest="raising", action="store_true")
    parser.add_argument("--untimed", action="store_true", help="leaves the speed out of what is wanted")
    return parser.parse_args(arguments)


def plain_spacy(text: str) -> Row:
    """Return what the recogniser's model finds by itself."""
    (doc,) = _spacy().pipe([text])
    return {"spans": [[e.start_char, e.end_char, LABELS[e.label_]] for e in doc.ents if e.label_ in LABELS]}


@lru_cache(maxsize=1)
def _spacy() -> Any:
    return importlib.import_module("spacy").load(MODEL, exclude=NOT_FOR_NAMES)


def whole_cascade(text: str) -> Row:
    """Return what the actor file, the recogniser and the rules find together."""
    found = find_in_text(text)
    return {"spans": found.spans, "actors": found.actors}


def actor_file_alone(text: str) -> Row:
    """Return what the actor file and the rules find."""
    found = find_in_text(text, use_recogniser=False)
    return {"spans": found.spans, "actors": found.actors}


FINDERS: Mapping[str, Callable[[str], Row]] = {
    SPACY: plain_spacy,
    WIREROOM: whole_cascade,
    ALONE: actor_file_alone,
}


def warm_up() -> None:
    """Let every finder load what it needs before the clock starts."""
    for finder in FINDERS.values():
        finder("Names are found once before the clock starts in Oslo.")


def race(rows: Sequence[Row]) -> list[Lap]:
    """Let the finders take turns on each few texts, another one first each time."""
    laps = [Lap(finder=name) for name in FINDERS]
    for number, few in enumerate(rows[at : at + TURN] for at in range(0, len(rows), TURN)):
        first = number % len(laps)
        for lap in (*laps[first:], *laps[:first]):
            start = time.process_time()
            found = [FINDERS[lap.finder](row["text"]) for row in few]
            lap.seconds += time.process_time() - start
            lap.size += sum(len(row["text"].encode()) for row in few)
            lap.predictions += [{"id": row["id"], **names} for row, names in zip(few, found, strict=True)]
    return laps


def speeds(laps: Sequence[Lap]) -> dict[str, float]:
    """Return the kilobytes a CPU second of each finder over all texts."""
    return {
        finder: Lap(
            finder=finder,
            seconds=sum(lap.seconds for lap in laps if lap.finder == finder),
            size=sum(lap.size for lap in laps if lap.finder == finder),
        ).speed
        for finder in FINDERS
    }


def speed_lines(speed: Mapping[str, float]) -> list[str]:
    """Return two sentences on the speed: beside plain spaCy, and of the actor file alone."""
    return [
        f"speed: {speed[WIREROOM]:.1f} kB/s a core, {speed[WIREROOM] / speed[SPACY]:.2f} of plain spaCy's "
        f"{speed[SPACY]:.1f} kB/s a core",
        f"speed: {speed[ALONE]:.1f} kB/s a core with the actor file alone",
    ]


def _wanted_speeds(speed: Mapping[str, float]) -> dict[str, float]:
    return {
        "speed beside plain spaCy": speed[WIREROOM] / speed[SPACY],
        "MB a second, actor file alone": speed[ALONE] / 1000,
    }


def of_headlines(name: str) -> dict[str, float]:
    """Return the figures of one set of our own headlines, which are printed too."""
    whole, alone = score(SETS[name], use_recogniser=True), score(SETS[name], use_recogniser=False)
    for finder, found in ((WIREROOM, whole), (ALONE, alone)):
        print(
            f"{name:16} {finder:17} actor sets P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}"
        )
    return {"actors": whole.f1, "precision": whole.precision, "precision alone": alone.precision}


def _flat(sets: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    words = {"actors": "F1", "precision": "precision", "precision alone": "precision, actor file alone"}
    return {f"{name} {words[measure]}": n for name, found in sets.items() for measure, n in found.items()}


def _print_corpus(gold: Path, laps: Sequence[Lap], scorer: Path) -> float:
    """Print a line for each finder; return the F1 of Wireroom's spans."""
    rows, ours = _rows(gold), 0.0
    for lap in laps:
        figures = span_figures(_lines(rows), lap.predictions, scorer)
        ours = figures["ALL"] if lap.finder == WIREROOM else ours
        classes = "  ".join(f"{name} {figures.get(name, 0.0):.3f}" for name in CLASSES)
        print(f"{gold.stem:14} {lap.finder:17} {lap.speed:7.1f} kB/s  span F1 {classes}")
        if "names" in rows[0] and lap.finder != SPACY:
            print(f"{'':14} {'':17} {'':12}  linked {_scored_actors(rows, lap.predictions, scorer)}")
    return ours


def span_figures(gold: str, predictions: Sequence[Row], scorer: Path) -> dict[str, float]:
    """Return the F1 of all spans and of each class."""
    answer = _run(scorer, "spans", gold, predictions)
    return {name: float(f1) for name, _, _, f1 in _FIGURES.findall(answer)}


def _scored_actors(rows: Sequence[Row], predictions: Sequence[Row], scorer: Path) -> str:
    """Return the scorer's line on sets of linked names.

    A lower bound, since the labels of two sources differ.
    """
    gold = [{"id": row["id"], "actors": sorted({name for name in row["names"] if name})} for row in rows]
    return _run(scorer, "actors", _lines(gold), predictions).strip()


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _lines(rows: Sequence[Row]) -> str:
    return "\n".join(json.dumps(row) for row in rows)


def _run(scorer: Path, mode: str, gold: str, predictions: Sequence[Row]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        truth, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        truth.write_text(gold, encoding="utf-8")
        found.write_text(_lines(predictions), encoding="utf-8")
        command = [sys.executable, str(scorer), mode, str(truth), str(found)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
