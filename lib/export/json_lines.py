"""Rows as JSON Lines: an object a line, in UTF-8."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lib.export.json_values import json_value

# JSON lets these stand in a string, but many readers take them for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as bytes of JSON Lines in UTF-8, times in ISO 8601, what is missing as null."""
    texts = (json.dumps(json_value(row), ensure_ascii=False, allow_nan=False) for row in rows)
    return "".join(f"{text.translate(_LINE_ENDS)}\n" for text in texts).encode(errors="replace")
