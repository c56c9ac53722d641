"""Values of a frame as JSON can hold them."""

from collections.abc import Mapping
from datetime import date, time
from math import isinf
from typing import Any

import numpy as np
import pandas as pd


def is_missing(value: Any) -> bool:
    """Return whether a value is None, NaN, NaT or NA."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def json_value(value: Any) -> Any:
    """Return a value for JSON, also in lists: times in ISO 8601, bytes in hex.

    What is missing or infinite becomes None.
    """
    if isinstance(value, Mapping):
        return {str(key): json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | np.ndarray):
        return [json_value(each) for each in value]
    if isinstance(value, bytes | bytearray | memoryview):
        return value.hex()
    if is_missing(value) or (isinstance(value, float) and isinf(value)):
        return None
    if isinstance(value, date | time):
        return value.isoformat()
    return value.item() if isinstance(value, np.generic) else value
