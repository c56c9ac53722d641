"""Fixtures that many rooms share; the sample is laid out once for a whole run, whatever the workers."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from lib.export.chromium import find
from tests.running import FLAGS, verb


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium at hand, one for a worker's whole run: a process can hold only one Playwright."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def laid_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data home with the sample's archive, made by the command line; read-only by agreement."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home, ready = shared / "sample-home", shared / "sample-home.ready"
    try:
        home.mkdir()
    except FileExistsError:
        return _await(home, ready)
    done = verb(home, "sample")
    ready.write_text(done.stdout + done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return home


def _await(home: Path, ready: Path) -> Path:
    until = time.monotonic() + 600
    while not ready.exists() and time.monotonic() < until:
        time.sleep(0.2)
    assert (home / "sample.duckdb").exists(), (
        ready.read_text(encoding="utf-8") if ready.exists() else "no sample"
    )
    return home


@pytest.fixture
def own_home(laid_sample: Path, tmp_path: Path) -> Path:
    """A data home of the test's own, with a copy of the sample."""
    home = tmp_path / "home"
    shutil.copytree(laid_sample, home)
    return home
