"""Following: what was found is said in words, and only that can be chosen."""

from typing import Any

import pytest
import streamlit as st

from lib.fetch import followed_sources
from lib.ui.component import perform
from lib.ui.intake import follow_field, followed
from lib.ui.jobs import child
from lib.ui.jobs.child import Ended
from lib.ui.jobs.work import Task
from tests.cases import every_case
from tests.ui.conftest import ended, failed

FEED = {"url": "https://a.test/feed", "title": "Harbour <b>", "kind": "RSS"}
FOUND: dict[str, Any] = {"url": "https://a.test", "feeds": [FEED], "page": True, "message": "1 feed found."}


def test_what_was_found_is_said_in_words() -> None:
    words = follow_field.feed_list(FOUND)
    assert "This can be followed" in words and "Harbour &lt;b&gt;" in words and "Add this page once" in words
    none = follow_field.feed_list(
        {**FOUND, "feeds": [], "page": False, "message": "a.test <did> not answer."}
    )
    assert "Nothing to follow was found" in none and "&lt;did&gt;" in none and "once" not in none


def test_what_is_followed_already_is_not_offered_again(begun: list[Task]) -> None:
    assert 'aria-label="Follow: Harbour &lt;b&gt;"' in follow_field.feed_list(FOUND)
    perform(follow_field.actions(FOUND), "follow 0")
    words = follow_field.feed_list(FOUND)
    assert "Followed already" in words and 'data-do="follow' not in words
    assert st.session_state[follow_field.FIELD] == ""


NOWHERE = {
    "": "Give the address", "/pages/quay.html": "a place on this machine",
    "C:\\pages": "a place on this machine",
    "~/pages": "a place on this machine", "file:///etc/passwd": "a place on this machine",
    "two words": "a space in it", "ftp://a.test/x": "no web address", "x" * 3000: "too long",
    "mailto:a@b.test": "no web address", "javascript:alert(1)": "no web address",
}  # fmt: skip


@pytest.mark.parametrize(("given", "words"), NOWHERE.items(), ids=[key[:20] for key in NOWHERE])
def test_what_is_no_address_is_told_at_once(given: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "finish", lambda *text, **more: pytest.fail("a child was begun"))
    found = follow_field.look(given)
    assert words in found["message"] and len(found["message"]) < 300
    assert "There is nowhere to look" in follow_field.feed_list(found)


@every_case("given", ["a.test", "a.test:8080/x", "HTTPS://a.test", "münchen.test", "localhost"])
def test_what_may_be_an_address_is_looked_at(given: str) -> None:
    assert follow_field.unfit(given) == ""


def test_a_choice_follows_and_asks_at_once(begun: list[Task]) -> None:
    for nonsense in ("follow 1", "follow x", "follow", "close"):
        perform(follow_field.actions(FOUND), nonsense)
    assert begun == []
    perform(follow_field.actions(FOUND), "once")  # takes the page in and follows nothing
    assert begun.pop().arguments[:2] == ("ingest", "https://a.test")
    assert followed_sources.sources(followed.sources_path()) == {}
    perform(follow_field.actions(FOUND), "follow 0")
    assert followed_sources.sources(followed.sources_path())[FEED["url"]].title == "Harbour <b>"
    assert begun[0].arguments == ("refresh", FEED["url"])


@pytest.mark.process
@pytest.mark.parametrize(
    ("given", "asked"), [("a.test/x", "https://a.test/x"), ("http://a.test", "http://a.test")]
)
def test_an_address_is_looked_at_by_a_child(given: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []

    def finish(arguments: list[str], **more: object) -> Ended:
        ran.append((arguments, more["module"]))
        return ended(failed("It <failed>."), 1)

    monkeypatch.setattr(child, "finish", finish)
    assert follow_field.look(given) == {"url": asked, "feeds": [], "page": False, "message": "It <failed>."}
    assert ran == [([asked], "lib.ui.intake.look")]
