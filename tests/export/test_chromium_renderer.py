"""The warm browser."""

import os
import signal
import time
from pathlib import Path

import pytest

from lib.export import chromium_renderer
from lib.export.chromium import find
from tests.running import PATIENCE


@pytest.fixture
def browser() -> Path:
    found = find()
    assert found is not None, "these tests need a Chromium; make test installs one"
    return found


@pytest.mark.process
def test_a_browser_that_hangs_is_given_up_and_killed(monkeypatch: pytest.MonkeyPatch, browser: Path) -> None:
    opened = chromium_renderer.ChromiumRenderer(browser)
    process = opened.kaleido.subprocess  # type: ignore[union-attr]
    os.killpg(process.pid, signal.SIGSTOP)  # as still as a browser on a machine without memory
    monkeypatch.setattr(chromium_renderer, "DRAW_SECONDS", 0.2)
    monkeypatch.setattr(chromium_renderer, "CLOSE_SECONDS", 1.0)
    with pytest.raises(TimeoutError):
        opened.render({"data": [], "layout": {}}, {"format": "svg"})
    opened.close()
    assert _ended(process)


def test_no_remote_script_is_in_the_page() -> None:
    page = chromium_renderer.ChartPage().generate_index()
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "") and "https://" not in page
    assert page.count("@font-face") > 6


def _ended(process: object) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:  # type: ignore[attr-defined]
            return True
        time.sleep(0.05)
    return False
