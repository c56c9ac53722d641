"""One running app for all browser tests of a worker, and the reader who uses it."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.lots import few
from tests.running import LOG, app

Scheme = Literal["light", "dark"]
TURN = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }"
SETTLED = "html[data-still] [data-testid=stApp][data-test-script-state=notRunning]"
PAPER = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
# A phone's width leaves less room; at a desk's, that of all other tests, the same steps are of the soak.
WIDTHS = few((390, 1440), 1)
PATIENCE = 60.0  # seconds that a page may take on a busy machine
expect.set_options(timeout=PATIENCE * 1000)
# Resolves when nothing in the page has changed for eight frames, or, where it never stops, after two seconds.
UNCHANGED = """() => new Promise((done) => {
  let frames = 0, all = 0;
  const watch = new MutationObserver(() => { frames = 0; });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const next = () => {
    if (++frames < 8 && ++all < 120) requestAnimationFrame(next);
    else { watch.disconnect(); done(); }
  };
  next();
})"""


@pytest.fixture(scope="session")
def address(sample_home: Path) -> Iterator[str]:
    """The running app's address."""
    with app(sample_home) as running:
        yield running


class Traffic:
    """What a page has asked the app for and not got: runs of its script, and answers to requests."""

    def __init__(self, page: Page) -> None:
        self.runs: set[str] = set()
        self.requests: set[Request] = set()
        page.on("websocket", self._opened)
        page.on("request", self._asked)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)

    def forget(self) -> None:
        """Begin anew, before another page is loaded."""
        self.runs.clear()
        self.requests.clear()

    def _asked(self, request: Request) -> None:
        self.requests.add(request)

    def _answered(self, request: Request) -> None:
        self.requests.discard(request)

    def _opened(self, socket: WebSocket) -> None:
        self.runs.add("")  # the page asks for its first run as soon as it may
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: bytes | str) -> None:
        said = BackMsg.FromString(frame) if isinstance(frame, bytes) else BackMsg()
        if said.HasField("rerun_script"):
            self.runs.add(said.rerun_script.fragment_id)

    def _received(self, frame: bytes | str) -> None:
        said = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        if (
            not said.HasField("script_finished")
            or said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            return
        part = said.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        self.runs &= {""} if part else set()


class Reader:
    """A person at the app: opens addresses, waits until the page is still, sees every request."""

    def __init__(self, context: BrowserContext, address: str = "") -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.address = address
        self.left_loaded = False
        self.away: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._seen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.traffic = Traffic(self.page)

    def _seen(self, request: Request) -> None:
        host = request.url.split("/", 3)[2] if "://" in request.url else ""
        if host and not host.startswith("127.0.0.1"):
            self.away.append(request.url)

    def open(self, path: str) -> "Reader":
        """Open a path of the app; a page that the test before left loaded is only turned to it."""
        if self.left_loaded:
            self.left_loaded = False
            return self.turn(path)
        self.traffic.forget()
        self.page.goto(self.address + path)
        return self.still()

    def turn(self, path: str) -> "Reader":
        """Go to a path as a link of the app does, without loading the app again."""
        self.page.evaluate(TURN, path)
        return self.still()

    def look(self, *, width: int = 1440, scheme: Scheme = "light") -> "Reader":
        """Choose how wide the window is, and whether it is light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        return self

    def unfold(self) -> "Reader":
        """Show search and days, which a phone folds into an icon."""
        find = self.page.get_by_role("button", name="Find stories")
        if find.is_visible() and find.get_attribute("aria-expanded") == "false":
            find.click()
        return self

    def come(self, address: str) -> "Reader":
        """Come to an app as if for the first time."""
        if address != self.address:
            self.leave()
        self.address = address
        if not self.left_loaded:
            self.page.context.clear_cookies()
        return self.look()

    def step_back(self) -> None:
        """Let go of a page that the next test of the same app may turn to another path."""
        self.left_loaded = self.page.url.startswith(f"{self.address}/")
        self.page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
        self.page.keyboard.press("Escape")
        self.away.clear()
        self.errors.clear()

    def leave(self) -> None:
        """Leave the app, and forget what was seen there."""
        self.page.goto("about:blank")
        self.left_loaded = False
        self.traffic.forget()
        self.away.clear()
        self.errors.clear()

    def still(self) -> "Reader":
        """Wait until every run of the script that the page asked for has ended and its page is drawn.

        The page itself tells that it runs only when the app has answered, so what it asks for is followed.
        """
        until = time.monotonic() + PATIENCE
        while True:
            self.page.wait_for_selector(SETTLED, timeout=PATIENCE * 1000)
            self.page.evaluate(UNCHANGED)
            if not self.traffic.runs and not self.traffic.requests:
                return self
            assert time.monotonic() < until, (self.traffic.runs, self.traffic.requests)
            self.page.wait_for_timeout(20)

    @property
    def text(self) -> str:
        """All that the page says."""
        return self.page.inner_text("[data-testid=stMain]")

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds and the page is still: what was asked for is drawn by a later run."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.text
            self.still().page.wait_for_timeout(50)
        self.still()

    def tally(self) -> int:
        """Return the number of stories that the chips' line tells."""
        return int(self.page.inner_text(".tally b").replace(",", ""))


@pytest.fixture(scope="session")
def visitor(chromium: Browser) -> Iterator[Reader]:
    """The reader of a worker's whole run: a page of their own for each test would load the app anew."""
    context = chromium.new_context(bypass_csp=True)
    yield Reader(context)
    context.close()


@pytest.fixture
def reader(visitor: Reader, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader at a desk: 1440 pixels, light."""
    failed = request.session.testsfailed
    yield visitor.come(address)
    visitor.step_back() if request.session.testsfailed == failed else visitor.leave()


@pytest.fixture(scope="session")
def second_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A data home that tests may change, and the address of the app that runs on it."""
    home = tmp_path_factory.mktemp("home")
    with app(home) as running:
        yield home, running


def empty(home: Path) -> None:
    """Leave nothing in a data home; what the running app writes to goes on."""
    for left in home.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != LOG:
            left.unlink(missing_ok=True)  # what SQLite keeps beside a file goes with the last reader


@pytest.fixture
def own_home(second_app: tuple[Path, str], sample_home: Path) -> Path:
    """A data home that holds nothing but a copy of the sample; the app runs on it already.

    What the tests of the other app have read there is not copied.
    """
    home, _ = second_app
    empty(home)
    unwanted = shutil.ignore_patterns(LOG, "*journal*")
    shutil.copytree(sample_home, home, ignore=unwanted, dirs_exist_ok=True)
    return home


@pytest.fixture
def fresh(own_home: Path, second_app: tuple[Path, str], visitor: Reader) -> Iterator[Reader]:
    """A reader with a sample of their own."""
    yield visitor.come(second_app[1])
    visitor.leave()


def sound(reader: Reader) -> None:
    """See that the page is filled without an error or a request to the outside."""
    expect(reader.page.locator(".masthead")).to_be_visible()
    assert "Traceback" not in reader.text and "Error" not in reader.text
    assert reader.page.locator("[data-testid=stException]").count() == 0
    assert reader.away == [] and reader.errors == []


def serious(page: Page) -> list[object]:
    """Return the serious violations of accessibility rules on a page, each with up to three of its places."""
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def serious_in_both(reader: Reader) -> list[object]:
    """Return the serious violations on the page as it is, first in light and then in dark."""
    light, found = reader.page.evaluate(PAPER), serious(reader.page)
    reader.page.emulate_media(color_scheme="dark")
    reader.still()
    assert reader.page.evaluate(PAPER) != light
    return found + serious(reader.page)
