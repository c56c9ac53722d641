"""A list of stories in three densities."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDTHS, Reader, serious

pytestmark = pytest.mark.browser

BODY = "document.querySelector('[data-testid=stPopoverBody]')"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_shows_decks_headlines_or_a_line_each(reader: Reader, width: int) -> None:
    page = reader.look(width=width).open("/read").page
    heights = [_height(reader)]
    if width == 390:
        page.get_by_text("Sort and mark").click()
    for shape, label in (("headlines", "headlines"), ("lines", "one line each")):
        page.get_by_role("link", name=label, exact=True).click()
        reader.until(lambda: page.locator(f".stories.{shape}").count())  # noqa: B023
        assert f"list={shape}" in page.url and page.locator(".stories .deck:visible").count() == 0
        heights.append(_height(reader))
    assert heights == sorted(heights, reverse=True) and len(set(heights)) == 3
    assert heights[2] < 50 and serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lists_fill_the_page_and_popovers_stay_within_its_margins(reader: Reader) -> None:
    page = reader.open("/read").page
    end = page.evaluate(
        "() => { const page = document.querySelector('[data-testid=stMainBlockContainer]');"
        " return page.getBoundingClientRect().right - parseFloat(getComputedStyle(page).paddingRight); }"
    )
    first, second = (page.locator(".stories .card").nth(n).bounding_box() for n in (0, 1))
    assert first and second and first["y"] == second["y"] and second["x"] + second["width"] > end - 2
    page.get_by_role("button", name="Presets").click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    page.wait_for_function(f"{BODY}.getBoundingClientRect().right <= {end} + 1")


def test_the_stories_above_and_below_a_chosen_one_are_chosen_with_it(reader: Reader) -> None:
    page = reader.open("/read?pick=1").page
    boxes, chosen = page.locator(".pick"), page.locator(".pick:checked")
    number = boxes.count()
    boxes.nth(2).check()
    page.get_by_role("button", name="All above").click()
    expect(chosen).to_have_count(3)
    page.get_by_role("button", name="All below").click()
    expect(chosen).to_have_count(number)
    page.get_by_role("button", name="All on this page").click()
    expect(chosen).to_have_count(0)


def test_several_stories_are_chosen_and_labelled_and_their_label_is_a_list(fresh: Reader) -> None:
    page = fresh.open("/read").page
    page.get_by_role("link", name="Select several").click()
    fresh.still()
    for number in (0, 2):
        page.locator(".pick").nth(number).check()
    page.get_by_role("combobox", name="Label for them").fill("Monday")
    page.get_by_role("button", name="Add label").click()
    fresh.until(lambda: page.get_by_text("2 stories labelled").count())
    assert serious(page) == []
    page.get_by_role("link", name="Open them as a list").click()
    fresh.still()
    assert fresh.tally() == 2 and "labels=Monday" in page.url


def _height(reader: Reader) -> float:
    """Return the mean height of a story in the list, in pixels."""
    return float(
        reader.page.evaluate(
            "() => { const all = [...document.querySelectorAll('.stories .card')];"
            " return all.reduce((sum, each) => sum + each.offsetHeight, 0) / all.length; }"
        )
    )
