"""The front page of an archive of several papers."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import WIDTHS, Reader
from tests.papers import captures

pytestmark = pytest.mark.browser


@pytest.fixture
def papers(fresh: Reader, own_home: Path) -> Reader:
    """A reader of three papers and a shop."""
    builders.archive(own_home, *captures())
    return fresh


@pytest.mark.parametrize("width", WIDTHS)
def test_the_lead_is_what_three_papers_tell_and_says_so(papers: Reader, width: int) -> None:
    papers.look(width=width).open("/")
    assert papers.page.inner_text(".lead h2") == "No ships tonight"
    assert "3 stories from 3 publishers within 2 days" in papers.page.inner_text(".lead .why")
    assert papers.page.locator(".second .card").count() == 2
    assert papers.page.inner_text(".dateline h1") == "10–12 April 2024"
    assert "Only 1 story on the newest day, so this page covers 3 days" in papers.page.inner_text(
        ".dateline .note"
    )
    counts = papers.page.locator(".named .meta").all_inner_texts()
    assert counts and all(int(each.split()[0]) >= 2 for each in counts)
    usual, lines = papers.page.locator(".named .usual"), "each => each.getClientRects().length"
    assert usual.count() and "in as many days of the four weeks before" in usual.first.inner_text()
    assert all(name.evaluate(lines) == 1 for name in papers.page.locator(".named .who a").all())


def test_a_lead_without_company_a_tag_in_other_letters_and_the_timeline_s_stacks_are_said(
    papers: Reader,
) -> None:
    papers.open("/?until=2024-04-06")
    assert "No other story covers the same event." in papers.page.inner_text(".lead .why")
    papers.turn("/?sections=Shopping")
    assert papers.page.locator(".lead").count() == 0
    assert "No story of the day leads" in papers.page.inner_text(".front .why")
    papers.turn("/browse?show=tags")
    rows = papers.page.locator(".bars tbody tr").all_inner_texts()
    assert [row.split()[:2] for row in rows if "strike" in row.lower()] == [["Strike", "3"]]
    papers.page.get_by_role("row", name="Strike").get_by_role("link", name="3", exact=True).click()
    papers.still()
    assert papers.tally() == 3
    assert papers.turn("/read?tags=STRIKE").tally() == 3
    papers.turn("/timeline?by=tag")
    assert "so the columns are stacked by publisher" in papers.text
    key = papers.page.locator(".legend .sign").all_text_contents()
    assert "coast.example" in {each.strip() for each in key}


def test_an_address_in_other_letters_leads_to_its_page_and_a_wrong_one_says_what_there_is(
    papers: Reader,
) -> None:
    papers.open("/Read?q=tags:Strike")
    assert "/read?" in papers.page.url
    papers.page.goto(papers.address + "/reed")
    expect(papers.page.locator("main")).to_contain_text("Wireroom has no page called “reed”")
    papers.page.get_by_role("link", name="Read", exact=True).click()
    papers.still()
    assert papers.tally() == 11


def test_the_desk_is_saved_as_a_digest(papers: Reader) -> None:
    page = papers.open("/?tags=Strike").page
    for label, begins in (("Text (Markdown)", "# Digest: 10 to 11 April 2024"), ("Page (HTML)", "<!DOCTYPE")):
        page.get_by_role("button", name="Save as a digest").click()
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=label).click()
        said = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert said.startswith(begins) and "No ships tonight" in said and "The best kettles" not in said
        page.keyboard.press("Escape")
        papers.still()
