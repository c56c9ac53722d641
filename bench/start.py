"""Prints how long a reader waits: a cold start, and a changed filter: `python -m bench.start`."""

import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from lib.export.chromium import find
from tests.running import FLAGS, app, verb

START_GOAL, REPAINT_GOAL = 8.0, 0.7
STARTS, CHANGES = 3, 9
TAGS = ("Cuba", "Soviet Union", "White House")


def main() -> None:
    """Measure starts of a fresh server with a fresh browser, then filter changes on one page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        home.mkdir()
        assert verb(home, "sample").status == 0, "the sample could not be prepared"
        launch = {"executable_path": str(find()), "args": FLAGS}
        starts, repaints = [], []
        for _ in range(STARTS):
            browser = playwright.chromium.launch(**launch)  # type: ignore[arg-type]
            begun = time.perf_counter()
            with app(home) as address:
                page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
                page.goto(address)
                page.wait_for_selector(".front .lead h2", timeout=120_000)
                page.wait_for_selector(".js-plotly-plot .bars", timeout=120_000)
                starts.append(time.perf_counter() - begun)
                repaints += _changes(page, address)
            browser.close()
        shutil.rmtree(home)
    _row("cold start to the first filled page", starts, START_GOAL)
    _row("filter change to repaint, Timeline", repaints, REPAINT_GOAL)


def _changes(page: Page, address: str) -> list[float]:
    """Follow a tag from the list of an open page and wait for the new count of stories."""
    page.goto(f"{address}/timeline")
    page.wait_for_selector(".tally b")
    page.wait_for_timeout(1500)
    spent = []
    for number in range(CHANGES):
        tag = TAGS[number % len(TAGS)]
        before = page.inner_text(".tally b")
        begun = time.perf_counter()
        page.evaluate(
            "query => { history.pushState({}, '', query); dispatchEvent(new PopStateEvent('popstate')); }",
            f"/timeline?tags={tag}&since=1962-10-{16 + number}",
        )
        page.wait_for_function(
            "before => document.querySelector('.tally b')?.innerText !== before", arg=before
        )
        page.wait_for_selector("html[data-still] [data-testid=stApp][data-test-script-state=notRunning]")
        spent.append(time.perf_counter() - begun)
        page.wait_for_timeout(400)
    return spent


def _row(what: str, seconds: list[float], goal: float) -> None:
    figures = f"median {median(seconds):5.2f} s   worst {max(seconds):5.2f} s"
    print(f"{what:<40} {figures}   goal {goal} s   n {len(seconds)}")


if __name__ == "__main__":
    main()
