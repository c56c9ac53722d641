from datetime import date

import pytest

from lib.query.filter import conditions as sql
from lib.query.filter.syntax import Words


def test_equal_values_share_a_parameter_and_others_do_not() -> None:
    parameters = sql.Parameters()
    assert [parameters.named("tag", value) for value in (3, 5, 3)] == ["$tag_0", "$tag_1", "$tag_0"]
    assert parameters.values == {"tag_0": 3, "tag_1": 5}


@pytest.mark.parametrize(
    "condition",
    [
        sql.linked("tag", [], sql.Parameters()),
        sql.among("publisher_id", [], sql.Parameters()),
        sql.named([], ("body",), ("name",), sql.Parameters()),
        sql.named_together([[1], []], ("body",), ("name",), sql.Parameters()),
    ],
)
def test_names_that_nobody_knows_select_nothing(condition: str) -> None:
    assert condition == sql.NOTHING


def test_days_are_numbers_since_1970() -> None:
    parameters = sql.Parameters()
    assert sql.days(date(1970, 1, 2), date(1970, 1, 3), parameters) == "(day >= $since_0 and day <= $until_0)"
    assert parameters.values == {"since_0": 1, "until_0": 2}
    assert sql.days(None, date(1970, 1, 3), parameters) == "(day is not null and day <= $until_0)"


def test_words_of_the_text_are_sought_in_one_pass_and_words_of_a_zone_each_for_itself() -> None:
    words = [Words("aid"), Words("oil")]
    assert sql.worded(words, None, sql.Parameters()).count("from article_body") == 1
    assert sql.worded(words, ("caption",), sql.Parameters()).count("from article_block") == 2


def test_words_are_sought_among_the_stories_that_fit_a_condition_only() -> None:
    assert "from article where" not in sql.worded([Words("aid")], None, sql.Parameters())
    for zones in (None, ("caption",)):
        condition = sql.worded([Words("aid")], zones, sql.Parameters(), among="day > 5")
        assert "id in (select id from article where day > 5)" in condition


def test_a_zone_mask_of_no_zone_is_empty() -> None:
    assert sql.zone_mask("szones", ()) == "(0::ubigint)"
    assert sql.zone_mask("szones", ("headline", "body"), "0") == "(szones[0 * 11 + 1] | szones[0 * 11 + 3])"
