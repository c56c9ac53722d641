"""So far: the days of a selection that stood out, each with the sentence that most independent reports say.

A day stands out by how many independent reports tell of its largest event (lib.query.events), and as a burst
(lib.query.coverage); a story and its copies are one report. A report says a sentence if one of its own names
one of the same actors and has enough of the other words (lib.stats.shared_words). Nothing is written: each
sentence stands so in a story.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.clean.measure import ends_a_sentence
from lib.model.filter import Filter
from lib.model.spelling import UNSPACED, fold
from lib.query import coverage, evidence
from lib.query.coverage import UNITS_BEFORE
from lib.query.events import DAYS_APART, of_one_event
from lib.query.filter.conditions import EPOCH
from lib.query.filter.names import keys
from lib.query.frames import PRECISION
from lib.query.relations import Relations
from lib.query.stored_sentences import Place, Sentence, bands, sentences_at
from lib.stats.origins import groups
from lib.stats.shared_words import Words, likeness, rarity, shares
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

MOST_DAYS = 12  # that are listed, those of the largest events
LOOKED_AT = 30  # days with most stories, beside the bursts, whose events are counted
MORE = 4  # days than are listed are compared, as some may prove to have fewer reports
MIN_REPORTS, MIN_REPORTS_OF_BURST = 3, 2  # independent ones of one event, on a day that stands out
MIN_WORDS = 10  # of a sentence that is chosen, beside names: shorter ones are alike by chance
MIN_PART = 0.4  # of these words, which a sentence has that says the same
COPIED = 0.8  # how alike two sentences are that are no more than a copy and its origin
ZONES = ("deck", "body", "quote", "ticker")  # whose sentences are a story's own text
MEASURE = (
    f"A day stands out if {MIN_REPORTS} independent reports or more tell of one event, or "
    f"{MIN_REPORTS_OF_BURST} on a day with clearly more stories than the {UNITS_BEFORE} before. Each story "
    "offers its first sentence that names someone (the actor or the pair, where these are asked for) and has "
    f"{MIN_WORDS} other words. Chosen is one that no report of the {DAYS_APART} days before says, of these "
    "the one that most reports say, of these the one most like the others. A report says it if one of its "
    f"own sentences shares a name and at least {MIN_PART:.0%} of the other words, rare words weighing more. "
    "Copies count as one report."
)
_WORD = re.compile(r"[^\W_]+")
_Counted = tuple[Place, int]  # a sentence, and how many copies it has


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


@dataclass(frozen=True, slots=True)
class _Story:
    """A story of an event: its day, since 1970, its time where the page gives one, and its report."""

    day: int
    at: datetime | None
    report: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is compared of a sentence: its actors, its words with and without names, its sketch."""

    actors: frozenset[str]
    words: Words
    in_order: Sequence[str]  # these words
    others: Words
    bands: Sequence[int]
    is_whole: bool  # it ends as a sentence does; a deck may be half of one

    @property
    def says_something(self) -> bool:
        """Whether the sentence can be chosen: it ends as one does and has MIN_WORDS beside names."""
        return self.is_whole and len(self.others) >= MIN_WORDS


def so_far(db: ArchiveReader, criteria: Filter, *, limit: int = MOST_DAYS) -> tuple[Day, ...]:
    """Return the `limit` days that stood out most, in order of time, each with its sentence."""
    found = _events(db, criteria, limit)
    known = _stories(db, criteria, {row for each in found for row in each.rows})
    sentences = _sentences(db, criteria, known)
    weights = _weights(db, sentences)
    stories = dict(db.execute(f"select day, stories from {Relations(db, criteria).days}").fetchall())
    asked = frozenset(key for name in (*criteria.actors.all, *criteria.actors.any) for key in keys(db, name))
    days = list[Day]()
    for each in found:
        number = (each.day - EPOCH).days
        event = _Event(number, {row: known[row] for row in each.rows}, sentences, asked)
        said, others, first = _places_of_day(event, weights)
        if said and len(said) + len(others) >= each.needed and len(days) < limit:
            frames = (evidence.evidence_at(db, criteria, places) for places in (said, others, first))
            days.append(Day(each.day, stories[number], *frames))
    return tuple(sorted(days, key=lambda day: day.day))


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents; of a script without spaces, pairs of letters."""
    plain = text.lower() if text.isascii() else fold(text)
    found = list[str]()
    for word in _WORD.findall(plain):
        pairs = UNSPACED.search(word) and len(word) > 1
        found += [word[at : at + 2] for at in range(len(word) - 1)] if pairs else [word]
    return found


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
        select date '1970-01-01' + day from {Relations(db, criteria).days}
        order by stories desc, day desc limit {LOOKED_AT}"""
    found = []
    for day in dict.fromkeys((*bursts, *(day for (day,) in db.execute(sql).fetchall()))):
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


def _stories(db: ArchiveReader, criteria: Filter, rows: Collection[int]) -> dict[int, _Story]:
    """Return {row of `article`: story}, the oldest first; on a day, those without a time come last."""
    sql = f"""
        select a.id, day, if({PRECISION} = 'minute', published_at, null) as printed, coalesce(report, a.id)
        from article a join article_text using (id)
        left join {Relations(db, criteria).copies} copied on copied.id = a.id
        where a.id in (select unnest($rows::integer[])) order by day, printed nulls last, a.id"""
    found = db.execute(sql, {"rows": sorted(rows)}).fetchall()
    return {row: _Story(*story) for row, *story in found}


def _sentences(db: ArchiveReader, criteria: Filter, known: Mapping[int, _Story]) -> dict[Place, _Sentence]:
    """Return {place: sentence} of these stories' sentences that name someone, the oldest story first."""
    sql = f"""
        select distinct id, sent from mention
        where id in (select unnest($rows::integer[]))
            and {counted_condition(criteria.zones, criteria.roles)}"""
    places = {*db.execute(sql, {"rows": [*known]}).fetchall()}
    found, sketch = sentences_at(db, criteria, places), bands(db, known)
    order = {row: number for number, row in enumerate(known)}
    return {
        place: _compared(found[place], sketch.get(place, ()))
        for place in sorted(found, key=lambda place: (order[place[0]], place[1]))
        if found[place].zone in ZONES
    }


def _compared(sentence: Sentence, sketch: Sequence[int]) -> _Sentence:
    """Return what is compared of a sentence; its `others` are the words between the names."""
    rest, at = "", 0
    for start, end, _ in sentence.spans:
        rest, at = f"{rest}{sentence.text[at:start]} ", max(at, end)
    words = words_of(sentence.text)
    return _Sentence(
        actors=frozenset(key for *_, key in sentence.spans), words=frozenset(words),
        in_order=words, others=frozenset(words_of(rest + sentence.text[at:])), bands=sketch,
        is_whole=ends_a_sentence(sentence.text),
    )  # fmt: skip


def _weights(db: ArchiveReader, sentences: Mapping[Place, _Sentence]) -> dict[str, float]:
    """Return the rarity of each word in the archive; of one that its index lacks, in these stories."""
    in_story = defaultdict[int, set[str]](set)
    for (row, _), each in sentences.items():
        in_story[row] |= each.words | each.others
    here = Counter(word for words in in_story.values() for word in words)
    sql = """
        select word, count(*) from word_article
        where word in (select unnest($words::varchar[])) group by 1"""
    held = dict(db.execute(sql, {"words": [*here]}).fetchall())
    (stories,) = db.execute("select count(*) from article").fetchall()[0]
    return {word: rarity(stories, held.get(word, number)) for word, number in here.items()}


@dataclass(frozen=True, slots=True)
class _Event:
    """The event of a day: its stories, oldest first, sentences, and the actors that the filter asks for."""

    day: int
    stories: Mapping[int, _Story]
    sentences: Mapping[Place, _Sentence]  # those of other events too
    asked: frozenset[str]

    @property
    def places(self) -> list[Place]:
        """The places of the sentences of its stories."""
        return [place for place in self.sentences if place[0] in self.stories]

    @property
    def opening(self) -> list[Place]:
        """One place in each story: its first sentence that could be chosen and names most asked for."""
        best_first = sorted(
            self.places, key=lambda place: (not self.sentences[place].says_something, -self.named(place))
        )
        first = dict[int, Place]()
        for place in best_first:
            first.setdefault(place[0], place)
        return [first[row] for row in self.stories if row in first]

    def named(self, place: Place) -> int:
        """Return how many of the actors asked for are named in the sentence at a place."""
        return len(self.sentences[place].actors & self.asked)

    def reports(self, places: Sequence[Place]) -> dict[Hashable, Hashable]:
        """Return {place: key of its report}; places with copies of one sentence have one report."""
        shared: list[tuple[Place, Hashable]] = []
        pairs = [frozenset(map(" ".join, pairwise(self.sentences[place].in_order))) for place in places]
        alike = likeness(pairs, pairs, dict.fromkeys(frozenset[str]().union(*pairs), 1.0)) >= COPIED
        for number, place in enumerate(places):
            its = self.sentences[place]
            shared += [(place, key) for key in (("report", self.stories[place[0]].report), *its.bands)]
            shared += [(place, ("copied", first)) for first in np.flatnonzero(alike[number]).tolist()]
        return groups(shared)


def _chosen(event: _Event, weights: Mapping[str, float]) -> tuple[Place | None, list[Place]]:
    """Return the place of the event's sentence, and those that say it, its own too; (None, []) for none.

    The sentence is new on the day, if any is, and names most of the actors asked for; most reports say it;
    then it is most like the others; then it was printed first.
    """
    opening = [
        place
        for place in event.opening
        if event.sentences[place].says_something and event.stories[place[0]].day == event.day
    ]
    places = event.places
    ours, others = ([event.sentences[each] for each in group] for group in (opening, places))
    part = shares([each.others for each in ours], [each.others for each in others], weights)
    alike = likeness([each.words for each in ours], [each.words for each in others], weights)
    report = np.array([event.stories[row].report for row, _ in places])
    best: tuple[tuple[bool, int, int, float], Place | None, list[Place]] = ((False, 0, 0, 0.0), None, [])
    for number, place in enumerate(opening):
        saying = [
            each
            for each, its, has in zip(places, others, part[number], strict=True)
            if each == place or (has >= MIN_PART and its.actors & ours[number].actors)
        ]
        is_new = all(event.stories[row].day == event.day for row, _ in saying)
        support = sum(float(alike[number][report == each].max()) for each in sorted({*report.tolist()}))
        rank = (is_new, event.named(place), len({*event.reports(saying).values()}), support)
        if rank > best[0]:
            best = (rank, place, saying)
    return best[1], best[2]


def _places_of_day(
    event: _Event, weights: Mapping[str, float]
) -> tuple[list[_Counted], list[_Counted], list[_Counted]]:
    """Return the places of those who say the day's sentence, of others, and of the first; [] for none."""
    chosen, saying = _chosen(event, weights)
    if chosen is None:
        return [], [], []
    of_report = event.reports([*saying, *(place for place in event.opening if place not in saying)])
    one, rows = dict[Hashable, Place](), defaultdict[Hashable, set[int]](set)
    for place in (chosen, *saying, *event.opening):
        one.setdefault(of_report[place], place)
        rows[of_report[place]].add(place[0])
    counted = [(place, len(rows[report]) - 1) for report, place in one.items()]
    say = len({of_report[place] for place in saying})
    return counted[:say], counted[say:], _first(event, saying)


def _first(event: _Event, saying: Sequence[Place]) -> list[_Counted]:
    """Return [the place printed first]; [] for a single story, or if a story of that day lacks its time."""
    if len({row for row, _ in saying}) < 2:
        return []
    day = min(event.stories[row].day for row, _ in saying)
    at_first = [place for place in saying if event.stories[place[0]].day == day]
    return [(at_first[0], 0)] if all(event.stories[row].at for row, _ in at_first) else []
