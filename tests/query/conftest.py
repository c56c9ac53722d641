"""One small archive that most questions are asked of, and an empty one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.query.town import captures


@pytest.fixture(scope="session")
def town_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the town's archive."""
    return builders.archive(tmp_path_factory.mktemp("town"), *captures(), zone="Europe/Kyiv")


@pytest.fixture
def db(town_path: Path) -> Iterator[ArchiveReader]:
    """The town's archive: seven stories and a brief."""
    with open_for_reading(town_path) as reading:
        yield reading


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[ArchiveReader]:
    """An archive without stories."""
    with open_for_reading(builders.archive(tmp_path)) as reading:
        yield reading
