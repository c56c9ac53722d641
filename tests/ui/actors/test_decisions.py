"""Decisions are told on pages as what they are, with the way to them and to their undoing."""

from dataclasses import replace
from pathlib import Path

import pytest

from lib.actors.decided import Ledger
from lib.model.filter import Choice, Filter
from lib.query.decisions import Known, Surname, UncertainName
from lib.store.journal import ledger
from lib.store.mentions.follow import follow
from lib.ui import component
from lib.ui.cache import session
from lib.ui.component import perform
from lib.ui.decisions import (
    TAB,
    about,
    affected_note,
    ask_of,
    beside,
    every,
    filtered,
    identifying,
    which,
)
from lib.ui.jobs import job
from lib.ui.render import Link
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
        assert "2 decisions of yours" in filtered(asked) and filtered(VIEW) == ""
        assert "ego=country%2Fsweden&amp;desk=open" in beside(VIEW, ["country/sweden"])
        assert beside(VIEW, ["country/sweden", "country/norway"]).count("<p") == 1
    assert every(VIEW) == f"/actors?q=fog&show={TAB}"
    assert which(VIEW) == (" (", Link(every(VIEW), "see which"), ")")


def test_an_actor_s_history_holds_what_made_it_and_what_took_from_it() -> None:
    assert [each.id for each in about(HELD, "person/bo-miller")] == ["d1", "d2"]
    assert [each.id for each in about(HELD, "person/lee")] == ["d1"]
    assert about(HELD, "country/sweden") == []


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn."""
    drawn: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: drawn.append(markup))
    return drawn


def test_a_name_in_doubt_says_what_other_stories_say_of_it(shown: list[str]) -> None:
    name = UncertainName(
        key="organisation/~bravo", name="Bravo", mentions=3, stories=2, elsewhere=1, waiting=1
    )
    ask_of("waiting", "Names in doubt", [name], VIEW, {})
    said = "3 times in 2 stories: no record, and nothing but the recogniser speaks for it there; in 1 story"
    assert said in shown.pop()
    ask_of("waiting", "Names in doubt", [replace(name, elsewhere=0)], VIEW, {})
    assert "speaks for it.</span>" in shown.pop()


MOSS = Surname(
    surface="Moss", article="s1", headline="Fog & rain", mentions=3, waiting=1,
    bearers=(Known(key="person/~jane-moss", name="Jane Moss", kind="person"),
             Known(key="person/~karl-moss", name="Karl Moss", kind="person")),
)  # fmt: skip


def test_an_undecided_surname_offers_its_bearers(shown: list[str]) -> None:
    ask_of("undecided", "Who is meant?", [MOSS], VIEW, {})
    asked = shown.pop()
    assert "“Moss”, 3 times in “" in asked and ">Fog &amp; rain</a>" in asked
    assert asked.count("<button") == 2 and 'data-do="mean 0 1"' in asked
    assert 'aria-label="“Moss” means Karl Moss"' in asked


@pytest.mark.parametrize(
    ("word", "meant"),
    [("mean 0 1", "person/~karl-moss"), ("mean 0 2", ""), ("mean 1 0", ""), ("mean 0", ""), ("undo 0 1", "")],
)
def test_one_click_says_who_is_meant(word: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(job, "begin", lambda place, words, arguments: begun.append([place, *arguments]))
    perform(identifying(VIEW, [MOSS], "here"), word)
    asked = ["--undecided", "--story=s1", f"--as={meant}", "--", "Moss"]
    assert begun == (
        [["here", "ledger", "identify", "--archive", str(VIEW.archive), *asked]] if meant else []
    )
