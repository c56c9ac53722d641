"""Rows of a frame for tests: pandas types a cell as anything that a cell can be."""

from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame as tuples whose fields are untyped."""
    return list(frame.itertuples())
