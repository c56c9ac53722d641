"""The reader's remarks below a chart."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.charts.remarks import MOST

SCRIPT = """
from unittest.mock import Mock
from lib.charts.remarks import Remark, to_option
from lib.model.filter import Filter
from lib.ui.remarks import REMARKS, editor
from lib.ui.view import View

held = [Remark(at="2024-04-09", words=f"Day {{each}}") for each in range({number})]
editor(Mock(), View(page="timeline", criteria=Filter(), own={{REMARKS: to_option(held)}}), "remarks")
"""


@pytest.mark.parametrize("number", [MOST - 1, MOST, MOST + 1])
def test_a_chart_that_shows_all_it_can_says_so_in_place_of_the_form(said: list[str], number: int) -> None:
    page = AppTest.from_string(SCRIPT.format(number=number), default_timeout=60).run()
    assert not page.exception
    assert (len(page.text_input), "first 9 remarks" in "".join(said)) == (
        (2, False) if number < MOST else (0, True)
    )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("", "The remark has no day. Write it as 9 April"), ("soon", "“soon” is not read as a day.")],
)
def test_a_remark_without_a_day_is_refused_in_words(said: list[str], day: str, sentence: str) -> None:
    page = AppTest.from_string(SCRIPT.format(number=0), default_timeout=60).run()
    page.text_input(key="remarks-day").input(day)
    page.text_input(key="remarks-words").input("The harbour opened")
    page.button[0].click().run()
    assert not page.exception
    assert sentence in "".join(said)
