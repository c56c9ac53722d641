"""Pages without a story are refused with what to do."""

import pytest

from lib.clean import clean
from lib.model.errors import NotAnArticle
from tests.clean.markup import PROSE, capture

SHELL = "<html><head><title>Post</title></head><body><div id=root></div></body></html>"
WALL = "<html><body><h1>Log in</h1><p>Please sign in.</p><form><input></form></body></html>"
MENU = (
    "<html><body><nav>"
    + "".join(f"<a href=/{n}>Section {n} of it</a> " for n in range(60))
    + "</nav></body></html>"
)
PAGES = [(SHELL, "put there by scripts"), (WALL, "login"), (MENU, "save the page of a single story")]


@pytest.mark.parametrize(("content", "reason"), PAGES)
def test_a_page_without_a_story_says_why(content: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason) as caught:
        clean(capture(content))
    assert caught.value.origin == "page.html"


def test_a_front_page_is_no_story() -> None:
    teasers = "".join(
        f"<div><h2><a href=/{n}>Story {n}</a></h2><p>{text}</p></div>" for n, text in enumerate(PROSE)
    )
    with pytest.raises(NotAnArticle, match="front page"):
        clean(capture(f"<html><body>{teasers}</body></html>", url="https://harbourpost.example/"))
