"""The sentences behind the pairs of a network as JSON Lines, one sentence a line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lib.export.citation import quotation
from lib.export.json_values import json_value

# JSON lets these stand in a string, but many readers take them for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_lines(rows: Iterable[Mapping[str, Any]], zone: str) -> bytes:
    """Return rows of lib.query.evidence as bytes of JSON Lines, times in ISO 8601, each with its quotation.

    `spans` are [start, end, actor id] in characters of the sentence.
    """
    return lines_of({**row, "quotation": quotation(row, zone)} for row in rows)


def lines_of(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as bytes of JSON Lines in UTF-8, times in ISO 8601, what is missing as null."""
    texts = (json.dumps(json_value(row), ensure_ascii=False, allow_nan=False) for row in rows)
    return "".join(f"{text.translate(_LINE_ENDS)}\n" for text in texts).encode(errors="replace")
