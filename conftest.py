"""Fixtures for all tests: Chromium once a worker, the sample once a run."""

import gc
import os
import shutil
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer

from lib.store.engine import CONFIGURATION
from tests import archives, builders, processes
from tests.running import FLAGS, program, verb

# A busy machine is no fault of the code: speed is shown by benchmarks. `make soak` tries the many examples.
settings.register_profile("few", deadline=None, max_examples=25)
settings.register_profile("many", deadline=None, max_examples=300)
settings.load_profile("few")

# What a test writes is to outlive a kill, but no power cut: to wait for the disk takes 40 % of its time.
CONFIGURATION["fsync_mode"] = "NONE"
os.fsync = lambda _: None  # type: ignore[assignment]
# An archive of a few stories takes 0.4 MB in DuckDB's smallest blocks, 3.9 in those of its choice.
CONFIGURATION["default_block_size"] = "16384"
# Nothing a test stores is large enough to be split among threads; starting them takes a fifth of the time.
CONFIGURATION["threads"] = "1"

MAIN = sys.modules["__main__"]

# What is imported lives to the end: looking for cycles in it would take a third of the time of collecting.
gc.disable()


def pytest_configure(config: pytest.Config) -> None:
    """Refuse processes to unit tests, and try many examples where tests that make them up are asked for."""
    config.pluginmanager.register(processes.Guard(), "processes")
    config.pluginmanager.register(archives.GUARD, "archives")
    if "hypothesis" in config.getoption("markexpr"):
        settings.load_profile("many")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> processes.Scheduling:
    """Say which tests go to one worker."""
    return processes.Scheduling(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the collector see what tests make, and never again the half million objects made before them."""
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish() -> None:
    """Remove the archives that the run's tests took their copies from."""
    shutil.rmtree(builders.MADE, ignore_errors=True)  # not there if no test made one


def pytest_runtest_setup() -> None:
    """Give `__main__` back: a page's test leaves it to Streamlit, and workers would run the page."""
    sys.modules["__main__"] = MAIN


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser or starts a process, and put it first."""
    processes.mark(items)
    archives.mark(items)
    processes.order(items)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium at hand, one for a worker's whole run: a process can hold only one Playwright."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data home with the sample's archive, made by the command line's verb; read-only by agreement."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home, ready = shared / "sample-home", shared / "sample-home.ready"
    try:
        home.mkdir()
    except FileExistsError:
        return _await(home, ready)
    done = verb(home, "sample", apart=True)
    ready.write_text(done.out + done.err, encoding="utf-8")
    assert done.status == 0, done.out + done.err
    return home


def _await(home: Path, ready: Path) -> Path:
    until = time.monotonic() + 600
    while not ready.exists() and time.monotonic() < until:
        time.sleep(0.2)
    assert (home / "sample.duckdb").exists(), (
        ready.read_text(encoding="utf-8") if ready.exists() else "no sample"
    )
    return home
