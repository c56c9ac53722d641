"""The text that scripts hold as HTML."""

import json

import pytest

from lib.clean.clean import clean
from lib.clean.label.script_text import text_in_scripts
from lib.model.errors import NotAnArticle
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, PROSE, capture, page

MARKUP = (
    "<div class=image><p class=caption>Boats at the quay.</p></div>"
    + PARAGRAPHS
    + "<h3>Piers</h3><ul><li><p>a crane of forty tonnes</p></li></ul>"
)
LINES = "\n".join([*PROSE, "Piers", "a crane of forty tonnes"])


def state_script(state: object) -> str:
    return f"<script>window.state = {json.dumps(state).replace('<', chr(92) + 'u003c')};</script>"


STATES = [
    ("markup without its captions", state_script({"story": {"title": "Old quay", "html": MARKUP}}), LINES),
    ("a break in a paragraph parts its words",
     state_script({"html": MARKUP.replace(" tonnes", "<br>tonnes<br/>of steel")}), f"{LINES} of steel"),
    ("a state inside a string", state_script([1, json.dumps({"html": MARKUP})]), LINES),
    ("the longest text is the story",
     state_script({"next": PARAGRAPHS, "html": MARKUP, "last": PARAGRAPHS}), LINES),
    ("half a sign costs nothing of the text",
     state_script({"html": f"{MARKUP}\ud83d", "next": "\x01"}), LINES),
    ("one paragraph and a style are no story",
     state_script({"html": f"<p>{PROSE[0]}</p>", "css": "a" * 900}), ""),
    ("paragraphs of one letter are no story", f'<script>var x = "<p>{"<p>a" * 200}</script>', ""),
    ("a script that breaks off is looked through once",
     '<script>state = "' + '\\"a' * 300_000 + "</script>", ""),
]  # fmt: skip


@every_case(("promise", "script", "text"), STATES)
def test_the_text_of_a_story_is_found_in_scripts(promise: str, script: str, text: str) -> None:
    assert text_in_scripts(page(script).tree) == text


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
