"""A live blog of the sample in a real browser: its times, its sections, and no barrier."""

import pytest

from tests.browser.conftest import Reader, serious_in_both

pytestmark = pytest.mark.browser

HEADLINE = "Two letters, a lost plane and an offer: Saturday hour by hour"


def test_a_live_blog_is_read_under_its_times(reader: Reader) -> None:
    reader.open("/read?q=%22lost%20plane%22")
    reader.page.get_by_role("link", name=HEADLINE).first.click()
    reader.page.wait_for_selector(".live-line")
    page = reader.still().page
    text = "Live blog: 11 updates, 27 October 1962, 10:05 am to 11:20 pm (New York time), oldest first"
    for width in (1440, 390):
        reader.look(width=width).still()
        assert page.inner_text(".live-line") == text
        assert page.locator("section.update > .when time[datetime]").count() == 11
        assert page.get_by_role("region", name="Radio Moscow has a letter").count() == 1
        assert "Stood in" in page.inner_text(".article footer .stood")
        assert page.get_by_role("heading", name="Most read").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious_in_both(reader) == []
