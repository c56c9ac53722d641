"""Markup: everything foreign is made harmless, numbers and days read as a newspaper prints them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.wording import zone_words
from lib.ui.markup import day, days, esc, instant, link, marked

SPANS = [
    ("Kennedy met Rusk", [[0, 7], [12, 16]], "<mark>Kennedy</mark> met <mark>Rusk</mark>"),
    ("U.S. State Department", [[0, 4], [0, 21]], "<mark>U.S. State Department</mark>"),
    ("a < b", [[0, 1]], "<mark>a</mark> &lt; b"),
    ("short", [[3, 99], [7, 9]], "sho<mark>rt</mark>"),
]
DAYS = [
    (date(1962, 10, 16), date(1962, 10, 28), "16–28 October 1962"),
    (date(1962, 9, 30), date(1962, 10, 1), "30 September – 1 October 1962"),
    (date(1961, 12, 31), date(1962, 1, 1), "31 December 1961 – 1 January 1962"),
    (date(1962, 10, 16), date(1962, 10, 16), "16 October 1962"),
    (None, date(1962, 10, 16), "16 October 1962"),
]


@pytest.mark.parametrize(("text", "spans", "shown"), SPANS)
def test_spans_are_marked_once(text: str, spans: list[list[int]], shown: str) -> None:
    assert marked(text, spans) == shown


PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)))


@given(st.text(), PLACES, PLACES)
def test_marked_text_is_never_markup_and_loses_nothing(
    text: str, spans: list[tuple[int, int]], own: list[tuple[int, int]]
) -> None:
    shown = marked(text, spans, own=own)
    bare = shown.replace("<mark>", "").replace('<mark class="own">', "").replace("</mark>", "")
    assert bare == esc(text)


def test_the_readers_own_marks_hold_those_of_a_search() -> None:
    shown = marked("the low tide", [(4, 12)], own=[(0, 7)])
    assert shown == '<mark class="own">the <mark>low</mark></mark><mark> tide</mark>'
    assert (
        marked("low tide", [(4, 12)], 4, own=[(9, 12)])
        == '<mark>low t</mark><mark class="own"><mark>ide</mark></mark>'
    )


def test_a_link_cannot_be_broken_out_of() -> None:
    assert link('/x?a="><script>', "<b>") == '<a href="/x?a=&quot;&gt;&lt;script&gt;">&lt;b&gt;</a>'


@pytest.mark.parametrize(("first", "last", "shown"), DAYS)
def test_a_span_of_days_is_said_as_short_as_it_can_be(first: date | None, last: date, shown: str) -> None:
    assert days(first, last) == shown


def test_an_instant_is_told_in_the_zone_asked_for() -> None:
    assert instant(datetime(2024, 4, 9, 6, 31), "Europe/Kyiv") == "9 April 2024, 9:31 am"
    assert instant(None, "UTC") == ""
    assert day(date(1962, 10, 28), weekday=True) == "Sunday, 28 October 1962"


def test_a_day_without_a_time_is_the_day_that_was_printed() -> None:
    midnight = datetime(2024, 4, 25, tzinfo=ZoneInfo("Europe/Berlin"))
    assert instant(midnight, "America/New_York", day_only=True) == "25 April 2024"


def test_zones_read_as_printed() -> None:
    assert (zone_words("America/New_York"), zone_words("UTC")) == ("New York time", "UTC")
