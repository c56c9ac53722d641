"""The Desk of a selection: its newest days and the most important story of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.model.filter import Filter
from lib.query.actors import earlier
from lib.query.filter.conditions import EPOCH, members
from lib.query.lead import leading_event
from lib.query.stories import newest_rows, rows_of
from lib.query.story_sums import StorySums
from lib.store.archive import ArchiveReader
from lib.store.statements import value

WINDOWS = (1, 2, 3, 7)  # days that the desk may span: what is older is fresh no more
ENOUGH_STORIES = 5  # stories that fill a desk
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The Desk: days, numbers, and in frames as of `stories.newest` the lead, its event and the newest."""

    day: date | None  # the newest day with a story: "today" where nothing is newer
    today: int = 0  # stories and briefs of that day
    usual: float | None = None  # mean of `earlier_days`; None where there are none
    earlier_days: int = 0  # that archive and filter have before `day`, up to four weeks
    since: date | None = None  # first day of the desk: one of the week before `day` where that day is thin
    spanned: int = 0  # stories and briefs of these days
    lead: pd.DataFrame  # one story, or none
    ahead: tuple[str, ...] = ()  # of lib.query.lead.FACTORS, in which the lead is above the mean of these
    reports: int = 0  # stories of the lead's event, itself included
    publishers: int = 0  # that report it
    copies: int = 0  # of these stories, that print the lead's text in another paper
    coverage: pd.DataFrame  # other stories of the event
    newest: pd.DataFrame  # without these, and without the lead's text in the same paper or in none
    fresh: int  # of the newest, which come first, those of the desk's days; all where no story has a day

    @property
    def days(self) -> int:
        """The number of days that the Desk spans."""
        return (self.day - self.since).days + 1 if self.day and self.since else 0


def desk(db: ArchiveReader, criteria: Filter, *, limit: int = 20, languages: Sequence[str] = ()) -> FrontPage:
    """Return the Desk of a selection: up to `limit` newest stories, and as many others of the lead's event.

    It spans the newest day, or if that has few stories as many more days of the week as bring
    ENOUGH_STORIES. The lead is the story with most weight: how many stories and publishers report its event
    (lib.query.events), how new and how long it is, whether it names actors, has a deck and a picture, and is
    in one of the reader's languages, if any are given. Shopping advice never leads. Copies of the lead in
    other papers are of its event, however far apart they were printed.
    """
    sums = StorySums(db, criteria)
    day = sums.last_day
    if day is None:  # no story has a date
        newest = rows_of(db, newest_rows(db, criteria, limit=limit), as_of=criteria.as_of)
        return FrontPage(day=None, lead=newest[:0], coverage=newest[:0], newest=newest, fresh=len(newest))
    counted = db.frame(f"select day, stories, texts from {sums.days}")
    days, stories, texts = (counted[name].to_numpy(dtype=np.int64) for name in counted)
    number = (day - EPOCH).days
    _, held = earlier(db, criteria, day, days=1) or (None, 0)
    earlier_days = min(held, (day - (criteria.since or date.min)).days)
    before = (days >= number - earlier_days) & (days < number)
    since, spanned = _window(days, stories, texts, day)
    since = max(since, criteria.since or since)  # a filter may have fewer days
    event = leading_event(db, criteria, since, day, languages)
    reporting, beside = [*event.lead, *event.others], event.others[:limit]
    shown = {*reporting, *event.repeats}
    rest = [row for row in newest_rows(db, criteria, limit=limit + len(shown)) if row not in shown]
    listed = rows_of(db, [*event.lead, *beside, *rest[:limit]], as_of=criteria.as_of)
    at, end = len(event.lead), len(event.lead) + len(beside)
    leads, coverage, newest = (
        part.reset_index(drop=True) for part in (listed[:at], listed[at:end], listed[end:])
    )
    of_event = f"id in ({members(reporting) or 'null'})"
    papers = value(db, f"select count(distinct publisher_id) from article where {of_event}")
    return FrontPage(
        day=day, today=int(stories[days == number].sum()), earlier_days=earlier_days,
        usual=int(stories[before].sum()) / earlier_days if earlier_days else None,
        since=since, spanned=spanned, lead=leads, ahead=event.ahead, reports=len(reporting),
        coverage=coverage, newest=newest, publishers=papers, copies=event.copies,
        fresh=sum(bool(pd.notna(each) and each >= since) for each in newest["day"]),
    )  # fmt: skip


def _window(days: Numbers, stories: Numbers, texts: Numbers, day: date) -> tuple[date, int]:
    """Return the first day of the shortest of WINDOWS with ENOUGH_STORIES, and how many stories it has.

    The arrays are parallel: a day (since 1970), its stories, and its stories without briefs (`texts`). If all
    windows have too few, the longest is taken, from its first day with a story.
    """
    last = (day - EPOCH).days
    for span in WINDOWS:
        if texts[days > last - span].sum() >= ENOUGH_STORIES:
            return day - timedelta(days=span - 1), int(stories[days > last - span].sum())
    week = days > last - WINDOWS[-1]
    return EPOCH + timedelta(days=int(days[week].min())), int(stories[week].sum())
