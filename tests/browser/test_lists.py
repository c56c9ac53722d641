"""A list of stories in three densities."""

import pytest

from tests.browser.conftest import WIDTHS, Reader, serious

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_shows_decks_headlines_or_a_line_each(reader: Reader, width: int) -> None:
    page = reader.look(width=width).open("/read").page
    heights = [_height(reader)]
    for shape, label in (("headlines", "headlines"), ("lines", "one line each")):
        page.get_by_role("link", name=label, exact=True).click()
        reader.until(lambda: page.locator(f".stories.{shape}").count())  # noqa: B023
        assert f"list={shape}" in page.url and page.locator(".stories .deck:visible").count() == 0
        heights.append(_height(reader))
    assert heights == sorted(heights, reverse=True) and len(set(heights)) == 3
    assert heights[2] < 50 and serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
