"""A list of stories in three densities."""

import pytest

from tests.browser.conftest import Reader, serious

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
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


def _height(reader: Reader) -> float:
    """Return the mean height of a story in the list, in pixels."""
    return float(
        reader.page.evaluate(
            "() => { const all = [...document.querySelectorAll('.stories .card')];"
            " return all.reduce((sum, each) => sum + each.offsetHeight, 0) / all.length; }"
        )
    )
