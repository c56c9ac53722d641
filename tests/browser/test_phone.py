"""Reading on a phone: the first headline is in sight, a story has one row of actions, and back is back."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lib.store.paths import archive_path
from lib.ui.visit import record_visit
from tests import builders
from tests.browser.conftest import Reader, serious
from tests.papers import captures

pytestmark = pytest.mark.browser

HIGH = 400  # pixels from the top within which the first headline begins
BOXES = """all => all.filter(each => each.checkVisibility()).map(each => {
  const { top, bottom, left, right } = each.getBoundingClientRect();
  return [top, bottom, left, right];
})"""


@pytest.fixture
def phone(fresh: Reader) -> Reader:
    """A reader with a phone."""
    fresh.look(width=390).page.set_viewport_size({"width": 390, "height": 844})
    return fresh


@pytest.mark.parametrize(("path", "headline"), [("/", ".lead h2"), ("/read", ".stories .card h3")])
def test_the_first_headline_is_in_sight_and_search_and_days_are_a_touch_away(
    phone: Reader, path: str, headline: str
) -> None:
    page = phone.open(path).page
    box = page.locator(headline).first.bounding_box()
    assert box and box["y"] < HIGH, box
    search = page.get_by_role("searchbox")
    expect(search).to_be_hidden()
    page.get_by_role("button", name="Find stories").click()
    expect(search).to_be_visible()
    expect(page.get_by_role("textbox", name="Days")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="Find stories").click()
    expect(search).to_be_hidden()
    page.keyboard.press("/")
    expect(search).to_be_focused()


def test_what_changed_since_the_last_visit_stands_below_the_lead(
    phone: Reader, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(own_home))
    builders.archive(own_home, *captures())
    record_visit(archive_path(), 0, datetime.now(UTC) - timedelta(days=1))
    page = phone.open("/").page
    day, lead, visit = (page.locator(each).bounding_box() for each in (".dateline", ".lead h2", ".visit"))
    assert day and lead and visit and day["y"] < lead["y"] < min(HIGH, visit["y"])


def test_a_story_has_one_row_of_actions_with_the_stories_beside_it(phone: Reader) -> None:
    page = phone.open("/read").page
    listed = page.locator(".stories .card h3").all_inner_texts()
    page.locator(".stories .card h3 a").first.click()
    headline = page.locator(".article h1")
    expect(headline).to_have_text(listed[0])
    expect(page.get_by_role("link", name="Previous story")).to_have_count(0)
    page.get_by_role("link", name="Next story").click()
    expect(headline).to_have_text(listed[1])
    phone.still()
    boxes = page.locator(".st-key-story-actions :is(.step, button)").evaluate_all(BOXES)
    assert len(boxes) == 7  # previous, next, star, listen, labels, notes, more
    assert max(top for top, *_ in boxes) < min(bottom for _, bottom, *_ in boxes)  # side by side
    assert all(bottom - top >= 40 and left >= 0 and right <= 390 for top, bottom, left, right in boxes)
    assert all(one[3] <= other[2] for one, other in pairwise(boxes))
    page.get_by_role("link", name="Previous story").click()
    expect(headline).to_have_text(listed[0])


def test_back_returns_to_the_place_in_the_list(phone: Reader) -> None:
    page = phone.open("/read").page
    card = page.locator(".stories .card h3 a").nth(20)
    words = card.inner_text()
    card.click()
    headline = page.locator(".article h1")
    expect(headline).to_have_text(words)
    phone.still()
    page.go_back()
    expect(card).to_be_in_viewport()
    phone.still()
    expect(card).to_be_in_viewport()
    card.click()
    expect(headline).to_have_text(words)
    page.get_by_role("link", name="Next story").click()
    expect(headline).not_to_have_text(words)
    after = phone.still().page.inner_text(".article h1")
    page.get_by_role("link", name="All stories of the selection").click()
    expect(page.locator(".stories .card h3 a", has_text=after).first).to_be_in_viewport()


def test_back_returns_to_the_place_on_the_desk(phone: Reader) -> None:
    page = phone.open("/").page
    card = page.locator(".more .card h3 a").last
    words = card.inner_text()
    card.click()
    expect(page.locator(".article h1")).to_have_text(words)
    phone.still()
    page.go_back()
    expect(card).to_be_in_viewport()
    phone.still()
    expect(card).to_be_in_viewport()


def test_what_stands_above_the_open_story_is_marked_as_read_and_taken_back(phone: Reader) -> None:
    page = phone.open("/read?tags=Cuba").page
    page.locator(".stories .card h3 a").nth(2).click()
    expect(page.locator(".article h1")).to_be_visible()
    phone.still()
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="above as read").click()
    expect(page.get_by_text("marked as read.")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="above as read")).to_be_visible()


def test_the_hint_names_a_key_only_on_a_device_with_a_fine_pointer(fresh: Reader) -> None:
    page = fresh.open("/read?article=" + _first_story(fresh)).page
    page.get_by_role("button", name="Notes").click()
    hint = page.locator(".st-key-highlights-how")
    expect(hint).to_contain_text("press the button beside them or the key h.", use_inner_text=True)
    touch = page.context.new_cdp_session(page)
    try:
        touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        touch.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True},
        )
        page.wait_for_function("matchMedia('(pointer: coarse)').matches")
        expect(hint).to_contain_text("press the button beside them.", use_inner_text=True)
    finally:  # the page is that of later tests too
        touch.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        touch.send("Emulation.clearDeviceMetricsOverride")
        touch.detach()


def test_save_as_markdown_is_underlined_as_the_buttons_beside_it(phone: Reader) -> None:
    page = phone.open("/read?article=" + _first_story(phone)).page
    page.get_by_role("button", name="More").click()
    saves = page.get_by_role("button", name="Save as Markdown").locator("p")
    expect(saves).to_have_css("text-decoration-line", "underline")


def _first_story(reader: Reader) -> str:
    """Return the id of the first story in the list."""
    reader.open("/read")
    return str(reader.page.locator(".card").first.get_attribute("data-story"))


def test_a_menu_in_which_a_file_is_begun_does_not_cover_where_it_is_offered(phone: Reader) -> None:
    page = phone.open("/read?tags=Navy").page
    page.get_by_role("button", name="Save list").click()
    page.get_by_role("button", name="Case file (ZIP)").click()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^(Close|Cancel)$")).click()
