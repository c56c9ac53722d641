"""The sentence of an event: one that most of its independent reports say, and which they are.

A report says a sentence if one of its own names one of the same actors and has enough of the other words
(lib.stats.shared_words); a story and its copies are one report.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lib.clean.measure import ends_a_sentence
from lib.model.filter import Filter
from lib.model.spelling import UNSPACED, fold
from lib.query.filter.names import keys
from lib.query.frames import PRECISION
from lib.query.relations import Relations
from lib.query.stored_sentences import Place, Sentence, bands, sentences_at
from lib.stats.origins import groups
from lib.stats.shared_words import Words, likeness, rarity, shares
from lib.store.archive import ArchiveReader
from lib.store.statements import value
from lib.store.summaries import counted_condition

MIN_WORDS = 10  # of a sentence that is chosen, beside names: shorter ones are alike by chance
MIN_PART = 0.4  # of these words, which a sentence has that says the same
COPIED = 0.8  # how alike two sentences are that are no more than a copy and its origin
ZONES = ("deck", "body", "quote", "ticker")  # whose sentences are a story's own text
_WORD = re.compile(r"[^\W_]+")
Counted = tuple[Place, int]  # a sentence, and how many copies it has


class Saying(NamedTuple):
    """Where the reports of an event say its sentence: a place in each report, and the report's copies.

    `said` begins with the chosen sentence; sentences of other reports that say the same follow, oldest first.
    """

    said: Sequence[Counted] = ()
    others: Sequence[Counted] = ()  # the opening sentences of the other reports of the event
    first: Sequence[Counted] = ()  # the first of several stories that say it; none where one has no time


def sentences_of_events(
    db: ArchiveReader, criteria: Filter, events: Sequence[tuple[date, Collection[int]]]
) -> Iterator[Saying]:
    """Yield the places of the sentence of each event, which is given by its day and the rows of its stories.

    The places are empty where no sentence can be chosen.
    """
    stories = _stories(db, criteria, {row for _, rows in events for row in rows})
    sentences = _sentences(db, criteria, stories)
    weights = _weights(db, sentences)
    asked = frozenset(key for name in (*criteria.actors.all, *criteria.actors.any) for key in keys(db, name))
    for day, rows in events:
        own = {row: stories[row] for row in rows}
        yield _saying(_Event(day, own, sentences, weights, asked))


@dataclass(frozen=True, slots=True)
class _Story:
    """A story of an event: its day, its time where the page gives one, and its report."""

    day: date
    at: datetime | None
    report: int


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared of a sentence: its actors, its words with and without names, its sketch."""

    actors: frozenset[str]
    words: Words
    in_order: Sequence[str]  # these words
    others: Words
    bands: Sequence[int]
    is_whole: bool  # it ends as a sentence does; a deck may be half of one

    @property
    def says_something(self) -> bool:
        """Whether the sentence can be chosen: it ends with a full stop or the like and says enough.

        It has MIN_WORDS beside the names.
        """
        return self.is_whole and len(self.others) >= MIN_WORDS


def _stories(db: ArchiveReader, criteria: Filter, rows: Collection[int]) -> dict[int, _Story]:
    """Return {row of `article`: story}, the oldest first; on a day, those without a time come last."""
    sql = f"""
        select a.id, date '1970-01-01' + day, if({PRECISION} = 'minute', published_at, null) as printed,
            coalesce(report, a.id)
        from article a join article_text using (id)
        left join {Relations(db, criteria).copies} copied on copied.id = a.id
        where a.id in (select unnest($rows::integer[])) order by day, printed nulls last, a.id"""
    found = db.execute(sql, {"rows": sorted(rows)}).fetchall()
    return {row: _Story(*story) for row, *story in found}


def _sentences(db: ArchiveReader, criteria: Filter, known: Mapping[int, _Story]) -> dict[Place, _Compared]:
    """Return {place: sentence} of the known stories' sentences that name someone, the oldest story first."""
    sql = f"""
        select distinct id, sent from mention
        where id in (select unnest($rows::integer[]))
            and {counted_condition(criteria.zones, criteria.roles)}"""
    places = {*db.execute(sql, {"rows": [*known]}).fetchall()}
    found, sketch = sentences_at(db, criteria, places), bands(db, known)
    order = {row: number for number, row in enumerate(known)}
    return {
        place: _compare(found[place], sketch.get(place, ()))
        for place in sorted(found, key=lambda place: (order[place[0]], place[1]))
        if found[place].zone in ZONES
    }


def _compare(sentence: Sentence, sketch: Sequence[int]) -> _Compared:
    """Return what is compared of a sentence; its `others` are the words between the names."""
    rest, at = "", 0
    for start, end, _ in sentence.spans:
        rest, at = f"{rest}{sentence.text[at:start]} ", max(at, end)
    words = words_of(sentence.text)
    return _Compared(
        actors=frozenset(key for *_, key in sentence.spans), words=frozenset(words),
        in_order=words, others=frozenset(words_of(rest + sentence.text[at:])), bands=sketch,
        is_whole=ends_a_sentence(sentence.text),
    )  # fmt: skip


def _weights(db: ArchiveReader, sentences: Mapping[Place, _Compared]) -> dict[str, float]:
    """Return the rarity of each word in the archive; of a word that the index lacks, in these stories."""
    in_story = defaultdict[int, set[str]](set)
    for (row, _), each in sentences.items():
        in_story[row] |= each.words | each.others
    here = Counter(word for words in in_story.values() for word in words)
    sql = """
        select word, count(*) from word_article
        where word in (select unnest($words::varchar[])) group by 1"""
    held = dict(db.execute(sql, {"words": [*here]}).fetchall())
    stories = value(db, "select count(*) from article")
    return {word: rarity(stories, held.get(word, number)) for word, number in here.items()}


@dataclass(frozen=True, slots=True)
class _Event:
    """The event of a day: its stories, oldest first, sentences, and the actors that the filter asks for."""

    day: date
    stories: Mapping[int, _Story]
    sentences: Mapping[Place, _Compared]  # those of other events too
    weights: Mapping[str, float]  # the rarity of their words
    asked: frozenset[str]

    @property
    def places(self) -> list[Place]:
        """The places of the sentences of its stories."""
        return [place for place in self.sentences if place[0] in self.stories]

    @property
    def opening(self) -> list[Place]:
        """One place in each story: its first sentence that can be chosen and names most actors sought."""
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


def _chosen(event: _Event) -> tuple[Place | None, list[Place]]:
    """Return the place of the event's sentence, and the places that say it, its own too; or (None, []).

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
    part = shares([each.others for each in ours], [each.others for each in others], event.weights)
    alike = likeness([each.words for each in ours], [each.words for each in others], event.weights)
    report = np.array([event.stories[row].report for row, _ in places])
    best_rank, best, saying_it = (False, 0, 0, 0.0), None, list[Place]()
    for number, place in enumerate(opening):
        saying = [
            each
            for each, its, has in zip(places, others, part[number], strict=True)
            if each == place or (has >= MIN_PART and its.actors & ours[number].actors)
        ]
        is_new = all(event.stories[row].day == event.day for row, _ in saying)
        support = sum(float(alike[number][report == each].max()) for each in sorted({*report.tolist()}))
        rank = (is_new, event.named(place), len({*event.reports(saying).values()}), support)
        if rank > best_rank:
            best_rank, best, saying_it = rank, place, saying
    return best, saying_it


def _saying(event: _Event) -> Saying:
    """Return where the reports of an event say its sentence; no places where none can be chosen."""
    chosen, saying = _chosen(event)
    if chosen is None:
        return Saying()
    of_report = event.reports([*saying, *(place for place in event.opening if place not in saying)])
    one, rows = dict[Hashable, Place](), defaultdict[Hashable, set[int]](set)
    for place in (chosen, *saying, *event.opening):
        one.setdefault(of_report[place], place)
        rows[of_report[place]].add(place[0])
    counted = [(place, len(rows[report]) - 1) for report, place in one.items()]
    say = len({of_report[place] for place in saying})
    first_day = min(event.stories[row].day for row, _ in saying)
    earliest = [place for place in saying if event.stories[place[0]].day == first_day]
    is_known = len({row for row, _ in saying}) > 1 and all(event.stories[row].at for row, _ in earliest)
    return Saying(counted[:say], counted[say:], [(earliest[0], 0)] if is_known else ())


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents; of a script without spaces, pairs of letters."""
    plain = text.lower() if text.isascii() else fold(text)
    found = list[str]()
    for word in _WORD.findall(plain):
        pairs = UNSPACED.search(word) and len(word) > 1
        found += [word[at : at + 2] for at in range(len(word) - 1)] if pairs else [word]
    return found
