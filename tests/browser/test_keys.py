"""Reading by keys: never while something is typed, and all that they do can be done by hand."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import WIDTHS, Reader
from tests.lots import few

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement?.closest('.card')?.querySelector('h3').textContent ?? ''"


def press(reader: Reader, *keys: str) -> Reader:
    """Press keys one after another, and wait for what they do."""
    reader.page.locator(".masthead").wait_for()  # what listens for keys comes with it
    for key in keys:
        reader.page.keyboard.press(key)
        if key == "g":  # the next belongs to it, and must come soon
            continue
        reader.page.wait_for_timeout(100)
        reader.still()
    return reader


def classes(card: Locator) -> list[str]:
    """Return the classes of a card."""
    return (card.get_attribute("class") or "").split()


def headlines(reader: Reader) -> list[str]:
    """Return the headlines of the list."""
    return reader.page.locator(".stories .card h3").all_inner_texts()


def test_keys_move_through_the_list_and_open_stories(reader: Reader) -> None:
    listed = headlines(reader.open("/read"))
    press(reader, "j", "n", "n", "p")
    assert reader.page.evaluate(FOCUSED) == listed[1]
    press(reader, "o")
    assert reader.page.inner_text(".article h1") == listed[1]
    press(reader, "j")
    assert reader.page.inner_text(".article h1") == listed[2]
    press(reader, "n")
    assert reader.page.inner_text(".article h1") == listed[2] and reader.page.evaluate(FOCUSED) == listed[3]
    press(reader, "k")
    assert reader.page.inner_text(".article h1") == listed[1]
    press(reader, "g", "t")
    assert "/timeline" in reader.page.url


def test_unread_stories_weigh_more_and_keys_turn_what_is_noted(fresh: Reader) -> None:
    listed = headlines(fresh.open("/read"))
    press(fresh, "j", "m", "s")
    card = fresh.page.locator(".stories .card").first
    fresh.until(lambda: "★ Starred" in card.inner_text() and "read" in classes(card))
    weights = [
        card.locator("h3").evaluate("each => getComputedStyle(each).fontWeight"),
        fresh.page.locator(".stories .card h3").nth(1).evaluate("each => getComputedStyle(each).fontWeight"),
    ]
    assert int(weights[0]) < int(weights[1])
    press(fresh, "m")
    fresh.until(lambda: "read" not in classes(card))
    assert "★ Starred" in card.inner_text()
    press(fresh, "g", "s")
    fresh.page.locator(".chip").wait_for()
    assert headlines(fresh.still()) == listed[:1]
    assert fresh.page.locator(".chip").inner_text().startswith("Starred")


def test_the_next_unread_story_opens_though_the_one_before_has_left_the_list(fresh: Reader) -> None:
    listed = headlines(fresh.open("/read?read=unread"))
    press(fresh, "j", "o", "j", "j")
    assert fresh.page.inner_text(".article h1") == listed[2]


def test_help_lists_the_keys_which_do_nothing_while_something_is_typed(reader: Reader) -> None:
    reader.open("/")
    press(reader, "?")
    shown = reader.page.inner_text("dialog[open]")
    assert "next and previous story" in shown and '"aid port"~5' in shown
    expect(reader.page.locator("dialog[open] h2").first).to_be_in_viewport()  # it opens at its top
    press(reader, "Escape")
    assert reader.page.locator("dialog[open]").count() == 0
    reader.page.get_by_role("button", name="Keys and search").click()
    reader.page.get_by_role("button", name="Close").click()
    expect(reader.page.locator("dialog[open]")).to_have_count(0)
    press(reader.turn("/read"), "/")
    reader.page.keyboard.type("jo?gt")
    expect(reader.page.locator(".st-key-q input")).to_have_value("jo?gt")
    reader.still()
    assert "/read" in reader.page.url and reader.page.locator("dialog[open]").count() == 0


def test_a_page_of_the_list_is_marked_as_read_and_that_is_taken_back(fresh: Reader) -> None:
    fresh.open("/read?tags=Cuba&since=1962-10-27")
    shown = fresh.page.locator(".stories .card").count()
    press(fresh, "Shift+A")
    fresh.page.get_by_role("button", name="Undo").wait_for()
    assert shown > 1
    fresh.until(lambda: fresh.page.locator(".stories .card.read").count() == shown)
    fresh.page.get_by_role("button", name="Undo").click()
    fresh.page.get_by_role("button", name="Undo").wait_for(state="detached")
    fresh.until(lambda: fresh.page.locator(".stories .card.read").count() == 0)


@pytest.mark.parametrize("sort", few(("oldest", "publisher", "longest", "most named"), 1))
def test_the_order_of_the_list_stands_in_the_address_and_the_best_match_is_offered_for_words(
    reader: Reader, sort: str
) -> None:
    newest = headlines(reader.open("/read"))
    reader.turn("/read?page=2").page.get_by_role("link", name=sort, exact=True).click()
    reader.still()
    sorted_so = headlines(reader)
    assert "sort=" in reader.page.url and "page=" not in reader.page.url
    assert sorted_so != newest
    reader.page.reload()
    reader.still()
    assert headlines(reader) == sorted_so
    assert reader.page.get_by_role("link", name="best match").count() == 0
    reader.turn("/read?q=quarantine").page.get_by_role("link", name="best match").click()
    reader.still()
    assert "quarantine" in headlines(reader)[0].lower()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_can_be_done_with_a_story_stays_in_reach(fresh: Reader, width: int) -> None:
    fresh.look(width=width).open("/read")
    fresh.page.locator(".card h3 a").nth(1).click()
    fresh.still()
    fresh.page.locator(".article footer").scroll_into_view_if_needed()
    star = fresh.page.get_by_role("button", name="Star")
    box = star.bounding_box()
    assert box is not None and 0 <= box["y"] <= 900 - box["height"]
    fresh.page.locator(".st-key-labels button").click()
    fresh.page.get_by_role("combobox", name="Labels").fill("to check")
    fresh.page.keyboard.press("Enter")
    fresh.still()
    fresh.page.keyboard.press("Escape")
    fresh.page.get_by_role("button", name="Labels (1)").wait_for()
    fresh.turn("/read?labels=to+check")
    assert fresh.tally() == 1 and "to check" in fresh.page.inner_text(".stories .card .meta")


def test_the_key_of_labels_goes_to_their_field(fresh: Reader) -> None:
    fresh.open("/read")
    press(fresh, "j", "o", "l")
    fresh.page.wait_for_function("document.activeElement?.closest('[data-testid=stPopoverBody]')")
    fresh.page.keyboard.type("harbour")
    fresh.page.keyboard.press("Enter")
    fresh.page.keyboard.press("Escape")
    fresh.until(lambda: "Labels (1)" in fresh.text)
