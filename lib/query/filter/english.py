"""English for a filter's sentence: dates and lists of names."""

from collections.abc import Sequence
from datetime import date

from lib.model.wording import listed

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def either(names: Sequence[str]) -> str:
    """Return names joined by commas and a last "or"."""
    return listed(names, "or")


def day(when: date) -> str:
    """Return a day in words, such as 9 April 2024."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days(since: date | None, until: date | None) -> str:
    """Return a range of days, both included, in words: "9 to 12 April 2024", "since 9 April 2024"."""
    if since is None and until is None:
        return "any day"
    if since is None or until is None:
        return f"since {day(since)}" if since else f"until {day(until or date.min)}"
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} to {day(until)}"
    if since.year == until.year:
        return f"{since.day} {MONTHS[since.month - 1]} to {day(until)}"
    return f"{day(since)} to {day(until)}"
