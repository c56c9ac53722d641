"""Converts a day of the solar calendar of Iran and Afghanistan, which begins with spring, to ours."""

from datetime import date, timedelta

YEARS = range(1370, 1420)  # printed on web pages; other calendars have had no such year since 1999
_FIRST, _NEW_YEAR = 1403, date(2024, 3, 20)  # a year and its first day, from which the others are counted


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day in our calendar; None if the month has no such day, or the year is not in `YEARS`."""
    months = [31] * 6 + [30] * 5 + [30 if _leap_days(year) > _leap_days(year - 1) else 29]
    if year not in YEARS or not 1 <= month <= len(months) or not 1 <= day <= months[month - 1]:
        return None
    years = 365 * (year - _FIRST) + _leap_days(year - 1) - _leap_days(_FIRST - 1)
    return _NEW_YEAR + timedelta(days=years + sum(months[: month - 1]) + day - 1)


def _leap_days(year: int) -> int:
    """Return the leap days up to the end of a year: eight in 33 years, as the sun has had them since 1342."""
    return (8 * year + 29) // 33
