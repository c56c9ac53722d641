from datetime import date

from lib.model.filter import Filter
from lib.query.filter import conditions as sql
from lib.query.filter.dimensions import BY_NAME
from tests.cases import every_case


def test_equal_values_share_a_parameter_and_others_do_not() -> None:
    parameters = sql.Parameters()
    assert [parameters.named("word", each) for each in ("a", "b", "a")] == ["$word_0", "$word_1", "$word_0"]
    assert parameters.values == {"word_0": "a", "word_1": "b"}


@every_case(
    "condition",
    [
        sql.link_condition("tag", []),
        BY_NAME["publisher"].condition([], Filter()),
        sql.actor_condition([], ("body",), ("name",)),
        sql.joint_condition([[1], []], ("body",), ("name",)),
    ],
)
def test_names_that_nobody_knows_select_nothing(condition: str) -> None:
    assert condition == sql.NOTHING


def test_days_are_numbers_since_1970() -> None:
    assert sql.day_condition(date(1970, 1, 2), date(1970, 1, 3)) == "(day >= 1 and day <= 2)"
    assert sql.day_condition(None, date(1970, 1, 3)) == "(day is not null and day <= 2)"
