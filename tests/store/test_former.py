"""What a reader noted with a former version is there."""

from pathlib import Path

import pytest

from tests.store.former import HELD, LAYOUTS, unpacked, work


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_work_of_a_former_version_is_read(layout: int, tmp_path: Path) -> None:
    assert work(unpacked(layout, tmp_path)) == HELD[layout]
