"""The stories that the reader has noted on, the places of highlighted passages, and the actors in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.stories import rows_of, rows_with_ids
from lib.store.archive import ArchiveReader
from lib.store.journal.highlights import Highlight, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note or highlight with its story, a row of `stories.newest`, its place and the actors named in it."""

    note: Highlight
    story: Mapping[str, Any]
    at: str = ""  # block-start of the passage; "" where its words are gone, and for the note on a story
    actors: tuple[tuple[str, str], ...] = ()  # key and name

    @property
    def name(self) -> str:
        """What identifies the note: the key of the highlight, or the story's id for a note on a story."""
        return self.note.key or self.note.article

    @property
    def is_lost(self) -> bool:
        """Whether the words of a passage are no longer in the story."""
        return bool(self.note.quote) and not self.at


class _Place(NamedTuple):
    """Where the passage of note number n stands: the row of its story, the block, its ends in the block."""

    n: int
    id: int
    block: int
    first: int
    last: int


def noted(db: ArchiveReader, criteria: Filter, *, held: tuple[Highlight, ...]) -> tuple[Noted, ...]:
    """Return the notes whose stories the filter selects, the newest story first, each in the given order."""
    found = rows_with_ids(db, criteria, {each.article for each in held})
    rows: Any = rows_of(db, found, as_of=criteria.as_of).to_dict("records")
    stories = {str(row["article_id"]): row for row in rows}
    places = list(_places(db, criteria, held))
    at, actors = {n: f"{block}-{first}" for n, _, block, first, _ in places}, _actors(db, places)
    listed = [
        Noted(note=each, story=stories[each.article], at=at.get(n, ""), actors=tuple(actors[n]))
        for n, each in enumerate(held)
        if each.article in stories
    ]
    order = {article: number for number, article in enumerate(stories)}
    return tuple(sorted(listed, key=lambda each: order[each.note.article]))


def _places(db: ArchiveReader, criteria: Filter, held: Sequence[Highlight]) -> Iterator[_Place]:
    """Yield the place of each highlighted passage, where Read marks it too; none if its words are gone."""
    sql = f"""
        with passage as (
            select unnest($passages::struct(n integer, article varchar, quote varchar)[], recursive := true))
        select n, id, block, text from passage join {selection(db, criteria).articles} using (article)
        join article_block using (id) where contains(text, quote) order by n, block"""
    asked = [
        {"n": n, "article": each.article, "quote": each.quote} for n, each in enumerate(held) if each.quote
    ]
    rows = db.execute(sql, {"passages": asked}).fetchall()
    for (n, row), group in groupby(rows, key=itemgetter(0, 1)):
        blocks, texts = zip(*((block, text) for _, _, block, text in group), strict=True)
        if at := place(held[n], texts):
            yield _Place(n, row, blocks[at.block], at.start, at.end)


def _actors(db: ArchiveReader, places: Iterable[_Place]) -> Mapping[int, list[tuple[str, str]]]:
    """Return by number of a note the (key, name) of each actor whom its passage names, in order of names."""
    sql = """
        with place as (select unnest($places::struct(
            n integer, id integer, block integer, first integer, last integer)[], recursive := true))
        select distinct n, key, name from place join mention using (id, block) join actor using (actor_id)
        where start >= first and "end" <= last order by n, name, key"""
    found = defaultdict[int, list[tuple[str, str]]](list)
    for n, key, name in db.execute(sql, {"places": [each._asdict() for each in places]}).fetchall():
        found[n].append((key, name))
    return found
