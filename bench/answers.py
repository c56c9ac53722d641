"""Prints which answers of the questions differ between two states of the code, under random filters.

`python -m bench.answers ARCHIVE --filters N --to FILE` keeps a digest of each answer, and with
`--against FILE` those that differ from what another state kept are printed, with what is answered now. The
filters are drawn from the names, days, words and moments that the archive holds, always the same ones. With
`--plain` it prints under which filters a plain count over the mentions (bench.plain) gives other numbers. An
ARCHIVE that is not there is made first, of `--make` stories in which every zone, role and doubt occurs.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from bench import plain
from bench.generate import World
from lib.model.article import DEFAULT_ZONES, FORMS, ZONES
from lib.model.errors import QueryError, SearchRefused
from lib.model.filter import Choice, Filter
from lib.model.mention import DEFAULT_ROLES, KINDS, MANNERS, ROLES
from lib.model.parsed import Parsed, StoryAddresses
from lib.query import (
    actors,
    attention,
    authors,
    compare,
    coverage,
    desk,
    ego,
    evidence,
    facets,
    network,
    one_actor,
    publishers,
    stories,
    tags,
)
from lib.query.pairs import Lists, Unit
from lib.query.relations import Relations
from lib.query.rising import rising
from lib.store.archive import ArchiveReader, create, open_for_reading
from lib.store.batches.stories import save
from lib.store.upkeep.compact import compact

BATCH = 1_000
UNITS: Sequence[Unit] = get_args(Unit)
Answer = Callable[[ArchiveReader, Filter, random.Random], object]


def make(path: Path, count: int) -> None:
    """Make an archive of stories, copies and revisions in which every zone, role and doubt occurs."""
    create(path, archive_zone="Europe/Kyiv")
    chance = random.Random(7)
    made = [_varied(each, chance) for each in World(count, 11).stories()]
    made += [_copy(each, number, chance) for number, each in enumerate(made[:: max(2, count // 400)])]
    late = len(made) * 4 // 5
    for first in range(0, late, BATCH):
        save(path, made[first : min(first + BATCH, late)])
    compact(path)
    save(path, made[late:])


def _varied(story: Parsed, chance: random.Random) -> Parsed:
    """Return a story with paragraphs in other zones, names in doubt and, of some, no date."""
    own = story.cleaned.article
    blocks = [own.blocks[0]]
    blocks += [replace(each, zone=chance.choice((*DEFAULT_ZONES[2:], *ZONES[1:]))) for each in own.blocks[1:]]
    mentions = [
        replace(
            each, role=chance.choice(ROLES) if chance.random() < 0.2 else each.role,
            undecided=chance.random() < 0.1, unsure=chance.random() < 0.1,
        )
        for each in story.mentions
    ]  # fmt: skip
    article = replace(own, blocks=tuple(blocks))
    if chance.random() < 0.05:
        article = replace(article, published_at=None, published_as=None)
    return replace(story, cleaned=replace(story.cleaned, article=article), mentions=tuple(mentions))


def _copy(story: Parsed, number: int, chance: random.Random) -> Parsed:
    """Return the story as another paper prints it, or as its own paper has revised it."""
    text = hashlib.sha256(f"copy {number}".encode()).hexdigest()
    own = replace(
        story.cleaned.article, headline=f"{story.cleaned.article.headline} again", revision=text[:16]
    )
    addresses = story.addresses
    if chance.random() < 0.7:
        address = f"https://paper-{number % 50}.example/{text[:9]}"
        addresses = StoryAddresses(main=address, sure=(address,))
        own = replace(own, publisher=f"paper-{number % 50}.example", canonical_url=address)
    capture = replace(
        story.capture, sha256=text, origin=f"{text}.txt",
        captured_at=story.capture.captured_at + timedelta(days=2),
    )  # fmt: skip
    own = replace(own, captured_at=capture.captured_at)
    return replace(story, cleaned=replace(story.cleaned, article=own), capture=capture, addresses=addresses)


def filters(db: ArchiveReader, seed: int = 31) -> Iterator[Filter]:
    """Yield random filters without end, of what the archive holds."""
    chance = random.Random(seed)
    held = {
        table: [str(name) for (name,) in db.execute(sql).fetchall() if name]
        for table, sql in {
            "tag": "select name from tag join tag_article using (tag_id) order by hash(tag_id, id) limit 400",
            "author": "select name from author order by hash(author_id) limit 200",
            "publisher": "select name from publisher order by hash(publisher_id) limit 100",
            "section": "select name from section order by section_id limit 50",
            "language": "select code from language order by language_id",
            "actor": "select key from actor join actor_article using (actor_id) group by key "
                     "order by count(*) desc, key limit 150",
            "name": "select name from actor order by hash(actor_id) limit 100",
            "word": "select word from (select unnest(string_split_regex(body, '\\W+')) as word from "
                    "article_body where id % 37 = 1) where length(word) > 2 group by word "
                    "order by count(*) desc, word limit 600",
        }.items()
    }  # fmt: skip
    first, last = db.execute("select min(day), max(day) from article").fetchall()[0]
    moments = [stored for (stored,) in db.execute("select stored_at from batch order by batch").fetchall()]
    while True:
        yield _filter(chance, held, date(1970, 1, 1) + timedelta(days=first), last - first, moments)


def _filter(
    chance: random.Random, held: Mapping[str, list[str]], first: date, days: int, moments: Sequence[Any]
) -> Filter:
    def some(table: str, most: int = 2) -> tuple[str, ...]:
        return (
            tuple(dict.fromkeys(chance.choices(held[table], k=chance.randint(1, most))))
            if held[table]
            else ()
        )

    def choice(table: str) -> Choice:
        return Choice(
            **{
                part: some(table)
                for part in chance.sample(("any", "all", "none"), k=chance.choice((1, 1, 2)))
            }
        )

    def part_of(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, k=chance.randint(1, len(values))))

    since = first + timedelta(days=chance.randrange(days + 1))
    until = since + timedelta(days=chance.randrange(days // 2 + 2))
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "days": lambda: {"since": since, "until": until}, "since": lambda: {"since": since},
        "as_of": lambda: {"as_of": chance.choice(moments)},
        "publishers": lambda: {"publishers": some("publisher", 4)},
        "sections": lambda: {"sections": some("section")}, "authors": lambda: {"authors": some("author", 3)},
        "languages": lambda: {"languages": some("language")}, "forms": lambda: {"forms": part_of(FORMS)},
        "tags": lambda: {"tags": choice("tag")}, "more tags": lambda: {"tags": Choice(any=some("tag", 3))},
        "actors": lambda: {"actors": choice("actor")}, "names": lambda: {"actors": Choice(any=some("name"))},
        "zones": lambda: {"zones": part_of(ZONES)}, "roles": lambda: {"roles": part_of(MANNERS)},
        "doubts": lambda: {"roles": (*DEFAULT_ROLES, *part_of(("undecided", "unsure")))},
        "kinds": lambda: {"kinds": part_of(KINDS)}, "cast": lambda: {"cast": "recorded"},
        "text": lambda: {"text": _search(chance, held)},
    }  # fmt: skip
    found: dict[str, Any] = {}
    for name in chance.sample([*parts], k=chance.choice((1, 1, 2, 2, 3, 4))):
        found |= parts[name]()
    return Filter(**found)


def _search(chance: random.Random, held: Mapping[str, list[str]]) -> str:
    def word() -> str:
        return chance.choice(held["word"])

    def name(table: str) -> str:
        return f'"{chance.choice(held[table])}"'

    return chance.choice((
        word, lambda: f"{word()} {word()}", lambda: f"{word()} -{word()}", lambda: f"{word()} OR {word()}",
        lambda: f"actor:{name('actor')}", lambda: f"with:{name('actor')},{name('actor')}",
        lambda: f"zone:{chance.choice(ZONES)} {word()}",
        lambda: f"zone:{chance.choice(ZONES)} actor:{name('actor')}",
        lambda: f"tag:{name('tag')} -author:{name('author')}", lambda: f"title:{word()}",
        lambda: f"source:{name('publisher')}",
        lambda: f"lang:{chance.choice(held['language'])} -actor:{name('actor')}",
        lambda: "date:none", lambda: f"zone:{chance.choice(ZONES)} with:{name('actor')},{name('actor')}",
    ))()  # fmt: skip


def _network(db: ArchiveReader, criteria: Filter, chance: random.Random) -> object:
    lists: Lists = chance.choice(("apart", "apart", "weighted"))
    asked = network.NetworkRequest(
        criteria=criteria, unit=chance.choice(UNITS), lists=lists, minimum=chance.choice((1, 2)), ties="all"
    )
    return network.edges(db, asked), network.layout(db, asked)


def _drawer(db: ArchiveReader, criteria: Filter, chance: random.Random) -> object:
    unit = chance.choice(UNITS)
    edges = network.edges(db, network.NetworkRequest(criteria=criteria, unit=unit, minimum=1))
    if not len(edges):
        return None
    ends = edges.iloc[chance.randrange(len(edges))]
    asked = {"actor": ends["source_id"], "other": ends["target_id"], "unit": unit, "limit": 30}
    return (
        evidence.sentences(db, criteria, **asked), one_actor.surfaces(db, criteria, actor=ends["source_id"]),
        one_actor.span(db, criteria, actor=ends["source_id"]),
        evidence.sentences(db, criteria, actor=ends["target_id"], limit=20),
    )  # fmt: skip


def _over_time(db: ArchiveReader, criteria: Filter, chance: random.Random) -> object:
    by = chance.choice(get_args(coverage.By))
    return (
        coverage.over_time(db, criteria, by=by, unit=chance.choice(("day", "month", "hour"))),
        coverage.over_time(db, criteria, by=by, layout="apart"), coverage.fitting(db, criteria, by="auto"),
    )  # fmt: skip


def _shares(db: ArchiveReader, criteria: Filter, chance: random.Random) -> object:
    most = actors.counts(db, criteria, limit=9)["actor_id"].tolist()
    pair = (
        {"actor": most[0], "other": most[-1], "unit": chance.choice(("sentence", "article"))}
        if most[1:]
        else {}
    )
    return attention.shares(db, criteria), attention.shares(db, criteria, **pair)


def _desk(db: ArchiveReader, criteria: Filter, chance: random.Random) -> object:
    front = desk.desk(db, criteria)
    risers = rising(db, criteria, day=front.day, days=7) if front.day else None
    return (
        front.day, front.today, front.usual, front.since, front.spanned, front.lead, front.ahead,
        front.reports, front.publishers, front.coverage, front.newest, risers,
        actors.most_named(db, criteria, days=7),
    )  # fmt: skip


QUESTIONS: Mapping[str, Answer] = {
    "totals": lambda db, criteria, chance: stories.totals(db, criteria),
    "newest": lambda db, criteria, chance: stories.newest(
        db, criteria, order=chance.choice(get_args(stories.Order)), limit=20
    ),
    "desk": _desk,
    "timeline": _over_time,
    "actors": lambda db, criteria, chance: actors.counts(db, criteria, limit=10_000),
    "network": _network,
    "matrix": lambda db, criteria, chance: network.heads(db, network.MatrixRequest(criteria=criteria)),
    "ego": lambda db, criteria, chance: ego.layout(
        db, ego.EgoRequest(criteria=criteria, unit=chance.choice(UNITS), minimum=1)
    ),
    "compare": lambda db, criteria, chance: compare.changes(
        db, compare.ComparisonRequest(criteria=criteria, unit=chance.choice(UNITS))
    ),
    "over time": _shares,
    "drawer": _drawer,
    "reports": lambda db, criteria, chance: Relations(db, criteria).number_of_reports,
    "browse": lambda db, criteria, chance: (
        tags.counts(db, criteria, limit=10_000), authors.counts(db, criteria, limit=10_000),
        publishers.counts(db, criteria),
    ),
    "options": lambda db, criteria, chance: [
        facets.options(db, criteria, field=field, limit=50) for field in facets.NAMED
    ],
}  # fmt: skip


def as_text(answer: object) -> object:
    """Return an answer as text, with numbers as exact as sums in another order leave them."""
    if isinstance(answer, pd.DataFrame):
        return as_text([answer.to_dict("list"), {str(key): its for key, its in answer.attrs.items()}])
    if isinstance(answer, Mapping):
        return {str(key): as_text(each) for key, each in answer.items()}
    if isinstance(answer, list | tuple):
        return [as_text(each) for each in answer]
    return f"{answer:.9g}" if isinstance(answer, float) else str(answer)


def answered(path: Path, count: int) -> Iterator[tuple[str, Filter, object]]:
    """Yield each answer, under what names it and with its filter; each filter has a reading of its own."""
    with open_for_reading(path) as db:
        chosen = [Filter(), *islice(filters(db), count)]
    for number, criteria in enumerate(chosen):
        with open_for_reading(path) as db:
            for name, question in QUESTIONS.items():
                try:
                    answer = as_text(question(db, criteria, random.Random(number)))
                except QueryError as error:
                    answer = str(error)
                yield f"{number} {name}", criteria, answer


def unlike_a_plain_count(path: Path, count: int) -> Iterator[tuple[Filter, str]]:
    """Yield each filter under which a plain count gives other numbers, and which these are."""
    with open_for_reading(path) as db:
        chosen, rows = [Filter(), *islice(filters(db), count)], plain.mentions(db)
    for number, criteria in enumerate(chosen):
        with open_for_reading(path) as db, suppress(SearchRefused):
            unit = [*plain.PLACES][number % len(plain.PLACES)]
            for what in plain.differences(db, criteria, rows, unit):
                yield criteria, what


def main() -> int:
    """Ask, keep and compare; return 1 where an answer differs."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("archive", type=Path)
    given.add_argument("--filters", type=int, default=1_000)
    given.add_argument("--make", type=int, default=20_000)
    given.add_argument("--to", type=Path)
    given.add_argument("--against", type=Path)
    given.add_argument("--show", default="")
    given.add_argument("--plain", action="store_true")
    asked = given.parse_args()
    if not asked.archive.exists():
        make(asked.archive, asked.make)
    if asked.plain:
        differ = 0
        for criteria, what in unlike_a_plain_count(asked.archive, asked.filters):
            differ += 1
            print(f"{what} under {criteria}", flush=True)
        print(f"{asked.filters + 1:,} filters; {differ} counts differ from a plain one")
        return 1 if differ else 0
    before = json.loads(asked.against.read_text(encoding="utf-8")) if asked.against else {}
    kept, differ = {}, 0
    for name, criteria, answer in answered(asked.archive, asked.filters):
        kept[name] = hashlib.sha256(json.dumps(answer).encode()).hexdigest()[:16]
        if asked.show == name:
            print(json.dumps(answer, indent=1))
        if name in before and before[name] != kept[name]:
            differ += 1
            print(f"{name} differs under {criteria}", flush=True)
    if asked.to:
        asked.to.write_text(json.dumps(kept), encoding="utf-8")
    print(f"{len(kept):,} answers under {asked.filters + 1:,} filters; {differ} of {len(before):,} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
