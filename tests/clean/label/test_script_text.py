"""The text that scripts hold as HTML."""

import json

import pytest

from lib.clean.clean import clean
from lib.clean.label.script_text import text_in_scripts
from lib.model.errors import NotAnArticle
from tests.clean.markup import PARAGRAPHS, PROSE, capture, page

MARKUP = (
    "<div class=image><p class=caption>Boats at the quay.</p></div>"
    + PARAGRAPHS
    + "<h3>Piers</h3><ul><li><p>a crane of forty tonnes</p></li></ul>"
)
LINES = "\n".join([*PROSE, "Piers", "a crane of forty tonnes"])


def state_script(state: object) -> str:
    return f"<script>window.state = {json.dumps(state).replace('<', chr(92) + 'u003c')};</script>"


def test_markup_in_a_state_is_read_without_its_captions() -> None:
    assert text_in_scripts(page(state_script({"story": {"title": "Old quay", "html": MARKUP}})).tree) == LINES


def test_a_break_in_a_paragraph_parts_its_words() -> None:
    parted = MARKUP.replace(" tonnes", "<br>tonnes<br/>of steel")
    found = text_in_scripts(page(state_script({"html": parted})).tree)
    assert found.endswith("\na crane of forty tonnes of steel")


def test_a_state_inside_a_string_is_read_too() -> None:
    assert text_in_scripts(page(state_script([1, json.dumps({"html": MARKUP})])).tree) == LINES


def test_the_longest_text_is_the_story() -> None:
    states = {"next": PARAGRAPHS, "html": MARKUP, "last": PARAGRAPHS}
    assert text_in_scripts(page(state_script(states)).tree) == LINES


def test_what_is_no_text_of_a_story_is_left() -> None:
    assert text_in_scripts(page(state_script({"html": f"<p>{PROSE[0]}</p>", "css": "a" * 900})).tree) == ""
    assert text_in_scripts(page(f'<script>var x = "<p>{"<p>a" * 200}</script>').tree) == ""


def shell(head: str) -> str:
    title, state = "<title>Old quay reopens</title>", state_script({"html": MARKUP})
    return f"<html><head>{title}{head}</head><body><div id=app></div>{state}</body></html>"


def test_an_empty_shell_of_a_story_is_filled_from_its_state() -> None:
    article = clean(capture(shell("<meta property=og:type content=article>"))).article
    assert [block.text for block in article.blocks if block.zone == "body"] == LINES.split("\n")
    assert article.provenance["body"].endswith("script")


def test_a_page_that_does_not_say_it_is_a_story_is_not_filled() -> None:
    with pytest.raises(NotAnArticle):
        clean(capture(shell("")))


def test_half_a_sign_in_a_script_costs_none_of_its_text() -> None:
    assert text_in_scripts(page(state_script({"html": f"{MARKUP}\ud83d", "next": "\x01"})).tree) == LINES


def test_a_script_that_breaks_off_is_looked_through_once() -> None:
    state = '"' + '\\"a' * 300_000
    assert text_in_scripts(page(f"<script>state = {state}</script>").tree) == ""
