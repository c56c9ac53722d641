"""Folds of publishers, and for each fold the weights of the model that did not see its publishers.

A figure on pages that the model was grown on says nothing: the bench scores each by the weights of its fold.
"""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from lib.clean.label import model, zones
from lib.clean.label.model import Model, Verdict

FOLDS = 5
FILE = Path(__file__).with_name("held_out.json")  # written by bench.label


def fold_of(row: Mapping[str, Any]) -> int:
    """Return the fold of the publisher of a row of the truth."""
    return crc32(str(row.get("publisher") or row["id"]).encode()) % FOLDS


@cache
def held_out() -> tuple[Model, ...]:
    """Return for each fold the model that did not see its publishers."""
    return tuple(map(model.read, json.loads(FILE.read_text(encoding="utf-8"))))


def using(other: Model | None) -> AbstractContextManager[object]:
    """Have pages cleaned with another model, None for none, within the `with` block."""
    if other is None:
        return patch.object(zones, "verdict", return_value=Verdict(cut={}))
    return patch.object(model, "trained", return_value=other)


def unseen(fold: int | None) -> AbstractContextManager[object]:
    """Clean by the weights that did not see a fold; by those of all pages where no fold is given."""
    return nullcontext() if fold is None else using(held_out()[fold])
