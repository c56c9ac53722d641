"""What CONTRIBUTING.md says in a form that tests can hold to the code."""

import re
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_EXAMPLE = re.compile(
    r"^(?:An?|Its|What) [^\n]*?`((?:lib|pages|tests)/[\w./-]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.M | re.S
)
_STATION = re.compile(r"^\| \d+ \|[^|]+\| `([\w.]+)` \| `(\w+)` \|$", re.M)


def text(document: str) -> str:
    """Return a document of the project's root."""
    return (ROOT / document).read_text(encoding="utf-8")


def examples() -> Mapping[str, str]:
    """Return the files that the examples have a contributor write, by path."""
    return dict(_EXAMPLE.findall(text("CONTRIBUTING.md")))


def stations() -> list[tuple[str, str]]:
    """Return the stations of the way through the code: module and function."""
    return _STATION.findall(text("CONTRIBUTING.md"))
