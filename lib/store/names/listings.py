"""The lists of names that stand in a file beside each of these modules."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def listing(module: str) -> Any:
    """Return what the file of a module lists, such as "authors", by its headings."""
    return yaml.safe_load(Path(__file__).with_name(f"{module}.yaml").read_text(encoding="utf-8"))
