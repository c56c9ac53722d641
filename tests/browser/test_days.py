"""The field for days: what is typed takes effect on Enter, and what is not understood stays and is named."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDTHS, Reader

pytestmark = pytest.mark.browser


def typed(reader: Reader, days: str) -> str:
    """Type days, press Enter and return what the field says then."""
    field = reader.unfold().page.get_by_label("Days")
    field.fill(days)
    field.press("Enter")
    reader.still()
    return field.input_value()


@pytest.mark.parametrize("width", WIDTHS)
def test_typed_days_narrow_every_page_and_stand_in_the_address(reader: Reader, width: int) -> None:
    reader.look(width=width).open("/read")
    everything = reader.tally()
    assert typed(reader, "oct 22-23, 1962") == "22 to 23 October 1962"
    assert "since=1962-10-22&until=1962-10-23" in reader.page.url
    assert 0 < reader.tally() < everything
    assert reader.page.locator(".chip").inner_text().startswith("22 to 23 October 1962")
    reader.page.go_back()
    reader.still()
    assert reader.tally() == everything and reader.page.get_by_label("Days").input_value() == ""
    reader.unfold().page.get_by_label("Days").fill("23 October")
    reader.page.keyboard.press("Tab")  # days left without Enter count too
    reader.still()
    assert "since=1962-10-23&until=1962-10-23" in reader.page.url


def test_days_that_cannot_be_read_stay_and_change_nothing(reader: Reader) -> None:
    reader.open("/?since=1962-10-22")
    narrowed = reader.tally()
    assert typed(reader, "the day before the speech") == "the day before the speech"
    assert "“the day before the speech” was not understood as days" in reader.text
    assert reader.tally() == narrowed
    assert typed(reader, "") == "" and "not understood" not in reader.text
    assert "since=" not in reader.page.url


def test_a_preset_says_its_days_and_is_reached_by_keyboard(reader: Reader) -> None:
    reader.open("/read")
    reader.page.get_by_role("button", name="Presets").press("Enter")
    preset = reader.page.get_by_role("link", name="Last 7 days")
    expect(preset).to_contain_text("22 to 28 October 1962")
    preset.press("Enter")
    reader.still()
    assert "since=1962-10-22&until=1962-10-28" in reader.page.url
    preset.wait_for(state="hidden")
    reader.page.get_by_role("button", name="Presets").click()
    reader.page.get_by_role("link", name="The whole archive").click()
    reader.still()
    assert reader.page.locator(".chip").count() == 0
