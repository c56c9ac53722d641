"""Long rows of like cases: the first ones in every run, all others in the soak."""

from collections.abc import Iterable
from typing import Any

import pytest


def few(cases: Iterable[Any], first: int) -> list[Any]:
    """Return the cases for a parameter; those after the first ones are run by `make soak`."""
    return [
        pytest.param(
            case,
            marks=[pytest.mark.soak] if number >= first else [],
            id=case if isinstance(case, str) else str(number),
        )
        for number, case in enumerate(cases)
    ]
