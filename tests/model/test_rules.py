"""One vocabulary for what is left out, and the names it had before."""

from lib.model.rules import FORMER, RULES, confidence, current_name
from tests.cases import every_case


def test_a_certain_mark_counts_more_than_a_place_and_a_place_more_than_nothing() -> None:
    text = [confidence(rule) for rule in ("menu", "promotion", "outside", "unclassified")]
    assert text == sorted(text, reverse=True) and text[0] > 0.95 and text[-1] > 0.3
    assert len({confidence(rule) for rule in RULES if rule.startswith("field: ")}) == 1


def test_every_vote_for_the_story_lowers_the_confidence() -> None:
    assert [confidence("promotion", votes) for votes in range(3)] == [0.9, 0.675, 0.506]


@every_case("rule", RULES)
def test_every_rule_has_a_reason_and_a_confidence_below_one(rule: str) -> None:
    assert RULES[rule].reason.endswith(".") and 0 < confidence(rule) < 1


def test_text_that_was_read_as_a_field_raises_no_doubt() -> None:
    assert not any(RULES[rule].doubt for rule in RULES if rule.startswith("field: "))


def test_every_former_name_leads_to_a_rule_of_today() -> None:
    assert set(FORMER.values()) <= set(RULES) and not set(FORMER) & set(RULES)
    assert (
        current_name("house note") == "note"
        and current_name("note") == "note"
        and current_name("by hand") == "by hand"
    )
