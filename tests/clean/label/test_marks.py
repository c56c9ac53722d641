"""The rule by which a place in the markup is cut."""

from lib.clean.label.marks import rule_of_marks
from tests.cases import every_case

PLACES = [
    ({"newsletter", "footer"}, "newsletter"),
    ({"menu", "list"}, "menu"),
    ({"tags"}, "field: tags"),
    ({"list"}, None),
    (set(), None),
]


@every_case(("marks", "rule"), PLACES)
def test_the_most_certain_mark_of_a_place_names_the_rule(marks: set[str], rule: str | None) -> None:
    assert rule_of_marks(frozenset(marks)) == rule
