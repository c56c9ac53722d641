"""What differs between two selections: stories, their sentences, and the actors named together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH, SEARCHED
from lib.query.filter.selection import selection, temp_table
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

Change = Literal["added", "removed", "revised"]
CHANGES: tuple[Change, ...] = get_args(Change)
SHOWN = 40  # stories that are listed one by one
Pair = tuple[str, str]  # names


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story that was added, removed or revised: id, headline, and what differs.

    `said` are its sentences that differ, each before and after, "" for none. gained and lost are pairs of
    actors named in one sentence.
    """

    article_id: str
    headline: str
    change: Change
    said: tuple[tuple[str, str], ...] = ()
    gained: tuple[Pair, ...] = ()
    lost: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The difference of two selections: how many stories changed, the first of them, each day's change."""

    numbers: Mapping[Change, int]
    stories: tuple[Story, ...]
    days: Mapping[date, int]  # by how many stories a day has more; those without change are left out


def between(db: ArchiveReader, before: Filter, after: Filter) -> Between:
    """Return how many stories were added, removed and revised, the first of them, and each day's change."""
    old, new = _table_of_texts(db, before), _table_of_texts(db, after)
    rows = db.execute(f"""
        select coalesce(n.article, o.article), o.id, n.id, (o.day, n.day)
        from {old} o full join {new} n using (article) where o.id is distinct from n.id
        order by (o.id is null) <> (n.id is null), coalesce(n.day, o.day) desc nulls last, 1""").fetchall()
    changes = [(article, was, now) for article, was, now, *_ in rows]
    kinds = [_kind_of_change(was, now) for _, was, now in changes]
    return Between(
        numbers={each: kinds.count(each) for each in CHANGES}, days=_days(days for *_, days in rows),
        stories=tuple(_stories(db, before, after, changes[:SHOWN])),
    )  # fmt: skip


def _stories(
    db: ArchiveReader, before: Filter, after: Filter, changes: Sequence[tuple[str, int | None, int | None]]
) -> Iterator[Story]:
    """Yield what changed in each story (id, row before, row after), and which pairs it gained or lost."""
    old = [was for _, was, _ in changes if was is not None]
    new = [now for _, _, now in changes if now is not None]
    described = _described(db, {*old, *new})
    was_paired, is_paired = _pairs(db, before, old), _pairs(db, after, new)
    for article, was, now in changes:
        first, second = was_paired.get(was, set()), is_paired.get(now, set())
        text, change = described[was if now is None else now], _kind_of_change(was, now)
        yield Story(
            article_id=article, headline=text[0] if text else "", change=change,
            said=tuple(_differences(described[was], described[now])) if change == "revised" else (),
            gained=tuple(sorted(second - first)), lost=tuple(sorted(first - second)),
        )  # fmt: skip


def _days(moves: Iterable[tuple[int | None, int | None]]) -> dict[date, int]:
    """Return by day how many stories it gains or loses, from each story's day before and after."""
    by: dict[int, int] = defaultdict(int)
    for was, now in moves:
        for day, step in ((was, -1), (now, 1)):
            if day is not None:
                by[day] += step
    return {EPOCH + timedelta(days=day): more for day, more in sorted(by.items()) if more}


def moments(db: ArchiveReader, *, limit: int = 3) -> list[datetime]:
    """Return the starts of the last days with a new batch, latest first, but for the archive's first day."""
    zone = ZoneInfo(db.setting("desk_zone") or "UTC")
    rows = db.execute("select stored_at from batch order by batch").fetchall()
    days = sorted({stored.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date() for (stored,) in rows})
    return [datetime.combine(day, time(), zone) for day in reversed(days[1:])][:limit]


def _table_of_texts(db: ArchiveReader, criteria: Filter) -> str:
    sql = f"select article, id, day from {selection(db, criteria).articles}"
    return temp_table(db, ("held", criteria), sql)


def _kind_of_change(was: int | None, now: int | None) -> Change:
    return "added" if was is None else "removed" if now is None else "revised"


def _described(db: ArchiveReader, rows: Collection[int]) -> Mapping[int | None, list[str]]:
    """Return by row of `article` its sentences, the headline first."""
    sql = """
        select id, zone, text from article_block
        where id in (select unnest($rows::integer[])) and zone in (select unnest($zones::integer[]))
        order by id, zone <> $first, block"""
    zones = {"zones": [ZONES.index(zone) for zone in SEARCHED], "first": ZONES.index("headline")}
    found: dict[int | None, list[str]] = defaultdict(list)
    for row, zone, text in db.execute(sql, {"rows": list(rows), **zones}).fetchall():
        whole = zone == zones["first"]
        found[row] += [text] if whole else [text[start:end] for start, end in sentences(text)]
    return found


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sentences that differ, before and after, "" for none."""
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what != "equal":
            was, now = old[a:b], new[c:d]
            for place in range(max(len(was), len(now))):
                yield (was[place] if place < len(was) else "", now[place] if place < len(now) else "")


def _pairs(db: ArchiveReader, criteria: Filter, rows: Sequence[int]) -> Mapping[int | None, set[Pair]]:
    """Return for each row of `article` the pairs of names that one of its sentences holds."""
    table = Relations(db, criteria).names
    sql = f"""
        select distinct x.id, least(a.name, b.name), greatest(a.name, b.name)
        from {table} x join {table} y using (id, chunk)
        join actor a on a.actor_id = x.actor_id join actor b on b.actor_id = y.actor_id
        where x.actor_id < y.actor_id and x.smask & y.smask <> 0
            and x.id in (select unnest($rows::integer[]))"""
    found: dict[int | None, set[Pair]] = defaultdict(set)
    for row, one, other in db.execute(sql, {"rows": list(rows)}).fetchall():
        found[row].add((one, other))
    return found
