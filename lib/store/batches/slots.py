"""Which story stood in which box of a page, at which place, in each capture: Most popular, Editors' picks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lib.model.parsed import Parsed
from lib.store.batches.identity import desk_day
from lib.store.batches.known import with_column
from lib.store.batches.rows import EPOCH, insert, naive


class SlotRow(NamedTuple):
    """A row of the table slot_card."""

    sha256: str
    article: str
    captured_at: datetime | None
    captured_assumed: str | None
    day: int | None
    position: int
    slot: str
    rank: int | None
    headline: str
    url: str | None


def write_slots(
    connection: duckdb.DuckDBPyConnection,
    batch: Iterable[object],
    hosts: Mapping[str | None, str | None],
    zone: ZoneInfo,
) -> None:
    """Note the boxes of those captures of the batch that have a story; what was noted of them is replaced.

    `hosts` gives the story of a capture by its sha256.
    A capture is noted though it brings no new text: the boxes beside a story change more often than it does.
    """
    parsed = [each for each in batch if isinstance(each, Parsed) and hosts.get(each.capture.sha256)]
    if not parsed:
        return
    with_column(connection, "slot_capture", pa.array([each.capture.sha256 for each in parsed], pa.string()))
    connection.execute("delete from slot_card where sha256 in (from slot_capture)")
    rows = {each.capture.sha256: _rows(each, str(hosts[each.capture.sha256]), zone) for each in parsed}
    insert(connection, "slot_card", SlotRow._fields, [row for each in rows.values() for row in each])


def _rows(parsed: Parsed, host: str, zone: ZoneInfo) -> list[SlotRow]:
    capture = parsed.capture
    day = desk_day(capture.captured_at, zone)
    return [
        SlotRow(
            sha256=capture.sha256, article=host, captured_at=naive(capture.captured_at),
            captured_assumed=capture.captured_assumed, day=(day - EPOCH).days if day else None,
            position=place, slot=card.slot, rank=card.rank, headline=card.headline,
            url=card.url,
        )
        for place, card in enumerate(parsed.cleaned.related)
        if card.slot
    ]  # fmt: skip
