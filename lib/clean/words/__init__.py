"""Words that the cleaner knows its pages by, kept as data: one YAML file a topic, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is built in


@cache
def read(name: str) -> Any:
    """Return what `<name>.yaml` of this folder holds."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)


def any_of(words: Iterable[str]) -> str:
    """Return one regular expression that matches any of the words; each may be an expression itself."""
    return f"(?:{'|'.join(words)})"
