"""The stories that the reader has noted on, the places of highlighted passages, and the actors in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.query.filter.selection import selection
from lib.query.frames import Columns, ask
from lib.query.stories import rows_of
from lib.store.archive import ArchiveReader
from lib.store.journal.highlights import Highlight

PLACES: Columns = {"passage": "count", "block": "count", "start": "count", "keys": "list", "actors": "list"}


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


def noted(db: ArchiveReader, criteria: Filter, *, held: tuple[Highlight, ...]) -> tuple[Noted, ...]:
    """Return the notes whose stories the filter selects, the newest story first, each in the given order."""
    sql = f"""
        select id from {selection(db, criteria).articles}
        where article in (select unnest($articles::varchar[]))
        order by published_at desc nulls last, id desc"""
    found = db.execute(sql, {"articles": sorted({each.article for each in held})}).fetchall()
    frame = rows_of(db, [row for (row,) in found], as_of=criteria.as_of)
    rows: Iterable[Any] = frame.to_dict("records")
    stories = {str(row["article_id"]): row for row in rows}
    where: Any = places(db, criteria, passages=[(each.article, each.quote) for each in held]).itertuples()
    place = {row.passage: row for row in where}
    order = {article: number for number, article in enumerate(stories)}
    listed = [
        Noted(
            note=each,
            story=stories[each.article],
            at=f"{at.block}-{at.start}" if (at := place.get(number)) is not None else "",
            actors=tuple(zip(at.keys, at.actors, strict=True)) if at is not None else (),
        )
        for number, each in enumerate(held)
        if each.article in stories
    ]
    return tuple(sorted(listed, key=lambda each: order[each.note.article]))


def places(db: ArchiveReader, criteria: Filter, *, passages: Iterable[tuple[str, str]] = ()) -> pd.DataFrame:
    """Return where passages (story id, words) stand first, and who is named in each; no row if nowhere."""
    asked = [(number, *each) for number, each in enumerate(passages) if each[1]]
    numbers, articles, quotes = zip(*asked, strict=True) if asked else ((), (), ())
    sql = f"""
        with passage as (
            select unnest($numbers::integer[]) as n, unnest($articles::varchar[]) as article,
                unnest($quotes::varchar[]) as quote),
        place as (
            select n, id, block, strpos(text, quote) - 1 as start, length(quote) as long
            from passage join {selection(db, criteria).articles} story using (article)
            join article_block using (id) where contains(text, quote)
            qualify row_number() over (partition by n order by block) = 1),
        called as (
            select distinct n, key, name from place join mention using (id, block)
            join actor using (actor_id)
            where mention.start >= place.start and mention."end" <= place.start + long)
        select n, any_value(block), any_value(start),
            coalesce(list(key order by name) filter (key is not null), []),
            coalesce(list(name order by name) filter (key is not null), [])
        from place left join called using (n) group by n order by n"""
    given = {"numbers": list(numbers), "articles": list(articles), "quotes": list(quotes)}
    return ask(db, sql, given, PLACES)
