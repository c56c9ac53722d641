"""What a search shows: its hits, and why it finds nothing."""

import pytest

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

REACHED = """[...document.querySelectorAll(".article mark")]
    .flatMap((each, number) => each.classList.contains("reached") ? [number] : [])"""


def test_a_search_that_finds_nothing_says_why_and_leads_on(reader: Reader) -> None:
    reader.open("/read?q=quarentine+cuba")
    assert "No story contains “quarentine”" in reader.text
    reader.page.get_by_role("link", name="quarantine", exact=True).press("Enter")
    reader.still()
    assert "q=quarantine+cuba" in reader.page.url and reader.tally() > 0
    reader.turn("/read?q=steinbeck+marucla")
    assert "no story fits the whole search" in reader.text
    reader.page.get_by_role("link", name="Search for any of them").click()
    reader.still()
    assert reader.tally() >= 2
    reader.look(width=390).turn("/read?q=" + "x" * 300)
    assert "No stories in this selection" in reader.text
    assert reader.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_hits_are_marked_in_the_list_and_in_the_story(reader: Reader) -> None:
    reader.open("/read?q=tanker")
    cards = reader.page.locator(".stories .card")
    assert cards.count() > 0
    for number in range(cards.count()):
        assert "tanker" in cards.nth(number).locator("mark").first.inner_text().lower()
    cards.first.locator("h3 a").click()
    reader.still()
    assert reader.page.locator(".article mark").count() > 0
    for number in (0, 1):
        reader.page.get_by_role("button", name="Next hit").press("Enter")
        reader.until(lambda number=number: reader.page.evaluate(REACHED) == [number])  # type: ignore[misc]
    cards.nth(1).locator("h3 a").click()
    reader.still()
    reader.page.get_by_role("button", name="Next hit").press("Enter")
    reader.until(lambda: reader.page.evaluate(REACHED) == [0])


def test_options_count_what_the_selection_holds_and_what_is_chosen_outlives_their_lists(
    reader: Reader,
) -> None:
    page = reader.open("/read").page
    page.locator(".st-key-facets button").first.click()
    reader.still()
    page.locator(".st-key-sections input").click()
    reader.still()
    counted = page.get_by_role("option").first.inner_text().rstrip("\u200b")  # the unseen end of a count
    page.keyboard.type(counted.split(" · ")[0])
    page.keyboard.press("Enter")
    reader.still()
    assert reader.tally() == int(counted.split(" · ")[1])
    assert page.get_by_role("link", name=f"All · {reader.tally()}", exact=True).count() == 1
    page.locator(".masthead").click()
    page.locator(".st-key-q input").fill("cuba")
    page.keyboard.press("Enter")
    reader.still()
    assert "sections=" in page.url and "q=cuba" in page.url
    page.locator(".st-key-facets button").first.click()
    reader.still()
    assert f" · {reader.tally()}" in page.locator(".st-key-sections").inner_text()
