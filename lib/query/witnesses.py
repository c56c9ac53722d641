"""One sentence for each independent origin: the first that was printed, with the number of its copies."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from lib.stats.origins import groups
from lib.store.archive import ArchiveReader


class Placed(Protocol):
    """A sentence by the row of its story and its number there."""

    @property
    def id(self) -> int: ...
    @property
    def first(self) -> int: ...


P = TypeVar("P", bound=Placed)


def witnesses(db: ArchiveReader, found: Sequence[P]) -> list[tuple[P, int]]:
    """For each origin its oldest sentence and the number of other stories with a copy of it.

    `found` comes newest first, and so does the answer.
    """
    origin = groups(_bands(db, found))
    oldest: dict[object, P] = {}
    stories: dict[object, set[int]] = {}
    for each in reversed(found):
        key = origin[each.id]
        oldest.setdefault(key, each)
        stories.setdefault(key, set()).add(each.id)
    return [(each, len(stories[key]) - 1) for key, each in reversed(oldest.items())]


def _bands(db: ArchiveReader, found: Sequence[Placed]) -> Iterator[tuple[int, object]]:
    """Yield each story with the bands of its sentences, and with itself where they have none."""
    sql = "select id, sent, a, b, c from sentence_sketch where id in (select unnest($ids::integer[]))"
    rows = db.execute(sql, {"ids": sorted({each.id for each in found})}).fetchall()
    bands = {(row, number): own for row, number, *own in rows}
    for each in reversed(found):
        for band in bands.get((each.id, each.first), ()):
            yield each.id, band
        yield each.id, ("story", each.id)
