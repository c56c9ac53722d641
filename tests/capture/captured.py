"""What bytes with a name are read as, handed in at noon of one day."""

from datetime import UTC, datetime
from typing import Any

from lib.capture import read_bytes
from lib.model.capture import Capture

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)


def outcomes(data: bytes, name: str) -> list[Any]:
    """Return all that the bytes are read as: captures, entries, and the rejected and skipped."""
    return list(read_bytes(data, name=name, captured_at=NOON))


def the_capture(data: bytes, name: str) -> Capture:
    """Return the one capture that the bytes are read as."""
    (found,) = outcomes(data, name)
    assert isinstance(found, Capture), found
    return found
