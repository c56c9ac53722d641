"""The bench counts on which pages rules and wordings fire."""

from lib.clean import clean
from lib.model.rules import RULES
from tests.bench.cleaning import firing
from tests.clean.markup import story


def test_a_rule_and_its_wording_are_counted_by_page_and_publisher() -> None:
    page = clean(story("<p>Advertisement</p>"))
    counted = [firing.fired(name, page) for name in ("one.html", "two.html")]
    rows = [row.split(maxsplit=2) for row in firing.lines(counted)]
    (rule,) = (row for row in rows if row[2].startswith("advertisement  "))
    (wording,) = (row for row in rows if row[2].startswith("advertisements?|"))
    assert rule[:2] == wording[:2] == ["2", "1"] and wording[2].endswith("(too few)")


def test_every_wording_belongs_to_a_rule() -> None:
    assert {each.rule for each in firing.wordings()} <= set(RULES)
