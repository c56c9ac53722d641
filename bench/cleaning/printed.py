"""Headline and authors of copied text, where the text prints what the truth says at all."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.cleaning.figures import Row, page_figures
from bench.cleaning.race import Lap
from lib.model.folding import folded_words

FIELDS = ("title", "authors")


def lines(lap: Lap, texts: Mapping[str, str], truth: Sequence[Row], scorer: Path) -> Iterator[str]:
    """Yield for each field how many values of the truth the texts print, and how many of those are right."""
    held = {name: f" {folded_words(text)} " for name, text in texts.items()}
    right = page_figures(lap.predictions, truth, scorer)
    for field in FIELDS:
        known = [row for row in truth if row.get(field) and row["id"] in held]
        shown = [row["id"] for row in known if is_printed(row[field], held[row["id"]])]
        found = sum(right[each].get(field) == 1 for each in shown)
        yield f"{field}: the text prints it for {len(shown)} of {len(known)}; of those {found} are right"


def is_printed(value: str | Sequence[str], words: str) -> bool:
    """Return whether folded words hold a value, or each of several."""
    wanted = [value] if isinstance(value, str) else value
    return all(f" {folded_words(each)} " in words for each in wanted)
