"""A limit to the depth of JSON that is read in pieces."""

from collections.abc import Iterable, Iterator
from typing import Any

import ijson

DEEPEST = 100  # lists and objects in one another; an export has four, and ijson takes the depth's square


def shallow(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield ijson's events unchanged; raises ijson.JSONError where over 100 lists and objects nest."""
    depth = 0
    for kind, value in events:
        depth += kind.startswith("start_") - kind.startswith("end_")
        if depth > DEEPEST:
            raise ijson.JSONError(f"nested deeper than {DEEPEST}")
        yield kind, value
