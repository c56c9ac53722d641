"""So far: the days of a selection that stood out, each with the sentence that most independent reports say.

A day stands out by how many independent reports tell of its largest event (lib.query.events), and as a burst
(lib.query.coverage); a story and its copies are one report. Nothing is written: each sentence stands so in a
story (lib.query.event_sentence).
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.model.filter import Filter
from lib.query import coverage
from lib.query.coverage import UNITS_BEFORE
from lib.query.event_sentence import MIN_PART, MIN_WORDS, sentences_of_events
from lib.query.events import DAYS_APART, of_one_event
from lib.query.evidence import evidence_at
from lib.query.relations import Relations
from lib.query.story_sums import StorySums
from lib.store.archive import ArchiveReader
from lib.store.statements import column

MOST_DAYS = 12  # that are listed, those of the largest events
LOOKED_AT = 30  # days with most stories, beside the bursts, whose events are counted
MORE = 4  # days than are listed are compared, as some may prove to have fewer reports
MIN_REPORTS, MIN_REPORTS_OF_BURST = 3, 2  # independent ones of one event, on a day that stands out
MEASURE = (
    f"A day stands out if {MIN_REPORTS} independent reports or more tell of one event, or "
    f"{MIN_REPORTS_OF_BURST} on a day with clearly more stories than the {UNITS_BEFORE} before. Each story "
    "offers its first sentence that names someone (the actor or the pair, where these are asked for) and has "
    f"{MIN_WORDS} other words. Chosen is one that no report of the {DAYS_APART} days before says, of these "
    "the one that most reports say, of these the one most like the others. A report says it if one of its "
    f"own sentences shares a name and at least {MIN_PART:.0%} of the other words, rare words weighing more. "
    "Copies count as one report."
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that stood out: its number of stories, its sentence, who says it, and who was first.

    The frames have the columns of lib.query.evidence, a row for each independent report. `said` begins with
    the chosen sentence, those of other reports that say it follow, the oldest first; `others` has the opening
    sentence of each other report of the event.
    """

    day: date
    stories: int
    said: pd.DataFrame
    others: pd.DataFrame
    first: pd.DataFrame  # the first of several stories that say it; empty where one has no time of day


def so_far(db: ArchiveReader, criteria: Filter, *, limit: int = MOST_DAYS) -> tuple[Day, ...]:
    """Return the `limit` days that stood out most, in order of time, each with its sentence."""
    found = _events(db, criteria, limit)
    sql = f"select date '1970-01-01' + day, stories from {StorySums(db, criteria).days}"
    stories_of = dict(db.execute(sql).fetchall())
    days = list[Day]()
    sentences = sentences_of_events(db, criteria, [(each.day, each.rows) for each in found])
    for each, places in zip(found, sentences, strict=True):
        reports = len(places.said) + len(places.others)
        if places.said and reports >= each.needed and len(days) < limit:
            frames = (evidence_at(db, criteria, part) for part in places)
            days.append(Day(each.day, stories_of[each.day], *frames))
    return tuple(sorted(days, key=lambda day: day.day))


class _Found(NamedTuple):
    """A day with the reports of its largest event, how many it needs to stand out, and the stories' rows."""

    reports: int
    day: date
    needed: int
    rows: list[int]


def _events(db: ArchiveReader, criteria: Filter, limit: int) -> list[_Found]:
    """Return days that may stand out, those of the largest events first: up to MORE than `limit`."""
    bursts = [*coverage.bursts(db, criteria, limit=limit)["first_day"]]
    sql = f"""
        select date '1970-01-01' + day from {StorySums(db, criteria).days}
        order by stories desc, day desc limit {LOOKED_AT}"""
    found = []
    for day in dict.fromkeys((*bursts, *column(db, sql))):
        reports, rows = _largest_event(db, criteria, day)
        needed = MIN_REPORTS_OF_BURST if day in bursts else MIN_REPORTS
        found += [_Found(reports, day, needed, rows)] if reports >= needed else []
    return sorted(found, reverse=True)[: limit + MORE]


def _largest_event(db: ArchiveReader, criteria: Filter, day: date) -> tuple[int, list[int]]:
    """Return the number of independent reports of a day's largest event, and the rows of its stories.

    The stories are of the day or up to DAYS_APART days older. (1, []), a lone report, if there is no event.
    """
    event = of_one_event(db, criteria, day, until=day)
    sql = f"""
        with about as (
            select id, id as other, null as beside from {event}
            union select id, other, beside from {event})
        select count(distinct coalesce(report, -other)) as reports, list(distinct other)
        from about left join {Relations(db, criteria).copies} copied on copied.id = other
        group by about.id order by reports desc, count(distinct beside) desc, about.id limit 1"""
    return next(iter(db.execute(sql).fetchall()), (1, []))
