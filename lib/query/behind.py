"""Every piece of evidence behind the pairs of a network, as the network counts it."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from lib.model.filter import Filter
from lib.query.compare import sides
from lib.query.evidence import ALL, sentences
from lib.store.archive import ArchiveReader


def every(db: ArchiveReader, criteria: Filter, pairs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """For each pair of lib.query.network, backbone, ego or compare as many rows as it weighs.

    A row is one of lib.query.evidence with its pair (source, target, source_id, target_id) and unit in front;
    of a comparison it also tells its side, and a pair has the rows of both sides. The selection is that of
    which the pairs were asked.
    """
    unit = pairs.attrs["unit"]
    for pair in _records(pairs[["source", "target", "source_id", "target_id"]]):
        for side, selected in _sides(db, criteria, pairs):
            found = sentences(
                db, selected, actor=pair["source_id"], other=pair["target_id"], unit=unit, limit=ALL
            )
            for row in _records(found):
                yield {**pair, "unit": unit, **side, **row}


def _sides(db: ArchiveReader, criteria: Filter, pairs: pd.DataFrame) -> list[tuple[dict[str, str], Filter]]:
    if "against" not in pairs.attrs:
        return [({}, criteria)]
    before, after = sides(db, criteria, pairs.attrs["against"])
    return [({"side": "before"}, before), ({"side": "after"}, after)]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.to_dict("records")  # type: ignore[return-value]
