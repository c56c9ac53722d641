"""Prints how long a reader waits: `python -m bench.desk_page [STORIES] [ARCHIVE]`.

In the archive, each time over a new connection and with words or days that nobody has asked for: a search,
and the options of a list of the filter bar. In Chromium on a running app: from a changed filter until the
list is drawn, and from the key j until the next story is. An archive that is named and lies there is measured
as it is; else one is generated, and kept if it was named.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.generate import FIRST_DAY
from bench.painting import PAINTED, STORIES, TURN, arguments, home_with
from lib.export.chromium import find
from lib.model.filter import Filter
from lib.query import facets, stories
from lib.store.archive import ArchiveReader, open_for_reading
from tests.running import FLAGS, app

ROUNDS = 7
DRAWN = """([selector, before]) => {
    const told = document.querySelector(selector)?.innerText;
    const state = document.querySelector('[data-testid=stApp]').dataset.testScriptState;
    return told && told !== before && state === 'notRunning'
        && !document.querySelector('[data-testid=stMain] [data-stale=true]');
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is timed, and the seconds that it may take with 20,000 and with 100,000 stories."""

    what: str
    seconds: tuple[float, float]


SEARCH = Goal(what="search in the archive", seconds=(0.05, 0.1))
FACETS = Goal(what="options of a list", seconds=(0.1, 0.1))
FILTER = Goal(what="filter change to repaint", seconds=(0.6, 0.8))
NEXT = Goal(what="next story by key", seconds=(0.25, 0.25))


def main(number: int, kept: Path | None) -> None:
    """Measure all four."""
    with home_with(kept, number) as home, sync_playwright() as playwright:
        archive = home / "archive.duckdb"
        words = _words(archive)
        _row(SEARCH, number, [_asked(archive, partial(_found, text=word)) for word in words])
        _row(FACETS, number, [_asked(archive, partial(_options, day=day)) for day in range(ROUNDS)])
        browser = playwright.chromium.launch(executable_path=str(find()), args=FLAGS)
        with app(home) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            _row(FILTER, number, _filtered(page, address))
            _row(NEXT, number, _read_on(page, address))
        browser.close()


def _words(archive: Path) -> list[str]:
    """Return words of the newest headlines, one a story."""
    with open_for_reading(archive) as db:
        headlines = stories.newest(db, Filter(), limit=ROUNDS)["headline"]
    return [max(str(headline).split(), key=len) for headline in headlines]


def _asked(archive: Path, question: Callable[[ArchiveReader], object]) -> float:
    with open_for_reading(archive) as db:
        begun = time.perf_counter()
        question(db)
        return time.perf_counter() - begun


def _found(db: ArchiveReader, text: str) -> object:
    return stories.totals(db, Filter(text=text))


def _options(db: ArchiveReader, day: int) -> object:
    since = FIRST_DAY.date() + timedelta(days=day)
    return facets.options(db, Filter(since=since), field="tags")


def _filtered(page: Page, address: str) -> list[float]:
    page.goto(f"{address}/read")
    page.wait_for_function(DRAWN, arg=[".tally b", ""], timeout=120_000)
    spent = []
    for number in range(1, ROUNDS + 1):
        since = FIRST_DAY.date() + timedelta(days=number)
        spent.append(_drawn(page, ".tally b", partial(page.evaluate, TURN, f"/read?since={since}")))
    return spent


def _read_on(page: Page, address: str) -> list[float]:
    page.goto(f"{address}/read")
    page.wait_for_function(DRAWN, arg=[".tally b", ""], timeout=120_000)
    _drawn(page, ".article h1", lambda: page.locator(".card h3 a").first.click())
    return [_drawn(page, ".article h1", lambda: page.keyboard.press("j")) for _ in range(ROUNDS)]


def _drawn(page: Page, selector: str, act: Callable[[], object]) -> float:
    """Return the seconds from an act until what the selector shows is another and the page is painted."""
    before = page.locator(selector).first.inner_text() if page.locator(selector).count() else ""
    begun = time.perf_counter()
    act()
    page.wait_for_function(DRAWN, arg=[selector, before], timeout=120_000)
    page.evaluate(PAINTED)
    spent = time.perf_counter() - begun
    page.wait_for_timeout(400)
    return spent


def _row(goal: Goal, number: int, seconds: Sequence[float]) -> None:
    most = goal.seconds[number > STORIES]
    figures = f"median {median(seconds):6.3f} s   worst {max(seconds):6.3f} s"
    verdict = "" if median(seconds) <= most else "   SLOW"
    print(f"{goal.what:<26} {figures}   goal {most} s   n {len(seconds)}{verdict}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")
    main(*arguments(sys.argv[1:]))
