"""Has htmldate guess the day of a page that nothing else dates, and believes it where the page shows it."""

import re
from collections.abc import Collection
from datetime import date

import htmldate
from lxml.html import HtmlElement

from lib.clean.says.instants import LATEST, Instant, read_instant
from lib.clean.says.times import find_times
from lib.clean.segments.declared_times import declared_in_figures

OLDEST = "1990-01-01"  # before there were pages: what htmldate finds is a day of its subject
_READ = 200  # characters of an attribute or a text in which the day is looked for


def guessed_day(
    tree: HtmlElement,
    address: str | None,
    *,
    title: str = "",
    last: date = date(LATEST, 12, 31),
    others: Collection[str] = (),
) -> Instant | None:
    """Return the date that htmldate finds, up to the day `last`; None if it is in the title or in `others`.

    htmldate gives the first of the month for a month or year alone and for invalid dates, so the first of a
    month is believed only if the page prints it. It reads an ambiguous date (3/4/2024) one way only, so a
    page that has no other date stays undated.
    """
    try:
        found = htmldate.find_date(
            tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d", url=address
        )
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):  # the page stays undated
        return None
    day = str(found) if found else ""
    if (
        not day
        or not OLDEST <= day <= last.isoformat()
        or day in {*others, *(each.day.isoformat() for each in find_times(title))}
        or (day.endswith("-01") and not _prints(tree, address, day))
        or declared_in_figures(tree)
    ):
        return None
    return read_instant(day, "htmldate")


def _prints(tree: HtmlElement, address: str | None, day: str) -> bool:
    """Return whether a date stands in the page's text, in an attribute or in its address."""
    digits = day.replace("-", "")
    values = (str(value) for node in tree.iter() if isinstance(node.tag, str) for value in node.values())
    if any(digits in re.sub(r"[-/.]", "", value[:_READ]) for value in (address or "", *values)):
        return True
    lines = (text[:_READ] for text in tree.itertext() if day[:4] in text[:_READ])
    return any(found.day.isoformat() == day for line in lines for found in find_times(line))
