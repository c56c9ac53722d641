"""One running app for all browser tests of a worker, and the reader who uses it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.running import LOG, app

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


@pytest.fixture(scope="session")
def address(sample_home: Path) -> Iterator[str]:
    """The running app's address."""
    with app(sample_home) as running:
        yield running


class Reader:
    """A person at the app: opens addresses, waits until the page is still, sees every request."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.away: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._seen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _seen(self, request: Request) -> None:
        host = request.url.split("/", 3)[2] if "://" in request.url else ""
        if host and not host.startswith("127.0.0.1"):
            self.away.append(request.url)

    def open(self, path: str) -> "Reader":
        """Open a path of the app."""
        self.page.goto(self.address + path)
        return self.still()

    def still(self) -> "Reader":
        """Wait until the script has ended and its page is drawn."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(SETTLED, timeout=60_000)
        self.page.wait_for_timeout(350)
        self.page.wait_for_selector(SETTLED, timeout=60_000)
        return self

    @property
    def text(self) -> str:
        """All that the page says."""
        return self.page.inner_text("[data-testid=stMain]")

    def tally(self) -> int:
        """Return the number of stories that the chips' line tells."""
        return int(self.page.inner_text(".tally b").replace(",", ""))


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    """A reader at a desk: 1440 pixels, light."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, bypass_csp=True, accept_downloads=True
    )
    yield Reader(context, address)
    context.close()


@pytest.fixture(scope="session")
def second_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A data home that tests may change, and the address of the app that runs on it."""
    home = tmp_path_factory.mktemp("home")
    with app(home) as running:
        yield home, running


@pytest.fixture
def own_home(second_app: tuple[Path, str], sample_home: Path) -> Path:
    """A data home that holds nothing but a copy of the sample; the app runs on it already."""
    home, _ = second_app
    for left in home.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != LOG:
            left.unlink()
    shutil.copytree(sample_home, home, ignore=shutil.ignore_patterns(LOG), dirs_exist_ok=True)
    return home


@pytest.fixture
def fresh(own_home: Path, second_app: tuple[Path, str], chromium: Browser) -> Iterator[Reader]:
    """A reader with a sample of their own."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    yield Reader(context, second_app[1])
    context.close()


def serious(page: Page) -> list[object]:
    """Return the serious violations of accessibility rules on a page, each with up to three of its places."""
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
