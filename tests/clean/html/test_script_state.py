"""A story that stands only in a script is read from there, when it is plainly one."""

import json

import pytest

from lib.clean import clean
from lib.clean.html.script_state import scripted
from lib.model.errors import NotAnArticle
from tests.clean.markup import PROSE, capture, page

MARKUP = (
    "<div class=image><p class=caption>Boats at the quay.</p></div>"
    + "".join(f"<p>{text}</p>" for text in PROSE)
    + "<h3>Piers</h3><ul><li><p>a crane of forty tonnes</p></li></ul>"
)
LINES = "\n".join([*PROSE, "Piers", "a crane of forty tonnes"])


def script(state: object) -> str:
    return f"<script>window.state = {json.dumps(state).replace('<', chr(92) + 'u003c')};</script>"


def test_markup_in_a_state_is_read_without_its_captions() -> None:
    assert scripted(page(script({"story": {"title": "Old quay", "html": MARKUP}})).tree) == LINES


def test_a_state_inside_a_string_is_read_too() -> None:
    assert scripted(page(script([1, json.dumps({"html": MARKUP})])).tree) == LINES


def test_the_longest_text_is_the_story() -> None:
    short = "".join(f"<p>{text}</p>" for text in PROSE)
    assert scripted(page(script({"next": short, "html": MARKUP, "last": short})).tree) == LINES


def test_what_is_no_text_of_a_story_is_left() -> None:
    assert scripted(page(script({"html": f"<p>{PROSE[0]}</p>", "css": "a" * 900})).tree) == ""
    assert scripted(page(f'<script>var x = "<p>{"<p>a" * 200}</script>').tree) == ""


def shell(head: str) -> str:
    title = "<title>Old quay reopens</title>"
    return f"<html><head>{title}{head}</head><body><div id=app></div>{script({'html': MARKUP})}</body></html>"


def test_an_empty_shell_of_a_story_is_filled_from_its_state() -> None:
    article = clean(capture(shell("<meta property=og:type content=article>"))).article
    assert [block.text for block in article.blocks if block.zone == "body"] == LINES.split("\n")
    assert article.provenance["body"].endswith("script")


def test_a_page_that_does_not_say_it_is_a_story_is_not_filled() -> None:
    with pytest.raises(NotAnArticle):
        clean(capture(shell("")))
