"""What a newcomer does in the first five minutes, step by step, with a strip of pictures of it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.test_reading import click_mark

pytestmark = [pytest.mark.browser, pytest.mark.soak]

PAIR = ["person/john-f-kennedy", "person/nikita-khrushchev"]


def strip(pictures: list[bytes], path: Path) -> None:
    """Write pictures of one width as one, each below the one before it."""
    opened = [Image.open(BytesIO(each)) for each in pictures]
    whole = Image.new("RGB", (opened[0].width, sum(each.height for each in opened)))
    at = 0
    for each in opened:
        whole.paste(each, (0, at))
        at += each.height
    whole.save(path)


def own_page(folder: Path) -> Path:
    """Write a page that a reader may have saved."""
    path = folder / "own.html"
    path.write_text(
        "<html lang=en><title>Lamps</title><h1>Lamps on the pier</h1><article><p>"
        + "Ida Brandt lit the lamps of the pier on Monday evening, and the ferry came in. " * 12
        + "</p></article></html>"
    )
    return path


def shows_chips(page: Page, address: str, number: int) -> None:
    """See that a colleague who opens the address meets as many conditions."""
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator(".chip")).to_have_count(number)
    other.close()


def saved_chart(page: Page, path: Path) -> Path:
    """Save the first chart of a page as a drawing."""
    page.get_by_role("button", name="Save chart").first.click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Drawing (SVG)").click()
    waiting.value.save_as(path)
    return path


def test_the_first_five_minutes(fresh: Reader, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, seen = fresh.page, []

    def look(says: Callable[[], object]) -> None:
        fresh.until(says)
        seen.append(page.screenshot())

    fresh.open("/")
    look(lambda: page.locator(".front .lead h2").count() and page.locator(".js-plotly-plot").count())

    page.get_by_role("link", name="Read", exact=True).click()
    fresh.still()
    for key in ("j", "j", "o"):
        page.keyboard.press(key)
        fresh.still()
    look(lambda: page.locator(".article h1").count() and page.locator(".cast li").count())
    page.locator(".cast li a").first.click()
    look(lambda: page.locator(".article mark").count())
    page.get_by_role("link", name=re.compile("What was removed")).click()
    look(lambda: page.locator(".galley .cut").count())

    everything = fresh.open('/read?q="kennedy" -castro').tally()
    look(lambda: 0 < everything < 103)
    page.locator(".card h3 a").first.click()
    fresh.still()
    page.locator(".tags a").first.click()
    look(lambda: 0 < fresh.tally() < everything and page.locator(".chip").count() == 2)
    address = page.url
    page.go_back()
    fresh.still()
    assert page.locator(".chip").count() == 1
    shows_chips(page, address, 2)

    fresh.open("/actors")
    click_mark(fresh, "network", PAIR)
    look(lambda: page.locator(".evidence blockquote mark").count() >= 2)
    page.locator(".evidence a.from").first.press("Enter")
    look(lambda: page.locator(".article .arrived").count())

    fresh.open("/timeline?by=tag")
    saved = saved_chart(page, tmp_path / "timeline.svg")
    fresh.open("/workbench")
    page.locator(".st-key-figure-file input[type=file]").set_input_files([saved])
    look(lambda: "Reproduced" in fresh.text)

    fresh.look(width=390, scheme="dark").open("/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fresh.look().open("/intake")
    page.locator(".st-key-dropped input[type=file]").set_input_files([own_page(tmp_path)])
    page.get_by_role("button", name="Add these files").click()
    page.get_by_role("heading", name="Added").wait_for(timeout=120_000)
    look(lambda: "Lamps on the pier" in page.inner_text(".receipts"))
    assert fresh.errors == [] and fresh.away == []
    strip(seen, tmp_path / "first-minutes.png")
    with capsys.disabled():
        print(f"\n{len(seen)} pictures: {tmp_path / 'first-minutes.png'}")
