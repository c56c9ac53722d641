"""A decision that lacks what it needs is none; chains of decisions hang together."""

from datetime import UTC, datetime

import pytest

from lib.model.decision_words import sentence_of
from lib.model.ledger import (
    Decision,
    former_keys,
    names_of_targets,
    renamed,
    rests_on,
    sources,
    successors,
)
from tests.cases import every_case

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


@every_case(
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
        ("rename", {"actor": A, "called": " "}, "called is missing"),
        (
            "merge",
            {"actor": A, "to": B, "publisher": "fog.example"},
            "merge holds everywhere and takes no pub",
        ),
        ("alias", {"text": "Lee", "to": A, "article": "s1"}, "takes no article"),
        ("ignore", {"actor": A, "doubt": "undecided"}, "takes no doubt"),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(
    what: str, fields: dict[str, str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        made("x", what, **fields)


def test_who_was_moved_to_an_actor_is_found_through_others() -> None:
    assert sources(CHAIN, [C]) == {A, B, C}
    assert sources(CHAIN, [A]) == {A}
    assert sources(CHAIN, [D]) == {D}


def test_two_kept_apart_neither_move_to_each_other_nor_rest_on_it_nor_get_a_name() -> None:
    apart = made("1", "apart", actor=A, name="Ann", to=B, called="Anna")
    assert not apart.moves and sources([apart], [B]) == {B}
    assert rests_on([apart], {A, B}) == [] and names_of_targets([apart]) == {}
    assert sentence_of(apart) == "Ann and Anna are two"


def test_names_are_the_last_given_and_the_first_called() -> None:
    assert renamed(CHAIN) == {C: "Cyd"}
    assert names_of_targets(CHAIN) == {B: "Bea", C: "Cid", D: "Dee"}
    assert names_of_targets([made("1", "merge", actor=A, to="person/~ann-lee")]) == {
        "person/~ann-lee": "ann lee"
    }


def test_an_actor_rests_on_all_that_made_it() -> None:
    assert [each.id for each in rests_on(CHAIN, {C})] == ["1", "2", "3"]
    assert [each.id for each in rests_on(CHAIN, {A})] == []
    assert [each.id for each in rests_on(CHAIN, {D})] == ["4", "5"]


SENTENCES = {
    "Ann is Bea": made("1", "merge", actor=A, name="Ann", to=B, called="Bea"),
    "Ann where the text says “Lee” is Bea": made(
        "1", "split", actor=A, name="Ann", text="Lee", to=B, called="Bea"
    ),
    "Ann in the story s1 is Bea": made("1", "split", actor=A, name="Ann", article="s1", to=B, called="Bea"),
    "Ann in stories of fog.example is b": made(
        "1", "split", actor=A, name="Ann", publisher="fog.example", to=B
    ),
    "Ann is called Anne": made("1", "rename", actor=A, name="Ann", called="Anne"),
    "a is no actor": made("1", "ignore", actor=A),
    "“Lee” in the story s1 is ann lee": made("1", "identify", text="Lee", article="s1", to="person/~ann-lee"),
    "“Lee” is Ann Lee": made("1", "alias", text="Lee", to=A, called="Ann Lee"),
}


@every_case("words", SENTENCES)
def test_a_decision_is_told_in_words(words: str) -> None:
    assert sentence_of(SENTENCES[words]) == words


def test_a_story_is_told_by_its_headline() -> None:
    assert (
        sentence_of(SENTENCES["Ann in the story s1 is Bea"], "Fog over the bay")
        == "Ann in “Fog over the bay” is Bea"
    )


def test_a_former_actor_lives_on_in_whom_it_was_merged_into() -> None:
    assert successors(CHAIN, A) == successors(CHAIN, B) == (C,)
    assert successors(CHAIN, C) == successors(CHAIN, D) == ()
    backwards = (CHAIN[1], CHAIN[0])  # what A is now was decided after B had gone
    assert successors(backwards, A) == (B,)
    assert successors((*CHAIN, made("6", "merge", actor=C, to=A)), A) == ()


def test_a_former_actor_without_a_merge_lives_on_in_its_parts() -> None:
    parts = [made("1", "split", actor=A, to=to, text=to) for to in (B, D, B)]
    assert successors(parts, A) == (B, D)
    assert successors([*parts, CHAIN[1]], A) == (C, D)
    assert successors([*parts, CHAIN[0]], A) == (B,)


def test_former_names_lead_to_keys() -> None:
    assert former_keys(CHAIN, ["Bea", "Cyd"]) == {B, C}
    assert former_keys([made("1", "ignore", actor=A, name="Ann")], ["Ann", ""]) == {A}
