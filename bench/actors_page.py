"""Prints how long the Actors page takes to repaint: `python -m bench.actors_page [STORIES] [ARCHIVE]`.

A running app with generated stories, in Chromium: the days of the selection change, and the clock runs until
the new chart is drawn. Every change is to days that nobody has asked for before, so that no answer is kept.
An archive that is named and lies there is measured as it is; else one is generated, and kept if it was named.
"""

import os
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from bench.generate import FIRST_DAY
from bench.painting import PAINTED, TURN, arguments, home_with
from lib.export.chromium import find
from tests.running import FLAGS, app

GOAL, ROUNDS = 1.5, 5
PAIR = "country/actor-2~~organisation/actor-1"
TABS: dict[str, dict[str, str]] = {
    "network": {}, "matrix": {"show": "matrix"}, "one actor": {"show": "ego"}, "over time": {"show": "time"},
    "compare": {"show": "compare"}, "table": {"show": "table"}, "most named": {"show": "most"},
}  # fmt: skip
DRAWERS: dict[str, dict[str, str]] = {"closed": {}, "open": {"pair": PAIR}}
DRAWN = """before => {
    const told = document.querySelector('.tally b')?.innerText;
    const state = document.querySelector('[data-testid=stApp]').dataset.testScriptState;
    if (told === before || state !== 'notRunning') return false;
    const stale = document.querySelector('[data-testid=stMain] [data-stale=true]');
    return !stale && !!document.querySelector('.js-plotly-plot .main-svg, table.pairs');
}"""


def main(stories: int, kept: Path | None) -> None:
    """Measure each tab, with the drawer closed and open."""
    with home_with(kept, stories) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=FLAGS)
        days = count(1)
        with app(home) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            for tab, own in TABS.items():
                for drawer, more in DRAWERS.items():
                    _row(f"{tab}, drawer {drawer}", _changes(page, address, {**own, **more}, days))
        browser.close()


def _changes(page: Page, address: str, own: dict[str, str], days: "count[int]") -> list[float]:
    """Open the tab, change its first day again and again, and time each until the page is painted."""
    page.goto(f"{address}/actors?{_query(own, next(days))}")
    page.wait_for_function(DRAWN, arg="", timeout=120_000)
    page.wait_for_timeout(800)
    spent = []
    for _ in range(ROUNDS):
        before = page.inner_text(".tally b")
        begun = time.perf_counter()
        page.evaluate(TURN, f"/actors?{_query(own, next(days))}")
        page.wait_for_function(DRAWN, arg=before, timeout=120_000)
        page.evaluate(PAINTED)
        spent.append(time.perf_counter() - begun)
        page.wait_for_timeout(300)
    return spent


def _query(own: dict[str, str], day: int) -> str:
    since: date = FIRST_DAY.date() + timedelta(days=day)
    return urlencode({**own, "since": since.isoformat()})


def _row(what: str, seconds: Sequence[float]) -> None:
    figures = f"median {median(seconds):5.2f} s   worst {max(seconds):5.2f} s"
    verdict = "" if max(seconds) <= GOAL else "   SLOW"
    print(f"{what:<28} {figures}   goal {GOAL} s   n {len(seconds)}{verdict}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    main(*arguments(sys.argv[1:]))
