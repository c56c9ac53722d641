"""Making the recipe of a drawn chart."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import pandas as pd

from lib import VERSION
from lib.export.figure import digest
from lib.export.json_values import json_value
from lib.figures.addresses import address_of
from lib.figures.drawn import Drawn
from lib.model.filter import Filter
from lib.model.recipe import LISTED, Recipe, Rows, Slice
from lib.query import listing
from lib.query.compare import other_side
from lib.query.filter.address import to_query
from lib.store.archive import ArchiveReader

DIGITS = 9  # of a number in a recipe: sums in another order differ in the last of sixteen
_PLACEMENT = frozenset(("x", "y", "community", "betweenness"))  # computed from the pairs, which are the data


def recipe_of(db: ArchiveReader, drawn: Drawn) -> Recipe:
    """Return the recipe of a chart that was drawn from the archive's present state."""
    public = _without_labels(drawn)
    return Recipe(
        chart=drawn.name, address=address_of(public), title=drawn.title, source=drawn.note,
        rows={part: rows_of(frame) for part, frame in drawn.frames.items()},
        slice=slice_of(listing.revisions(db, *_filters(drawn))),
        decisions=sorted(drawn.decisions), figure=digest(drawn.figure), withheld=public is not drawn,
        **version_and_time(),
    )  # fmt: skip


def version_and_time() -> dict[str, str]:
    """Return a recipe's "version" and "made_at": the versions of Wireroom and Plotly, and the time."""
    by = f"Wireroom {VERSION}, Plotly {version('plotly')}"
    return {"version": by, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}


def _filters(drawn: Drawn) -> Iterable[Filter]:
    """Yield the filter of the chart's stories and, if they are compared with others, the filter of these."""
    yield drawn.criteria
    if against := _compared_filter(drawn):
        yield against


def _compared_filter(drawn: Drawn) -> Filter | None:
    """Return the filter of the selection that the chart is compared with; None if none was given."""
    given = str(drawn.options.get("against", ""))
    return other_side(drawn.criteria, given) if "=" in given else None


def _without_labels(drawn: Drawn) -> Drawn:
    """Return the chart without the reader's labels in its filters; the same chart if they have none."""
    if not any(each.labels for each in _filters(drawn)):
        return drawn
    options = dict(drawn.options)
    if against := _compared_filter(drawn):
        options["against"] = to_query(replace(against, labels=())) or "q="
    return replace(drawn, criteria=replace(drawn.criteria, labels=()), options=options)


def slice_of(revisions: Mapping[str, str]) -> Slice:
    """Return the Slice of a recipe from the stories' revisions by id: number, hash, and, if few, the list."""
    listed = "\n".join(f"{article} {revision}" for article, revision in sorted(revisions.items()))
    return Slice(
        stories=len(revisions), sha256=hashlib.sha256(listed.encode()).hexdigest(),
        listed=dict(sorted(revisions.items())) if len(revisions) <= LISTED else None,
    )  # fmt: skip


def rows_of(frame: pd.DataFrame) -> Rows:
    """Return a frame as the Rows of a recipe, without the placement of a network's nodes."""
    data = frame[[name for name in frame.columns if name not in _PLACEMENT]]
    rows = [[_plain(value) for value in row] for row in data.itertuples(index=False, name=None)]
    return Rows(columns=[str(name) for name in data.columns], rows=rows)


def _plain(value: Any) -> Any:
    """Return a cell as JSON holds it: times in ISO 8601, floats with nine digits, NaN and infinity None."""
    held = json_value(value)
    if isinstance(held, float):
        return float(f"{held:.{DIGITS}g}")
    return held if held is None or isinstance(held, bool | int | str) else str(value)
