"""A decision that lacks what it needs is none; chains of decisions hang together."""

from datetime import UTC, datetime

import pytest

from lib.model.ledger import Decision, connected, given, renamed, rests_on

NOW = datetime(2024, 4, 9, tzinfo=UTC)
A, B, C, D = (f"person/{letter}" for letter in "abcd")


def made(number: str, what: str, **fields: str) -> Decision:
    return Decision(id=number, what=what, made_at=NOW, **fields)  # type: ignore[arg-type]


CHAIN = (
    made("1", "merge", actor=A, to=B, called="Bea"),
    made("2", "merge", actor=B, to=C, called="Cid"),
    made("3", "rename", actor=C, called="Cyd"),
    made("4", "alias", text="Dee", to=D, called="Dee"),
    made("5", "ignore", actor=D),
)


@pytest.mark.parametrize(
    ("what", "fields", "says"),
    [
        ("merge", {"actor": A}, "to is missing"),
        ("merge", {"actor": A, "to": A}, "cannot become itself"),
        ("merge", {"actor": A, "to": "ann"}, "ann is no actor's key"),
        ("split", {"actor": A, "to": B}, "text, article and publisher are missing"),
        ("rename", {"actor": A}, "called is missing"),
        ("identify", {"text": "Lee", "to": A}, "article is missing"),
        ("alias", {"to": A}, "text is missing"),
        ("join", {}, "none of merge"),
        ("alias", {"to": A, "text": 7}, "text is no text"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(what: str, fields: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        made("x", what, **fields)


def test_actors_hang_together_over_others() -> None:
    assert connected(CHAIN, [A]) == {A, B, C}
    assert connected(CHAIN, [D]) == {D}


def test_names_are_the_last_given_and_the_first_called() -> None:
    assert renamed(CHAIN) == {C: "Cyd"}
    assert given(CHAIN) == {B: "Bea", C: "Cid", D: "Dee"}
    assert given([made("1", "merge", actor=A, to="person/~ann-lee")]) == {"person/~ann-lee": "ann lee"}


def test_an_actor_rests_on_all_that_made_it() -> None:
    assert [each.id for each in rests_on(CHAIN, {C})] == ["1", "2", "3"]
    assert [each.id for each in rests_on(CHAIN, {A})] == []
    assert [each.id for each in rests_on(CHAIN, {D})] == ["4", "5"]
