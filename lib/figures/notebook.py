"""The archive as notebooks and scripts read it: the frames and figures of the pages.

>>> from lib import open_archive
>>> archive = open_archive()
>>> archive.stories("tags=China&since=2024-04-01")

A selection is a filter as it stands behind the ? of a page's address, or a `lib.model.filter.Filter`; "" is
all. What cannot be read raises UnreadableFilter, also what a page keeps there beside the filter; an option
that is none of its choices raises FigureError.
The archive is opened for each question and closed again, so that new stories can be stored between two.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import pandas as pd

from lib.figures.asking import asking
from lib.figures.chart_options import option_types, typed
from lib.figures.drawing import draw
from lib.figures.drawn import Drawn
from lib.model.filter import Filter
from lib.model.periods import TimeUnit
from lib.query import actors, coverage, listing, network
from lib.query.filter.address import filter_of
from lib.query.pairs import Lists, Unit
from lib.store import sql
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.paths import archive_path, sample_path
from lib.store.unusable import missing

T = TypeVar("T")
Selection = str | Filter


class Archive:
    """An archive for notebooks and scripts: each method runs one query on it."""

    def __init__(self, archive: Path) -> None:
        if not archive.is_file():
            raise missing(archive)
        self.path = archive

    def __repr__(self) -> str:
        return f"Archive({str(self.path)!r})"

    def stories(self, selection: Selection = "") -> pd.DataFrame:
        """Return the selected stories and briefs with their texts, the newest first.

        The columns are those of a saved list (lib.query.listing.COLUMNS) and `text`.
        """
        return self._answer(lambda db: listing.listing(db, _as_filter(selection)))

    def mentions(self, selection: Selection = "") -> pd.DataFrame:
        """Return the mentions of actors in the selected stories, of the selection's zones, roles and kinds.

        The columns are those of the documented view `mentions` (lib.store.documented).
        """
        return self._answer(lambda db: listing.mentions(db, _as_filter(selection)))

    def actors(self, selection: Selection = "", *, limit: int = 50) -> pd.DataFrame:
        """Return the actors named in most of the selected stories, as "Most named" shows them."""
        return self._answer(lambda db: actors.counts(db, _as_filter(selection), limit=limit))

    def pairs(
        self,
        selection: Selection = "",
        *,
        unit: Unit = "sentence",
        minimum: int = 2,
        lists: Lists = "apart",
        most: int = 60,
        ties: network.Ties = "core",
        chance: network.Chance = "any",
    ) -> pd.DataFrame:
        """Return the pairs of actors named together: the lines of the network on the Actors page.

        `ties="all"` gives every pair among the `most` strongest actors. The columns are EDGES of
        lib.query.network, whose docstring of `edges` says how they are counted.
        """
        chosen = _choices(network.edges, "network", unit=unit, lists=lists, ties=ties, chance=chance)
        request = network.NetworkRequest(criteria=_as_filter(selection), minimum=minimum, most=most, **chosen)
        return self._answer(lambda db: network.edges(db, request))

    def timeline(
        self, selection: Selection = "", *, by: coverage.By = "none", unit: TimeUnit = "day"
    ) -> pd.DataFrame:
        """Return the number of selected stories in each unit of time: what the Timeline draws."""
        chosen = _choices(coverage.over_time, "timeline", by=by, unit=unit)
        return self._answer(lambda db: coverage.over_time(db, _as_filter(selection), **chosen))

    def chart(
        self,
        name: str,
        selection: Selection = "",
        *,
        theme: Literal["light", "dark"] = "light",
        **options: Any,
    ) -> Drawn:
        """Draw a chart of lib.figures.NAMES; the result has its data, source line and description.

        Options are those of the page's address, as `unit="paragraph"`; raises FigureError for unknown ones.
        """
        return self._answer(lambda db: draw(name, _as_filter(selection), asking(db), theme=theme, **options))

    def figure(self, name: str, selection: Selection = "", **options: Any) -> Any:
        """Return a chart as a Plotly figure with its title and its source line."""
        return self.chart(name, selection, **options).printed()

    def sql(self, statement: str, *, seconds: float = sql.SECONDS) -> pd.DataFrame:
        """Return the rows of one SELECT statement over the views of lib.store.documented."""
        return sql.ask(self.path, statement, seconds=seconds)

    def _answer(self, question: Callable[[ArchiveReader], T]) -> T:
        with open_for_reading(self.path) as db:
            return question(db)


def open_archive(path: str | Path | None = None) -> Archive:
    """Open an archive, by default the reader's own, else the sample; ArchiveMissing where there is none."""
    if path is None:
        path = sample_path() if sample_path().is_file() and not archive_path().is_file() else archive_path()
    return Archive(Path(path).expanduser())


def _as_filter(selection: Selection) -> Filter:
    return selection if isinstance(selection, Filter) else filter_of(selection)


def _choices(question: Callable[..., Any], chart: str, **options: str) -> dict[str, Any]:
    """Return the options of a question that the chart `chart` draws, checked.

    Raises UnreadableOption for a value that is not among an option's choices.
    """
    types = option_types(question)
    return {name: typed(value, types[name], chart=chart, option=name) for name, value in options.items()}
