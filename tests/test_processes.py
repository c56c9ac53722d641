"""A unit test keeps to its own process."""

import multiprocessing
import os
import subprocess

import pytest

from tests.processes import UnmarkedProcess


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
