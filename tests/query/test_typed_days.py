"""Days in the forms that readers type."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lib.query.filter import english
from lib.query.filter.tree import Days
from lib.query.filter.typed_days import parse_days
from tests.cases import every_case

TODAY = date(2024, 4, 17)  # a Wednesday
NINTH = ("2024-04-09", "2024-04-09")
APRIL = ("2024-04-01", "2024-04-30")
SPRING = ("2024-04-09", "2024-05-03")
FEW = ("2024-04-09", "2024-04-12")
FORMS = {
    "2024-04-09": NINTH, "2024/04/09": NINTH, "2024.4.9": NINTH, "20240409": NINTH, "9.4.2024": NINTH,
    "09.04.2024": NINTH, "09.04.24": NINTH, "9/4/2024": NINTH, "09/04/24": NINTH, "9-4-2024": NINTH,
    "4/13/2024": ("2024-04-13", "2024-04-13"), "9 April 2024": NINTH, "9 apr 2024": NINTH,
    "9 Apr. 2024": NINTH, "9th April 2024": NINTH, "9th of April, 2024": NINTH, "April 9, 2024": NINTH,
    "Apr 9 2024": NINTH, "April 9th, 2024": NINTH, "2024 April 9": NINTH, "9 Apr 24": NINTH,
    "Tuesday, 9 April 2024": NINTH, "Tue 9 April": NINTH, "9 april": NINTH, "April 9": NINTH,
    "9. April 2024": NINTH, "9. april": NINTH, "9 avril 2024": NINTH, "9 de abril de 2024": NINTH,
    "3. März 2024": ("2024-03-03", "2024-03-03"), "1er mai 2023": ("2023-05-01", "2023-05-01"),
    "24 December": ("2023-12-24", "2023-12-24"), "  9   April 2024 ": NINTH,
    "April 2024": APRIL, "apr 2024": APRIL, "2024-04": APRIL, "2024-4": APRIL, "04/2024": APRIL,
    "4.2024": APRIL, "April": APRIL, "May": ("2023-05-01", "2023-05-31"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2024-04-09/2024-04-12": FEW, "9-12 April 2024": FEW, "9–12 April 2024": FEW, "9 - 12 April 2024": FEW,
    "9 to 12 April 2024": FEW, "9. bis 12. April 2024": FEW, "April 9-12, 2024": FEW,
    "April 9 to 12, 2024": FEW, "April 9 to 12 2024": FEW, "April 9-12 2024": FEW, "9 April to 12 2024": FEW,
    "April 9 to 12, 24": FEW, "April 9th to 12th, 2024": FEW, "April 9-20 2024": ("2024-04-09", "2024-04-20"),
    "9.-12.4.2024": FEW, "9th-12th April 2024": FEW, "9th to 12th of April": FEW, "9 Apr-3 May 2024": SPRING,
    "April 9-May 3, 2024": SPRING, "9 เม.ย. 2024": NINTH, "เม.ย. 2024": APRIL, "9 Apr.2024": NINTH,
    "9 April to today": ("2024-04-09", "2024-04-17"), "yesterday - today": ("2024-04-16", "2024-04-17"),
    "from November to yesterday": ("2023-11-01", "2024-04-16"),
    "9.-12. April": FEW, "9.-12. April 2024": FEW, "from 9-12 April": FEW, "since 9.-12. April 2024": FEW,
    "from April 9-12": FEW, "Apr 9 24": NINTH, "2019 to April 2024": ("2019-01-01", "2024-04-30"),
    "from 9 April 2024 until 12 April 2024": FEW, "since 9 April till 12 April 2024": FEW,
    "from 9 to 12 April 2024": FEW, "9 April until 3 May 2024": SPRING, "9 April up to 3 May 2024": SPRING,
    "from 9 April 2024 to 12 April 2024": FEW, "between 9 and 12 April 2024": FEW, "9-12 April": FEW,
    "2024-04-09..2024-04-12": FEW, "2024-04-09 - 2024-04-12": FEW, "9.4.2024 - 12.4.2024": FEW,
    "12 to 9 April 2024": FEW, "9 April - 3 May 2024": SPRING, "9 April to 3 May 2024": SPRING,
    "9 April 2024 – 3 May 2024": SPRING, "April 9 to May 3, 2024": SPRING,
    "2024-04/2024-05": ("2024-04-01", "2024-05-31"), "April-May 2024": ("2024-04-01", "2024-05-31"),
    "Apr to Jun 2023": ("2023-04-01", "2023-06-30"), "Nov to Jan": ("2023-11-01", "2024-01-31"),
    "Dec 2023 to Jan": ("2023-12-01", "2024-01-31"), "1 Dec to 3 Jan 2024": ("2023-12-01", "2024-01-03"),
    "2019-2021": ("2019-01-01", "2021-12-31"), "2019 to 2021": ("2019-01-01", "2021-12-31"),
    "since 9 April 2024": ("2024-04-09", None), "from April 2024": ("2024-04-01", None),
    "2024-04-09/": ("2024-04-09", None), "9 April 2024 -": ("2024-04-09", None),
    "since 2020": ("2020-01-01", None),
    "until 9 April 2024": (None, "2024-04-09"), "to May 2023": (None, "2023-05-31"),
    "/2024-04-09": (None, "2024-04-09"), "before 2024": (None, "2023-12-31"),
    "after 2023": ("2024-01-01", None),
    "before 9 April 2024": (None, "2024-04-08"), "since yesterday": ("2024-04-16", None),
    "today": ("2024-04-17", "2024-04-17"), "Yesterday": ("2024-04-16", "2024-04-16"),
    "last 7 days": ("2024-04-11", "2024-04-17"), "7 days": ("2024-04-11", "2024-04-17"),
    "P7D": ("2024-04-11", "2024-04-17"), "past 2 weeks": ("2024-04-04", "2024-04-17"),
    "last 3 months": ("2024-01-18", "2024-04-17"), "1 year": ("2023-04-18", "2024-04-17"),
    "this week": ("2024-04-15", "2024-04-21"), "last week": ("2024-04-08", "2024-04-14"),
    "this month": APRIL, "last month": ("2024-03-01", "2024-03-31"),
    "this year": ("2024-01-01", "2024-12-31"),
    "last year": ("2023-01-01", "2023-12-31"),
}  # fmt: skip
NONSENSE = (
    "soon", "30 February 2024", "2024-13", "13/13/2024", "9 April 10 May 11", "Cuba", "-", "/", "to", "since",
    "99999999 weeks", "0 days", "0000", "9", "April May", "1.2.3.4", "since soon", "9 to Cuba", "२ ३",
    "9 to 12", "5..10", "1 - 2", "9 to 2024", "9 to 12 2024", "2019 to 12", "April to 12", "9/12 April",
    "12 9 April", "until April 9-12", "April 9-31 2024",
    "20240400", "20240012", "2024-00-12", "2024-04-00", "2024-00", "00/2024", "0 April", "0-12 April 2024",
    "0000-2021", "9 ม.ค. 2024", "9 มี.ค. 2024",
)  # fmt: skip


def day(text: str | None) -> date | None:
    """Return the day that is written so."""
    return date.fromisoformat(text) if text else None


@every_case("typed", FORMS)
def test_the_usual_forms_are_understood(typed: str) -> None:
    since, until = FORMS[typed]
    assert parse_days(typed, TODAY) == Days(day(since), day(until))


def test_a_29_february_without_a_year_is_that_of_the_last_leap_year() -> None:
    assert parse_days("29 February", date(2026, 4, 17)) == Days(date(2024, 2, 29), date(2024, 2, 29))
    assert parse_days("29 Feb to 3 March", date(2026, 4, 17)) == Days(date(2024, 2, 29), date(2024, 3, 3))
    assert parse_days("29 February", date(2024, 2, 28)) == Days(date(2020, 2, 29), date(2020, 2, 29))


@every_case("typed", NONSENSE)
def test_what_is_no_day_is_not_taken_for_one(typed: str) -> None:
    assert parse_days(typed, TODAY) is None


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 900), DAYS)
def test_what_the_filter_bar_writes_is_read_again(since: date, length: int, today: date) -> None:
    until = since + timedelta(days=length)
    for ends in ((since, until), (since, None), (None, until)):
        assert parse_days(english.days(*ends), today) == Days(*ends)


@given(st.text(max_size=40), DAYS)
def test_nothing_typed_is_an_error(typed: str, today: date) -> None:
    found = parse_days(typed, today)
    assert found is None or found.since or found.until
