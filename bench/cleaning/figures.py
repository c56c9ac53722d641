"""From the scorer's answer to figures: set -> measure -> value."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.cleaning.contender import MEASURES, Prediction

BY_HAND = ("scrapinghub", "funduseval", "fundus")  # the sets whose body text was marked by hand
TOGETHER, ALL = "together", "all sets"
# Where each measure stands in the scorer's answer.
PLACES = dict(
    zip(
        MEASURES,
        (("body", "f1"), ("title", "exact"), ("authors", "exact"), ("published", "same_day"),
         ("published", "same_minute"), ("tags", "f1"), ("caption", "right"), ("credit", "right")),
        strict=True,
    )
)  # fmt: skip

Figures = dict[str, dict[str, float]]
Row = dict[str, Any]


def truth_rows(corpus: Path) -> list[Row]:
    """Return the truth of a corpus."""
    text = (corpus / "truth.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def figures(predictions: Sequence[Prediction], truth: Sequence[Row], scorer: Path) -> Figures:
    """Return what the scorer says of each set, of those marked by hand together, and of all."""
    by_set = _scored(predictions, truth, scorer)
    found = {ALL if name == "ALL" else name: _measures(answer) for name, answer in by_set.items()}
    if chosen := [row for row in truth if row.get("set") in BY_HAND]:
        found[TOGETHER] = _measures(_scored(predictions, chosen, scorer)["ALL"])
    return found


def _measures(answer: Mapping[str, Any]) -> dict[str, float]:
    places = ((measure, answer.get(part, {}).get(key)) for measure, (part, key) in PLACES.items())
    return {measure: value for measure, value in places if value is not None}


def _scored(predictions: Sequence[Prediction], truth: Sequence[Row], scorer: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        found, wanted = Path(folder) / "predictions.jsonl", Path(folder) / "truth.jsonl"
        found.write_text("\n".join(map(json.dumps, predictions)), encoding="utf-8")
        wanted.write_text("\n".join(map(json.dumps, truth)), encoding="utf-8")
        command = [sys.executable, str(scorer), str(found), str(wanted), "--by", "set", "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    scored: dict[str, Any] = json.loads(answer.stdout)
    return scored


def page_scores(predictions: Sequence[Prediction], truth: Sequence[Row], scorer: Path) -> dict[str, float]:
    """Return the body F1 of each page whose body is known, by its id."""
    found = page_figures(predictions, [row for row in truth if row.get("body")], scorer)
    return {name: row["body"] for name, row in found.items() if "body" in row}


def page_figures(predictions: Sequence[Prediction], truth: Sequence[Row], scorer: Path) -> Figures:
    """Return what the scorer says of each page, by its id."""
    rows = [row | {"set": row["id"]} for row in truth]
    scored = _scored(predictions, rows, scorer) if rows else {}
    return {name: _measures(answer) for name, answer in scored.items() if name != "ALL"}


def lower(first: Figures, second: Figures) -> Figures:
    """Return the lower of two figures for each measure that both have."""
    return {
        name: {key: min(value, second[name][key]) for key, value in row.items() if key in second[name]}
        for name, row in first.items()
        if name in second
    }
