"""A unit test keeps to its own process, and pays for what it makes itself."""

import gc
import multiprocessing
import os
import subprocess

import pytest

from tests.documents import ROOT
from tests.processes import SHARED, UnmarkedProcess, scope


def test_a_unit_test_that_starts_a_program_fails() -> None:
    with pytest.raises(UnmarkedProcess, match=r"starts a process \(subprocess.Popen.*mark it"):
        subprocess.run(["true"], check=True)


def test_a_unit_test_that_starts_a_worker_fails() -> None:
    with pytest.raises(UnmarkedProcess, match="multiprocessing"):
        multiprocessing.get_context("spawn").Process(target=print).start()


def test_a_unit_test_that_forks_fails() -> None:
    with pytest.raises(UnmarkedProcess, match=r"os\.fork"):
        os.fork()


@pytest.mark.process
def test_a_marked_test_may_start_one() -> None:
    assert subprocess.run(["true"], check=False).returncode == 0


def test_tests_of_one_app_go_to_one_worker_and_others_by_their_file() -> None:
    assert scope("tests/browser/test_days.py::test_a") == scope("tests/browser/test_reading.py::test_b[1]")
    assert scope("tests/browser/test_days.py::test_a") != scope("tests/browser/test_keys.py::test_a")
    assert scope("tests/actors/test_media.py::test_a") == scope("tests/actors/test_find.py::test_b")
    assert scope("tests/ui/test_a.py::test_b") == "tests/ui/test_a.py"


def test_every_file_that_shares_an_app_is_there() -> None:
    assert [path for path in SHARED if not (ROOT / path).exists()] == []


def test_the_collector_looks_for_cycles_in_what_tests_make_alone() -> None:
    assert gc.isenabled() and gc.get_freeze_count() > 50_000
