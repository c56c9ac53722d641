"""trafilatura's precise mode in its own steps."""

from typing import Any

import pytest
import trafilatura

from lib.clean.html.page import Page, page_of
from lib.clean.html.precise import compared, precise
from tests.clean.markup import page, story

TABLES = "".join(f"<tr><td>Ward {number}</td><td>{number * 11} votes</td></tr>" for number in range(40))
PAGES = {
    "a story": page_of(story()),
    "a page of tables": page(f"<html><body><main><table>{TABLES}</table></main></body></html>"),
    "an empty page": page("<html><body><p>x</p></body></html>"),
}


def library_s_own(found: Page, *, fast: bool) -> str:
    answer: Any = trafilatura.bare_extraction(
        found.tree, include_comments=False, favor_precision=True, fast=fast
    )
    return (answer.text or "") if answer else ""


@pytest.mark.parametrize("found", PAGES.values(), ids=PAGES)
def test_the_steps_give_what_the_library_s_own_call_gives(found: Page) -> None:
    first = precise(found)
    assert first.text == library_s_own(found, fast=True)
    assert compared(found, first) == library_s_own(found, fast=False)


def test_the_page_is_left_as_it_was() -> None:
    found = page_of(story())
    before = "".join(found.tree.itertext())
    compared(found, precise(found))
    assert "".join(found.tree.itertext()) == before
