"""An arrival is the bytes and where they came from."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from lib.capture.arrival import Arrival


def test_an_arrival_is_frozen() -> None:
    arrival = Arrival(
        origin="a", name="a.txt", data=b"x", seen_at=datetime.now(UTC), seen_by="the file's date"
    )
    with pytest.raises(FrozenInstanceError):
        arrival.name = "b"  # type: ignore[misc]
