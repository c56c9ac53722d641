"""Measures the finding of actors beside plain spaCy: `python -m tests.bench.actors CORPUS SCORER`.

CORPUS is a folder of `*.jsonl` files, a line `{"id", "text", "spans": [[start, end, type], ...]}` each, and
a list `names` beside the spans where they are linked; SCORER is the script that compares predictions with
them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lib.actors.plain_text import find_in_text
from lib.actors.recogniser import recognise, recogniser_state

NOT_MEASURED = 3
LABELS = {"person": "PER", "organisation": "ORG", "place": "LOC"}

Row = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Prints a table: corpus, finder, precision, recall and F1 of all spans, kilobytes a CPU second."""
    if len(arguments) != 2 or not all(Path(argument).exists() for argument in arguments):
        print("not measured: give a corpus (a folder of *.jsonl files) and its scorer")
        return NOT_MEASURED
    print(recogniser_state().sentence)
    corpus, scorer = map(Path, arguments)
    recognise(["Names are found once before the clock starts."])
    for path in sorted(corpus.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for finder in (plain_spacy, whole_cascade):
            predictions, speed = timed(rows, finder)
            print(
                f"{path.stem:16} {finder.__name__:14} {speed:5.1f} kB/s  {scored(path, predictions, scorer)}"
            )
        if "names" in rows[0]:
            print(f"{path.stem:16} {'actor sets':14} {'':10}  {scored_actors(rows, predictions, scorer)}")
    return 0


def plain_spacy(row: Row) -> Row:
    """What the recogniser alone finds."""
    (found,) = recognise([row["text"]])
    return {"id": row["id"], "spans": [[name.start, name.end, LABELS[name.kind]] for name in found]}


def whole_cascade(row: Row) -> Row:
    """What the actor file, the recogniser and the rules find together."""
    found = find_in_text(row["text"])
    return {"id": row["id"], "spans": found.spans, "actors": found.actors}


def timed(rows: Sequence[Row], finder: Callable[[Row], Row]) -> tuple[list[Row], float]:
    """The predictions for all rows, and kilobytes a CPU second."""
    start = time.process_time()
    predictions = [finder(row) for row in rows]
    seconds = time.process_time() - start
    return predictions, sum(len(row["text"].encode()) for row in rows) / 1000 / seconds


def scored(gold: Path, predictions: Sequence[Row], scorer: Path) -> str:
    """The scorer's line over all types."""
    return _run(scorer, "spans", gold.read_text(encoding="utf-8"), predictions).splitlines()[-1]


def scored_actors(rows: Sequence[Row], predictions: Sequence[Row], scorer: Path) -> str:
    """The scorer's line on sets of linked names: a lower bound, since the labels of two sources differ."""
    gold = [{"id": row["id"], "actors": sorted({name for name in row["names"] if name})} for row in rows]
    return _run(scorer, "actors", lines(gold), predictions).strip()


def lines(rows: Sequence[Row]) -> str:
    """Rows as JSON Lines."""
    return "\n".join(json.dumps(row) for row in rows)


def _run(scorer: Path, mode: str, gold: str, predictions: Sequence[Row]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        truth, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        truth.write_text(gold, encoding="utf-8")
        found.write_text(lines(predictions), encoding="utf-8")
        command = [sys.executable, str(scorer), mode, str(truth), str(found)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
