"""One Chromium for all tests that open an exported file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from lib.export.chromium import find
from tests.running import FLAGS


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium at hand."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=FLAGS)
        yield browser
        browser.close()
