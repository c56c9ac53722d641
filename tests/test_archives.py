"""A unit test reads at most an archive that was made for all: one of its own is left out of `make unit`."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.store.archive import create, open_for_reading, open_for_writing
from tests import archives
from tests.builders import archive, once, parsed


@once
def prepared(folder: Path) -> Path:
    """Make an archive of a story."""
    return archive(folder, parsed())


@pytest.fixture(scope="module")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("all"), parsed(origin="of all tests.txt"))


@pytest.fixture
def of_one(tmp_path: Path) -> Path:
    return archive(tmp_path, parsed(origin="of one test.txt"))


def is_marked(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("archive") is not None


def test_a_test_that_saves_is_marked_by_what_it_names(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with open_for_reading(archive(tmp_path, parsed())) as reading:
        assert reading.execute("select count(*) from article").fetchall() == [(1,)]
    assert is_marked(request)


@pytest.mark.usefixtures("of_one")
def test_a_test_is_marked_by_its_own_fixture(request: pytest.FixtureRequest) -> None:
    assert is_marked(request)


@pytest.mark.parametrize("made", [archive])
def test_a_test_is_marked_by_a_parameter(made: object, request: pytest.FixtureRequest) -> None:
    assert is_marked(request)


def test_a_test_that_reads_what_is_made_for_all_is_not_marked(
    of_all: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for path in (of_all, prepared(tmp_path)):
        with open_for_reading(path) as reading:
            assert reading.execute("select count(*) from article").fetchall() == [(1,)]
    assert not is_marked(request)


# What the collection does not see, such as a function found by its name, is refused while the test runs.
HIDDEN: dict[str, Any] = {"create": create, "open_for_writing": open_for_writing}


def test_an_unmarked_test_that_makes_an_archive_fails(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with pytest.raises(archives.UnmarkedArchive, match=r"writes into an archive \(.*mark it"):
        HIDDEN["create"](tmp_path / "archive.duckdb")
    assert not is_marked(request)


def test_an_unmarked_test_that_opens_one_to_write_fails(of_all: Path) -> None:
    with pytest.raises(archives.UnmarkedArchive, match=r"archive\.duckdb"):
        HIDDEN["open_for_writing"](of_all).__enter__()
    with pytest.raises(archives.UnmarkedArchive):
        duckdb.connect(str(of_all))
