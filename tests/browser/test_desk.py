"""The front page of an archive of several papers."""

from pathlib import Path

import pytest

from tests import builders
from tests.browser.conftest import Reader
from tests.papers import captures

pytestmark = pytest.mark.browser


@pytest.fixture
def papers(fresh: Reader, own_home: Path) -> Reader:
    """A reader of three papers and a shop."""
    builders.archive(own_home, *captures())
    return fresh


@pytest.mark.parametrize("width", [1440, 390])
def test_the_lead_is_what_three_papers_tell_and_says_so(papers: Reader, width: int) -> None:
    papers.look(width=width).open("/")
    assert papers.page.inner_text(".lead h2") == "No ships tonight"
    assert "3 stories by 3 publishers" in papers.page.inner_text(".lead .why")
    assert papers.page.locator(".second .card").count() == 2
    assert papers.page.inner_text(".dateline h1") == "10–12 April 2024"
    assert "1 story on 12 April 2024" in papers.page.inner_text(".dateline .note")
    counts = papers.page.locator(".named .meta").all_inner_texts()
    assert counts and all(int(each.split()[0]) >= 2 for each in counts)


def test_a_selection_told_once_says_why_nothing_weighs_more(papers: Reader) -> None:
    papers.open("/?until=2024-04-06")
    assert "No event of these" in papers.page.inner_text(".lead .why")
    papers.open("/?sections=Shopping")
    assert papers.page.locator(".lead").count() == 0
    assert "No story of the day leads" in papers.page.inner_text(".front .why")
