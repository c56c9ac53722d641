"""Random filters: what each panel counts is what pandas counts in the stories themselves; pairs are counted
plainly in test_plain_count.py.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bench.generate import FIRST_DAY, World
from lib.model.article import DEFAULT_ZONES
from lib.model.filter import Choice, Filter
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, KINDS
from lib.model.parsed import Parsed
from lib.query import actors, authors, coverage, publishers, stories, tags
from lib.store.archive import ArchiveReader, create, open_for_reading
from lib.store.batches.stories import save
from lib.store.upkeep.compact import compact

UNDATED = 17  # each so many stories one has no date


@dataclass(frozen=True, kw_only=True)
class Told:
    """Generated stories as frames: one row a story, a tag, an author, a mention."""

    stories: pd.DataFrame
    tags: pd.DataFrame
    authors: pd.DataFrame
    mentions: pd.DataFrame


def made(count: int, seed: int = 5) -> list[Parsed]:
    """Return generated stories, some of them without a date."""
    found = []
    for number, each in enumerate(World(count, seed).stories()):
        story = each.cleaned.article
        if number % UNDATED == 0:
            story = replace(story, published_at=None, published_as=None)
        found.append(replace(each, cleaned=replace(each.cleaned, article=story)))
    return found


def note(parsed: list[Parsed]) -> Told:
    """Return the stories as frames, without a look at any archive."""
    own = [each.cleaned.article for each in parsed]
    rows = [
        (n, a.published_at.date() if a.published_at else None, a.publisher, a.section, a.language,
         "\n\n".join(block.text for block in a.blocks))
        for n, a in enumerate(own)
    ]  # fmt: skip
    mentions = [
        (n, m.actor_id, m.kind, m.role, each.cleaned.article.blocks[m.block].zone)
        for n, each in enumerate(parsed)
        for m in each.mentions
    ]
    return Told(
        stories=pd.DataFrame(rows, columns=["story", "day", "publisher", "section", "language", "text"]),
        tags=pd.DataFrame([(n, tag) for n, a in enumerate(own) for tag in a.tags], columns=["story", "name"]),
        authors=pd.DataFrame(
            [(n, who) for n, a in enumerate(own) for who in dict.fromkeys(a.authors)],
            columns=["story", "name"],
        ),
        mentions=pd.DataFrame(mentions, columns=["story", "actor", "kind", "role", "zone"]),
    )


def drawn(chance: random.Random, known: Told, *, worded: bool) -> Filter:
    """Return a filter of one to three conditions, with words or without."""

    def some(column: "pd.Series[Any]", most: int = 3) -> tuple[str, ...]:
        return tuple(chance.choices(column.tolist(), k=chance.randint(1, most)))

    def choice(column: "pd.Series[Any]") -> Choice:
        return Choice(**{chance.choice(("any", "all", "none")): some(column, 2)})

    since = FIRST_DAY.date() + timedelta(days=chance.randrange(1000))
    parts: dict[str, Any] = {
        "since": since, "until": since + timedelta(days=chance.randrange(400)),
        "publishers": some(known.stories["publisher"]), "sections": some(known.stories["section"]),
        "languages": some(known.stories["language"], 1), "authors": some(known.authors["name"]),
        "tags": choice(known.tags["name"]), "actors": choice(known.mentions["actor"]),
        "kinds": tuple(chance.sample(KINDS, k=chance.randint(1, len(KINDS)))),
        "roles": chance.choice((("name",), ("name", "demonym"), ("surname",))),
        "zones": chance.choice((("body",), ("headline",), (*DEFAULT_ZONES, "caption"))),
    }  # fmt: skip
    criteria = Filter(**{name: parts[name] for name in chance.sample([*parts], k=chance.randint(1, 3))})
    return replace(criteria, text=_words(chance, known)) if worded else criteria


def _words(chance: random.Random, known: Told) -> str:
    words = chance.choice(known.stories["text"].tolist()).split()
    place = chance.randrange(len(words) - 2)
    first, second = words[place].strip("."), words[place + 1].strip(".")
    return chance.choice(
        (first[:3], first, f"{first} {words[3]}", f'"{first} {second}"', f"{first} -{words[3]}")
    )


def _holds(text: str, search: str) -> bool:
    """Return whether a text fits a search of `_words`."""
    low = text.lower()
    if search.startswith('"'):
        return bool(re.search(rf"\b{search[1:-1].lower().replace(' ', chr(92) + 's+')}\b", low))
    return all(
        bool(re.search(rf"\b{re.escape(word.lstrip('-').lower())}", low)) != word.startswith("-")
        for word in search.split()
    )


def selected(known: Told, criteria: Filter, *, dated: bool = True) -> set[int]:
    """Return the numbers of the stories that the filter selects; its days may be left out."""
    rows = known.stories
    keep = pd.Series(True, index=rows.index)
    for column, values in (
        ("publisher", criteria.publishers), ("section", criteria.sections), ("language", criteria.languages),
    ):  # fmt: skip
        keep &= rows[column].isin(values) if values else True
    if dated and (criteria.since or criteria.until):
        first, last = criteria.since or date.min, criteria.until or date.max
        keep &= rows["day"].map(lambda day: day is not None and first <= day <= last)
    if criteria.text:
        keep &= rows["text"].map(lambda text: _holds(text, criteria.text))
    found = set(rows["story"][keep])
    if criteria.authors:
        found &= set(known.authors["story"][known.authors["name"].isin(criteria.authors)])
    named = places(known, criteria)
    for choice, frame, column in (
        (criteria.tags, known.tags, "name"), (criteria.actors, named, "actor"),
    ):  # fmt: skip
        having = {each: set(frame["story"][frame[column] == each]) for each in
                  (*choice.any, *choice.all, *choice.none)}  # fmt: skip
        if choice.any:
            found &= set().union(*(having[each] for each in choice.any))
        for each in choice.all:
            found &= having[each]
        for each in choice.none:
            found -= having[each]
    return found


def places(known: Told, criteria: Filter) -> pd.DataFrame:
    """Return the mentions in the zones and roles of the filter, of any kind."""
    own = known.mentions
    return own[own["zone"].isin(criteria.zones) & own["role"].isin(criteria.roles)]


def check(db: ArchiveReader, known: Told, criteria: Filter) -> None:
    """Hold every panel's numbers against those of pandas."""
    found = selected(known, criteria)
    own = known.stories[known.stories["story"].isin(found)]
    named = places(known, criteria)
    theirs = {
        name: frame[frame["story"].isin(found)]
        for name, frame in (("tag", known.tags), ("author", known.authors), ("actor", named))
    }
    counted = theirs["actor"][theirs["actor"]["kind"].isin(criteria.kinds)]
    days = own["day"].dropna()
    total = stories.totals(db, criteria).iloc[0]
    undated = own["day"].isna().sum()
    if criteria.since or criteria.until:
        rest = known.stories[known.stories["story"].isin(selected(known, criteria, dated=False))]
        undated = rest["day"].isna().sum()
    shown = ("stories", "publishers", "authors", "tags", "actors", "undated")
    assert [int(total[name]) for name in shown] == [
        len(own), own["publisher"].nunique(), theirs["author"]["name"].nunique(),
        theirs["tag"]["name"].nunique(), counted["actor"].nunique(), undated,
    ]  # fmt: skip
    if len(days):
        assert [total["first_day"], total["last_day"]] == [min(days), max(days)]
    listed = stories.newest(db, criteria, limit=10_000)
    assert set(listed["headline"]) == {text.split("\n")[0] for text in own["text"]}
    over = coverage.over_time(db, criteria)
    assert dict(zip(over["day"].dt.date, over["stories"], strict=True)) == days.value_counts().to_dict()
    for name, asked in (("tag", tags.counts), ("author", authors.counts)):
        answer = asked(db, criteria, limit=10_000)
        assert dict(zip(answer[name], answer["stories"], strict=True)) == (
            theirs[name]["name"].value_counts().to_dict()
        )
    papers = publishers.counts(db, criteria)
    assert dict(zip(papers["publisher"], papers["stories"], strict=True)) == (
        own["publisher"].value_counts().to_dict()
    )
    most = actors.counts(db, criteria, limit=10_000).set_index("actor_id")
    of = counted.groupby("actor")
    assert most["stories"].to_dict() == of["story"].nunique().to_dict()
    assert most["mentions"].to_dict() == of.size().to_dict()


def archive(folder: Path, parsed: list[Parsed]) -> Path:
    """Return an archive of the stories of which the last fifth came after a compaction."""
    path, late = folder / "archive.duckdb", len(parsed) * 4 // 5
    create(path, archive_zone="UTC")
    for first in range(0, late, 1000):
        save(path, parsed[first : min(first + 1000, late)])
    compact(path)
    save(path, parsed[late:])
    return path


def rounds(folder: Path, stories_made: int, filters: int, worded: int) -> Iterator[None]:
    parsed = made(stories_made)
    known, path, chance = note(parsed), archive(folder, parsed), random.Random(16)
    with open_for_reading(path) as db:
        assert db.totals
    for number in range(filters):
        criteria = drawn(chance, known, worded=number < worded)
        with open_for_reading(path) as db:
            check(db, known, criteria)
        yield


def test_each_panel_counts_what_pandas_counts(tmp_path: Path) -> None:
    assert len([*rounds(tmp_path, 150, 9, 3)]) == 9


@pytest.mark.soak
def test_each_panel_counts_what_pandas_counts_under_300_filters(tmp_path: Path) -> None:
    assert len([*rounds(tmp_path, 5_000, 300, 100)]) == 300


def test_defaults_are_among_what_is_drawn() -> None:
    known, chance = note(made(20)), random.Random(3)
    found = [drawn(chance, known, worded=False) for _ in range(50)]
    assert any(each.roles == DEFAULT_ROLES and each.kinds != DEFAULT_KINDS for each in found)
    assert any(each.zones != DEFAULT_ZONES for each in found)
