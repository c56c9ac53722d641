"""A part that fails leaves the others standing, and its reason is said once."""

import pytest
import streamlit as st

from lib.model.errors import ArchiveDamaged
from lib.ui import error_pages
from lib.ui.attempt import attempted


def test_a_part_fails_alone_and_says_why_once(said: list[str]) -> None:
    def damaged() -> None:
        raise ArchiveDamaged("a", "The archive <a> is damaged.")

    error_pages.show_each(damaged, lambda: said.append("health"), damaged, lambda: said.append("log"))
    assert said == ['<p class="bad" role="alert">The archive &lt;a&gt; is damaged.</p>', "health", "log"]


def test_why_a_click_failed_is_said_once(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})

    def fails(error: Exception) -> None:
        raise error

    for error, words in (
        (ArchiveDamaged("a", "The archive <a> is damaged."), "The archive &lt;a&gt; is damaged.</p>"),
        (OSError(28, "No space left on device", "/home/a/x.log"), ">x.log could not be used (No space left"),
    ):
        attempted(fails)(error)
        error_pages.say_failure()
        assert words in said.pop()
        error_pages.say_failure()
        assert said == []
    with pytest.raises(ZeroDivisionError):  # a fault of ours is not hidden
        attempted(fails)(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        error_pages.show_each(lambda: fails(ZeroDivisionError()))
