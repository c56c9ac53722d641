"""A drawn chart: its data, figure, title and source line, and what its files are made of."""

import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from lib.charts import Chart, title
from lib.charts.network import marked
from lib.charts.pair_words import NOUNS
from lib.charts.pairs import Network
from lib.charts.printed import PRESETS, Preset, fitted, printed
from lib.charts.style import PAGE, Room, Theme, toned
from lib.export.citation import quotation
from lib.export.graph import Graph
from lib.export.json_lines import json_lines
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import evidence
from lib.query.filter.compile import compile_filter
from lib.query.names_sought import CoverageNote
from lib.query.workbench import AsksFor
from lib.store.archive import ArchiveReader, open_for_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a reader writes on a figure: title and subtitle instead of its own, a note before its source."""

    title: str = ""
    subtitle: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart drawn for a selection: data, options, theme, source line, decisions, and archive with state."""

    name: str
    chart: Chart
    data: Any  # what the chart draws: a frame, or the actors and pairs of a network
    theme: Theme
    options: Mapping[str, Any]  # of the question and the chart, as they were given
    look: Mapping[str, Any]  # options of the chart itself
    note: str
    coverage: CoverageNote  # the note holds its full sentences
    decisions: tuple[str, ...]  # ids of those by hand that the actors in it rest on
    criteria: Filter
    selection: str  # the criteria in a few words, "" for all stories
    archive: Path
    state: str  # of the archive when it was drawn
    wording: Wording = Wording()

    @property
    def frame(self) -> pd.DataFrame:
        """The chart's data as a table; for a network its pairs."""
        frame: pd.DataFrame = self.data.edges if isinstance(self.data, Network) else self.data
        return frame

    @property
    def question(self) -> str:
        """The chart's question, with the actor's name where it is about one actor."""
        return title(self.chart, self.data)

    @property
    def title(self) -> str:
        """The chart's title: the reader's own, else its question and what is selected."""
        return self.wording.title or chart_title(self.question, self.selection)

    @property
    def alt(self) -> str:
        """The chart described in words."""
        return self.chart.alt(self.data)

    @cached_property
    def figure(self) -> Any:
        """The Plotly figure without title and source line, drawn once and then never changed."""
        return self._drawn_in(PAGE)

    def _drawn_in(self, room: Room) -> Any:
        """Return the figure drawn for a room (page, slide or card), without title and source line."""
        held = {"room": room} if "room" in inspect.signature(self.chart.figure).parameters else {}
        return toned(self.chart.figure(self.data, theme=self.theme, **self.look, **held), self.theme)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The data frames of the chart by their names in its ASKS: "frame", or "nodes" and "edges"."""
        if isinstance(self.data, Network):
            return {"nodes": self.data.nodes, "edges": self.data.edges}
        return {"frame": self.frame}

    def workbench_question(self, db: ArchiveReader) -> str:
        """Return SQL over the documented views that gives the chart's rows; QueryError if there is none."""
        if self._sql_writer is None:
            raise QueryError(
                self.name, "This chart rests on more than the tables hold, so there is no SQL for it."
            )
        sentence = " ".join(compile_filter(self.criteria, db).sentence.split())
        return f"-- {sentence[:1].upper()}{sentence[1:]}\n{self._sql_writer(db, self.criteria, self.frames)}"

    @property
    def has_sql(self) -> bool:
        """Whether `workbench_question` has SQL for the chart."""
        return self._sql_writer is not None

    @property
    def _sql_writer(self) -> AsksFor | None:
        """The function of lib.query that gives SQL for this chart's rows, if there is one."""
        topic, what = self.chart.ASKS.get("frame", self.chart.ASKS.get("edges", "")).split(".")
        return getattr(importlib.import_module(f"lib.query.{topic}"), f"{what}_sql", None)

    def printed(self, code: str = "", preset: Preset = "report") -> Any:
        """Return the figure with title and source line in it, for a file; the line ends with `code`.

        Where fewer names are found in some languages, the line says that there are such, not which.
        """
        recipe, size = f"recipe {code}" if code else "", PRESETS[preset]
        full, brief = (each.rstrip(".") for each in self.coverage)
        note = self.note.replace(full, brief)
        source = " · ".join(filter(None, (self.wording.note, note, recipe)))
        around: Any = {
            "question": self.title, "source": source, "size": size, "subtitle": self.wording.subtitle,
        }  # fmt: skip
        return printed(fitted(self._drawn_in, **around), theme=self.theme, **around)

    @property
    def graph(self) -> Graph:
        """The network for graph programs, with the picture's colours and what the weights mean."""
        attributes = self.data.edges.attrs
        least = count(attributes["minimum"], "report")
        weight = f"weight: {NOUNS[attributes['unit']][1]} that name both, of pairs with {least} or more"
        nodes = marked(self.data.nodes, colour=self.look.get("colour", "kind"))
        return Graph(nodes=nodes, edges=self.data.edges, description=f"{self.note} · {weight}")

    def evidence(self) -> bytes:
        """Return as JSON Lines, in bytes, the sentences behind a network and their quotations, as of now."""
        more = {"decisions_by_hand": len(self.decisions)} if self.decisions else {}
        with open_for_reading(self.archive) as db:
            zone = db.setting("desk_zone") or "UTC"
            rows = evidence.evidence_of_pairs(db, self.criteria, self.frame)
            return json_lines({**row, **more, "quotation": quotation(row, zone)} for row in rows)


def chart_title(question: str, selection: str) -> str:
    """Return a chart's title, its question and what is selected: "Who is named with whom: Cuba, 1962"."""
    if not selection:
        return question
    return f"{question} {selection}" if ":" in question else f"{question.removesuffix('?')}: {selection}"
