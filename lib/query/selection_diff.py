"""What differs between two selections: stories, their sentences, and the actors named together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from lib.actors.sentences import sentences
from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import selection, temp_table
from lib.query.filter.text_search import SEARCHED
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


@dataclass(frozen=True, slots=True)
class _Changed:
    """A story that one selection lacks, or that has another text in each; None stands for what is lacking."""

    article: str
    row_before: int | None  # of `article`
    row_after: int | None
    day_before: int | None  # since EPOCH; also None for a story without a date
    day_after: int | None

    @property
    def change(self) -> Change:
        """Whether the story was added, removed or revised."""
        if self.row_before is None:
            return "added"
        return "removed" if self.row_after is None else "revised"


def between(db: ArchiveReader, before: Filter, after: Filter) -> Between:
    """Return how many stories were added, removed and revised, the first of them, and each day's change."""
    old, new = _table_of_texts(db, before), _table_of_texts(db, after)
    rows = db.execute(f"""
        select coalesce(n.article, o.article), o.id, n.id, o.day, n.day
        from {old} o full join {new} n using (article) where o.id is distinct from n.id
        order by (o.id is null) <> (n.id is null), coalesce(n.day, o.day) desc nulls last, 1""").fetchall()
    changed = [_Changed(*row) for row in rows]
    kinds = [each.change for each in changed]
    return Between(
        numbers={change: kinds.count(change) for change in CHANGES}, days=_days(changed),
        stories=tuple(_stories(db, before, after, changed[:SHOWN])),
    )  # fmt: skip


def _stories(
    db: ArchiveReader, before: Filter, after: Filter, changed: Sequence[_Changed]
) -> Iterator[Story]:
    """Yield what changed in each of the stories, and which pairs of actors it gained or lost."""
    old = [each.row_before for each in changed if each.row_before is not None]
    new = [each.row_after for each in changed if each.row_after is not None]
    sentences_of = _sentences_by_row(db, {*old, *new})
    pairs_before, pairs_after = _pairs_by_row(db, before, old), _pairs_by_row(db, after, new)
    for each in changed:
        first = pairs_before.get(each.row_before, set())
        second = pairs_after.get(each.row_after, set())
        said_before, said_after = sentences_of[each.row_before], sentences_of[each.row_after]
        headline, *_ = (*(said_after or said_before), "")
        yield Story(
            article_id=each.article, headline=headline, change=each.change,
            said=tuple(_differences(said_before, said_after)) if each.change == "revised" else (),
            gained=tuple(sorted(second - first)), lost=tuple(sorted(first - second)),
        )  # fmt: skip


def _days(changed: Sequence[_Changed]) -> dict[date, int]:
    """Return {day: stories gained, or lost if negative}, without days that have as many as before."""
    gained: dict[int, int] = defaultdict(int)
    for each in changed:
        if each.day_before is not None:
            gained[each.day_before] -= 1
        if each.day_after is not None:
            gained[each.day_after] += 1
    return {EPOCH + timedelta(days=day): stories for day, stories in sorted(gained.items()) if stories}


def moments(db: ArchiveReader, *, limit: int = 3) -> list[datetime]:
    """Return midnight of the last days on which a batch was stored, latest first.

    The archive's first day is left out.
    """
    zone = ZoneInfo(db.setting("desk_zone") or "UTC")
    rows = db.execute("select stored_at from batch order by batch").fetchall()
    days = sorted({stored.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date() for (stored,) in rows})
    return [datetime.combine(day, time(), zone) for day in reversed(days[1:])][:limit]


def _table_of_texts(db: ArchiveReader, criteria: Filter) -> str:
    """Return the name of a temp table (article, id, day) of the selected stories' shown rows."""
    sql = f"select article, id, day from {selection(db, criteria).articles}"
    return temp_table(db, ("texts of a selection", criteria), sql)


def _sentences_by_row(db: ArchiveReader, rows: Collection[int]) -> Mapping[int | None, list[str]]:
    """Return {row of `article`: its sentences, the headline first}; for the row None, []."""
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
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for what, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if what != "equal":
            yield from zip_longest(old[old_start:old_end], new[new_start:new_end], fillvalue="")


def _pairs_by_row(db: ArchiveReader, criteria: Filter, rows: Sequence[int]) -> Mapping[int | None, set[Pair]]:
    """Return {row of `article`: pairs of actors' names that one of its sentences holds}."""
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
