"""The sentences of the Desk: what its days brought, why the lead leads, what stands below."""

from collections.abc import Mapping

import pandas as pd

from lib.model.wording import count, listed
from lib.query.desk import FrontPage
from lib.query.events import DAYS_APART
from lib.ui.wording import days, present, story_count

AHEAD: Mapping[str, str] = {  # by the factors of a lead's weight
    "new": "is of the newest day", "long": "is longer", "names": "names more actors",
    "deck": "has a standfirst", "picture": "came with a picture", "language": "is in your browser’s language",
}  # fmt: skip


def stories_phrase(front: FrontPage, where: str) -> str:
    """Return words: how many stories the Desk's days brought, against the days before.

    `where` follows the number: "in the archive".
    """
    if not front.day:
        return f"No story {where} has a date"
    if front.days > 1:
        spanned = f"{count(front.days, 'day')} ({story_count(front.spanned)})"
        return f"Only {story_count(front.today)} on the newest day, so this page covers {spanned}"
    today = f"The newest day {where}: {story_count(front.today)}"
    if front.usual is None or front.earlier_days <= 2:
        return today
    return f"{today}, against {mean(front.usual)} a day in the {count(front.earlier_days, 'day')} before"


def days_phrase(front: FrontPage) -> str:
    """Return the Desk's days: "the day", "these 6 days"."""
    return f"these {count(front.days, 'day')}" if front.days > 1 else "the day"


def earlier_title(earlier: pd.DataFrame) -> str:
    """Return the heading over stories older than the page's days: their days, or that they have no date."""
    dated = earlier["day"].dropna()
    if dated.empty:
        return "Without a date"
    title = f"Earlier: {days(dated.min(), dated.max())}"
    return f"{title}, and without a date" if len(dated) < len(earlier) else title


def why_it_leads(front: FrontPage) -> str:
    """Return a sentence that says why the lead of a Desk that has one was chosen."""
    if front.reports < 2:
        alone = "No other story covers the same event."
        reasons = listed(AHEAD[each] for each in front.ahead)
        more = f" It leads because, against the average story of {days_phrase(front)}, it {reasons}."
        return alone + (more if reasons else "")
    by = f" from {count(front.publishers, 'publisher')}" if front.publishers > 1 else ""
    led, covered = front.lead["day"].iloc[0], front.coverage["day"]
    near = all(present(each) and abs((each - led).days) <= DAYS_APART for each in covered)
    within = f" within {DAYS_APART} days" if near else ""  # a copy can be printed weeks apart
    copies = "a copy" if front.copies == 1 else "copies"
    more = f", {front.copies:,} of them {copies} of this one" if front.copies else ""
    return f"Covered by {story_count(front.reports)}{by}{within}{more}."


def why_none_leads(front: FrontPage) -> str:
    """Return a sentence that says why a Desk has no lead."""
    if front.day is None:
        return "No story here has a date, so none is the newest and leads."
    return f"No story of {days_phrase(front)} leads: there are only briefs and shopping advice."


def mean(number: float) -> str:
    """Return a mean with at most one decimal: "2.5", "1,200"; "less than 0.1" for a small one."""
    return f"{number:,.1f}".removesuffix(".0") if number >= 0.05 or not number else "less than 0.1"
