"""A window that the app no longer answers says why."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from lib.ui.access import NO_KEY
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def cut_off(chromium: Browser, address: str) -> Iterator[tuple[Reader, list[WebSocketRoute]]]:
    """A reader, and the connections of the page, which a test may close."""
    context = chromium.new_context(bypass_csp=True)
    reader, sockets = Reader(context, address), list[WebSocketRoute]()

    def joined(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server()

    reader.page.route_web_socket("**", joined)
    reader.page.goto(address)
    reader.page.locator(".masthead").wait_for()
    yield reader, sockets
    context.close()


def test_a_window_whose_key_was_withdrawn_says_so(
    cut_off: tuple[Reader, list[WebSocketRoute]],
) -> None:
    reader, sockets = cut_off
    assert reader.page.locator("#lost").count() == 0
    reader.page.route("**", lambda route: route.fulfill(status=401, body=f"{NO_KEY}\n"))
    sockets[-1].close(code=1008)
    expect(reader.page.locator("#lost[role=alert]")).to_have_text(NO_KEY)


def test_a_window_of_an_app_that_was_stopped_says_so_until_it_is_back(
    cut_off: tuple[Reader, list[WebSocketRoute]],
) -> None:
    reader, sockets = cut_off
    reader.page.route("**", lambda route: route.abort())
    sockets[-1].close(code=1006)
    line = reader.page.locator("#lost")
    expect(line).to_contain_text("Start it again")
    reader.page.unroute("**")
    line.wait_for(state="detached")
