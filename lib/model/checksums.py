"""Sums by which a changed letter in a line of JSON is found."""

import json
import zlib
from collections.abc import Mapping
from typing import Any


def signed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with a CRC-32 of them as "sum"."""
    return {**fields, "sum": _sum(fields)}


def unsigned(fields: object) -> dict[str, Any]:
    """Return the fields without their sum; ValueError where they have another one or are none.

    What an older version wrote has no sum.
    """
    if not isinstance(fields, dict):
        raise ValueError("it is no object")
    rest = {name: value for name, value in fields.items() if name != "sum"}
    if "sum" in fields and fields["sum"] != _sum(rest):
        raise ValueError("it was changed after it was written")
    return rest


def _sum(fields: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()):08x}"
