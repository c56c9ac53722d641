"""Days of the solar calendar of Iran and Afghanistan."""

from datetime import date

from lib.clean.says.persian_days import gregorian
from lib.clean.says.times import find_times
from tests.cases import every_case

# The first days of years before and behind leap years, as almanacs give them.
NEW_YEARS = {
    1375: date(1996, 3, 20), 1376: date(1997, 3, 21), 1391: date(2012, 3, 20), 1395: date(2016, 3, 20),
    1396: date(2017, 3, 21), 1399: date(2020, 3, 20), 1400: date(2021, 3, 21), 1403: date(2024, 3, 20),
    1404: date(2025, 3, 21), 1408: date(2029, 3, 20),
}  # fmt: skip


@every_case(("year", "first"), NEW_YEARS.items())
def test_a_year_begins_with_spring(year: int, first: date) -> None:
    assert gregorian(year, 1, 1) == first


def test_only_a_leap_year_has_a_thirtieth_day_at_its_end() -> None:
    assert gregorian(1403, 12, 30) == date(2025, 3, 20)
    assert gregorian(1404, 12, 30) is None


@every_case("day", [(1445, 9, 1), (1403, 13, 1), (1403, 7, 31), (1403, 0, 1), (1403, 1, 0)])
def test_what_the_calendar_does_not_have_is_no_day(day: tuple[int, int, int]) -> None:
    assert gregorian(*day) is None


def test_the_day_on_which_a_page_is_read_publishes_nothing() -> None:
    (today,) = find_times("امروز: دوشنبه ۲ تير ۱۳۹۹")
    assert (today.day, today.role) == (date(2020, 6, 22), "other")
