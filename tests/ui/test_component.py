"""A word that a sheet sends is done once, however often it comes."""

from functools import partial
from types import SimpleNamespace

import pytest
import streamlit as st

from lib.model.errors import ArchiveBusy
from lib.ui import component as sheets
from lib.ui.attempt import FAILED
from lib.ui.render import paragraph


def test_a_word_is_done_once_and_its_number_told(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {"list": {"do": None}}
    given: list[SimpleNamespace] = []
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(sheets, "component", lambda: lambda **given_: given.append(SimpleNamespace(**given_)))
    did: list[str] = []

    def note(verb: str, rest: str) -> None:
        did.append(f"{verb} {rest}")
        if verb == "star":
            raise ArchiveBusy("a", "The archive is busy.")

    actions = {verb: partial(note, verb) for verb in ("read", "star", "late")}
    for sent in (None, "7 read a", "7 read a\n9 star a", "7 read a\n9 star a", "3 late"):
        sheets.sheet(paragraph(), "list", actions)
        state["list"] = {"do": sent}
        given[-1].on_do_change()
    sheets.sheet(paragraph(), "list", actions)
    assert did == ["read a", "star a"] and str(state[FAILED]) == "The archive is busy."
    assert [each.data["done"] for each in given] == [0, 0, 7, 9, 9, 9]
