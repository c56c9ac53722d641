"""The day of publication as htmldate finds it, which reads the dates in a page's words with our own eyes.

By itself it asks dateparser, which loads the words of 200 languages at the first such date: over a second.
"""

from datetime import datetime

import htmldate
from htmldate import extractors
from lxml.html import HtmlElement

from lib.clean.dates.printed import find_times


def day_found(tree: HtmlElement, address: str | None) -> str | None:
    """Return the day in ISO notation."""
    found = htmldate.find_date(tree, original_date=True, url=address, outputformat="%Y-%m-%d")
    return str(found) if found else None


class PrintedDates:
    """Stands where htmldate expects dateparser."""

    def get_date_data(self, text: str) -> dict[str, datetime | None]:
        """Return the first date that a text prints in words; numbers alone htmldate has read before."""
        found = next((each for each in find_times(text) if each.order != "either"), None)
        return {"date_obj": found.local if found else None}


extractors.get_external_parser = PrintedDates  # type: ignore[assignment] # asked for that one method
