"""A reader asks for the picture of a story, sees it, and has it deleted again; nothing comes unasked."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import doors
from tests.browser.conftest import Reader, serious
from tests.fetch.server import running
from tests.ingest.test_pictures import story
from tests.running import app

pytestmark = pytest.mark.browser


def test_a_picture_comes_when_it_is_asked_for(tmp_path: Path, chromium: Browser) -> None:
    with running() as server:
        _, article = story(tmp_path, 1, server.url("photo"), server.url("photo-cut"))
        with app(tmp_path, module="tests.browser.doors", **{doors.PORT: str(server.port)}) as address:
            reader = Reader(chromium.new_context(bypass_csp=True), address)
            page = reader.open(f"/read?article={article}").page
            assert not server.asked and page.locator(".article img").count() == 0
            page.get_by_role("button", name="Fetch 2 pictures from news.test").click()
            picture = page.locator(".article .picture img")
            expect(picture).to_have_count(1, timeout=60_000)
            expect(page.locator(".working.alert")).to_contain_text("1 of 2 pictures kept.")
            assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 320
            assert serious(page) == [] and reader.away == []
            page.get_by_role("button", name="Delete it from this disk").click()
            expect(picture).to_have_count(0, timeout=60_000)
            page.context.close()
