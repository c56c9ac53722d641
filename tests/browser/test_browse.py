"""The index of names, and the page of one."""

from pathlib import Path

import pytest

from tests import builders
from tests.browser.conftest import WIDTHS, Reader, serious
from tests.papers import captures, story

pytestmark = pytest.mark.browser


@pytest.fixture
def papers(fresh: Reader, own_home: Path) -> Reader:
    """A reader of three papers, in which two authors sign one story."""
    both = story("Two hands", 2, "They wrote it.", authors=("Ida Brandt", "Tom Hale"), tags=("Harbour",))
    alone = story("One hand", 3, "He wrote it.", authors=("Tom Hale",), tags=("Bread",))
    builders.archive(own_home, *captures(both, alone))
    return fresh


def names(reader: Reader) -> list[str]:
    return reader.page.locator(".index tbody th").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_index_is_sorted_by_its_heads_and_searched(papers: Reader, width: int) -> None:
    papers.look(width=width).open("/browse?show=tags")
    assert names(papers) == ["Harbour", "Strike", "Bread"]
    papers.page.get_by_role("link", name="Name", exact=True).click()
    papers.until(lambda: names(papers) == ["Bread", "Harbour", "Strike"])
    assert "sort=name" in papers.page.url
    find = papers.page.get_by_role("textbox", name="Find in the tags")
    find.fill("har")
    find.press("Enter")
    papers.until(lambda: names(papers) == ["Harbour"])
    assert "find=har" in papers.page.url and serious(papers.page) == []
    papers.page.go_back()
    papers.until(lambda: len(names(papers)) == 3)


def test_a_names_page_tells_output_company_first_and_last_and_adds_up(papers: Reader) -> None:
    page = papers.open("/browse?show=authors").page
    page.locator(".index").get_by_role("link", name="Tom Hale").click()
    papers.still()
    assert page.inner_text(".page-head h1") == "Tom Hale"
    assert "Author: 2 stories of 13, 2–3 April 2024." in page.inner_text(".page-head")
    assert page.locator(".js-plotly-plot").count() == 1
    assert page.locator(".stories h3 a").all_inner_texts() == ["One hand", "Two hands"]
    first, chart = (page.locator(each).first.bounding_box() for each in (".stories h3", ".js-plotly-plot"))
    assert first and chart and first["y"] < chart["y"]  # few stories stand first
    assert serious(page) == []
    company = page.locator(".profile section", has_text="Together with")
    assert company.locator("li").all_inner_texts() == ["Ida Brandt\n1"]
    company.get_by_role("link", name="Ida Brandt").click()
    papers.still()
    assert papers.tally() == 1 and page.locator(".stories .card h3").all_inner_texts() == ["Two hands"]


def test_a_list_of_one_name_leads_to_its_page(papers: Reader) -> None:
    page = papers.open("/read?tags=Strike").page
    page.get_by_role("link", name="About this tag\u00a0→", exact=True).click()
    papers.still()
    assert page.inner_text(".page-head h1") == "Strike" and "/browse" in page.url
    papers.turn("/browse?show=tags&name=Nothing")
    page.get_by_text("No stories of this tag").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_two_names_are_made_one_and_parted_again(papers: Reader, width: int) -> None:
    page = papers.look(width=width).open("/browse?show=tags&name=Bread").page
    page.get_by_role("button", name="Merge with another name").click()
    choice = page.get_by_role("combobox", name="This tag is")
    choice.fill("Harbour")
    choice.press("Enter")
    page.get_by_text("of “Harbour”.").wait_for()
    page.get_by_role("button", name="Join them").click()
    papers.until(lambda: page.inner_text(".page-head h1") == "Harbour")
    assert "“Bread” is “Harbour”." in papers.text and serious(page) == []
    assert names(papers.turn("/browse?show=tags")) == ["Harbour", "Strike"]
    assert papers.turn("/read?tags=Bread").tally() == papers.turn("/read?tags=Harbour").tally()
    papers.turn("/browse?show=tags")
    page.get_by_role("button", name="Undo: “Bread” is “Harbour”.").click()
    papers.until(lambda: len(names(papers)) == 3)
    assert "that you joined" not in papers.text
