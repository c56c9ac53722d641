"""Open questions offer their answers, and an actor's history holds what concerns it."""

from dataclasses import replace

from lib.query.undecided import UncertainName
from lib.ui.actors.decided import affecting, show_questions
from tests.ui.test_decisions import HELD, MOSS, VIEW


def test_an_actor_s_history_holds_what_made_it_and_what_took_from_it() -> None:
    assert [each.id for each in affecting(HELD, "person/bo-miller")] == ["d1", "d2"]
    assert [each.id for each in affecting(HELD, "person/lee")] == ["d1"]
    assert affecting(HELD, "country/sweden") == []


def test_a_name_in_doubt_says_what_other_stories_say_of_it(said: list[str]) -> None:
    name = UncertainName(
        key="organisation/~bravo", name="Bravo", mentions=3, stories=2, elsewhere=1, waiting=1
    )
    show_questions("waiting", "Names in doubt", [name], VIEW, {})
    words = "3 times in 2 stories: not in the actor file, and found by the recogniser alone there; in 1 story"
    assert words in said.pop()
    show_questions("waiting", "Names in doubt", [replace(name, elsewhere=0)], VIEW, {})
    assert "found by the recogniser alone.</span>" in said.pop()


def test_an_undecided_surname_offers_its_bearers(said: list[str]) -> None:
    show_questions("undecided", "Who is meant?", [MOSS], VIEW, {})
    asked = said.pop()
    assert "“Moss”, 3 times in “" in asked and ">Fog &amp; rain</a>" in asked
    assert asked.count("<button") == 2 and 'data-do="mean 0 1"' in asked
    assert 'aria-label="“Moss” means Karl Moss"' in asked
