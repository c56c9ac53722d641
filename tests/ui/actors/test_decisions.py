"""Decisions are told on pages as what they are, with the way to them and to their undoing."""

from dataclasses import replace
from pathlib import Path

from lib.actors.decided import Ledger
from lib.model.filter import Choice, Filter
from lib.query.decisions import Doubtful
from lib.store.decisions import ledger
from lib.store.decisions.follow import follow
from lib.ui.actors.decisions import TAB, _doubt, about, beside, every, filtered, resting, which
from lib.ui.answers import session
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
        assert resting(VIEW, ["person/bo-miller"]) == ""
    for each in HELD:
        ledger.append(path, each)
    follow(path, Ledger(HELD))
    with session(path):
        told = resting(VIEW, ["person/bo-miller", "country/sweden"])
        assert "2 decisions of yours</a>." in told and f"show={TAB}" in told
        assert "1 decision of yours" in resting(VIEW, ["country/norway"])
        assert resting(VIEW, ["country/sweden"]) == ""
        asked = View(page="read", criteria=Filter(actors=Choice(any=("Bo",))))
        assert "2 decisions of yours" in filtered(asked) and filtered(VIEW) == ""
        assert "ego=country%2Fsweden&amp;desk=open" in beside(VIEW, ["country/sweden"])
        assert beside(VIEW, ["country/sweden", "country/norway"]).count("<p") == 1
    assert every(VIEW) == f"/actors?q=fog&show={TAB}"
    assert which(VIEW).endswith("see which</a>)")


def test_an_actor_s_history_holds_what_made_it_and_what_took_from_it() -> None:
    assert [each.id for each in about(HELD, "person/bo-miller")] == ["d1", "d2"]
    assert [each.id for each in about(HELD, "person/lee")] == ["d1"]
    assert about(HELD, "country/sweden") == []


def test_a_name_in_doubt_says_what_other_stories_say_of_it() -> None:
    doubt = Doubtful(
        doubt="unsure", key="organisation/~bravo", name="Bravo", surface="Bravo", article="", headline="",
        mentions=3, stories=2, elsewhere=1, waiting=1,
    )  # fmt: skip
    told = _doubt(0, doubt, VIEW)
    assert (
        "3 times in 2 stories: no record, and nothing but the recogniser speaks for it there; in 1 story"
        in told
    )
    assert "speaks for it.<" in _doubt(0, replace(doubt, elsewhere=0), VIEW)
