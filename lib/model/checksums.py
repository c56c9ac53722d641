"""CRC-32 checksums in JSON records, by which a record that was changed by accident is recognised."""

import json
import zlib
from collections.abc import Mapping
from typing import Any


def signed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a JSON record with the CRC-32 of its fields added as "sum"."""
    return {**fields, "sum": _checksum(fields)}


def unsigned(fields: object) -> dict[str, Any]:
    """Return a JSON record without its "sum"; raises ValueError if the sum is wrong.

    What is no JSON object is refused too. A record of an older version has no sum and is accepted.
    """
    if not isinstance(fields, dict):
        raise ValueError("it is no object")
    rest = {name: value for name, value in fields.items() if name != "sum"}
    if "sum" in fields and fields["sum"] != _checksum(rest):
        raise ValueError("it was changed after it was written")
    return rest


def _checksum(fields: Mapping[str, Any]) -> str:
    """Return the CRC-32 of the fields as JSON, in eight hexadecimal digits, whatever the fields' order."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"  # a name of a file may be no text
