"""Decisions are told on pages as what they are, with the way to them and to their undoing."""

from pathlib import Path

import pytest

from lib.actors.decided import Ledger
from lib.model.filter import Choice, Filter
from lib.query.decisions import Known
from lib.query.undecided import Surname
from lib.store.journal import ledger
from lib.store.mentions.follow import follow
from lib.ui.component import perform
from lib.ui.decisions import (
    TAB,
    affected_note,
    drawer_note,
    filter_note,
    identify_actions,
    list_address,
    see_which,
)  # fmt: skip
from lib.ui.jobs import job
from lib.ui.render import Link
from lib.ui.session import session
from lib.ui.view import View
from tests.store.deciding import filled, made

VIEW = View(page="actors", criteria=Filter(text="fog"))
MERGED = made("merge", "d1", actor="person/lee", to="person/bo-miller", called="<b>Bo</b>")
HELD = (
    MERGED,
    made("rename", "d2", actor="person/bo-miller", called="Bo"),
    made("ignore", "d3", actor="country/norway"),
)


def test_a_page_says_on_how_many_decisions_it_rests_and_leads_to_them(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with session(path):
        assert affected_note(VIEW, ["person/bo-miller"]) == ""
    for each in HELD:
        ledger.append(path, each)
    follow(path, Ledger(HELD))
    with session(path):
        note = affected_note(VIEW, ["person/bo-miller", "country/sweden"])
        assert "2 decisions of yours</a>." in note and f"show={TAB}" in note
        assert "1 decision of yours" in affected_note(VIEW, ["country/norway"])
        assert affected_note(VIEW, ["country/sweden"]) == ""
        asked = View(page="read", criteria=Filter(actors=Choice(any=("Bo",))))
        assert "2 decisions of yours" in filter_note(asked) and filter_note(VIEW) == ""
        assert "ego=country%2Fsweden&amp;desk=open" in drawer_note(VIEW, ["country/sweden"])
        assert drawer_note(VIEW, ["country/sweden", "country/norway"]).count("<p") == 1
    assert list_address(VIEW) == f"/actors?q=fog&show={TAB}"
    assert see_which(VIEW) == (" (", Link(list_address(VIEW), "see which"), ")")


MOSS = Surname(
    surface="Moss", article="s1", headline="Fog & rain", mentions=3, waiting=1,
    bearers=(Known(key="person/~jane-moss", name="Jane Moss", kind="person"),
             Known(key="person/~karl-moss", name="Karl Moss", kind="person")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [("mean 0 1", "person/~karl-moss"), ("mean 0 2", ""), ("mean 1 0", ""), ("mean 0", ""), ("undo 0 1", "")],
)
def test_one_click_says_who_is_meant(word: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(job, "begin", lambda place, words, arguments: begun.append([place, *arguments]))
    perform(identify_actions(VIEW, [MOSS], "here"), word)
    asked = ["--undecided", "--story=s1", f"--as={meant}", "--", "Moss"]
    assert begun == (
        [["here", "ledger", "identify", "--archive", str(VIEW.archive), *asked]] if meant else []
    )
