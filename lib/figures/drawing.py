"""Drawing a chart by its name for the stories of a filter, with its data, title and source line."""

import importlib
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import parse_qs, urlencode

import pandas as pd

from lib.charts import Chart, title
from lib.charts.network import marked
from lib.charts.pair_words import NOUNS
from lib.charts.pairs import Network
from lib.charts.printed import PRESETS, Preset, fitted, printed
from lib.charts.remarks import source_words
from lib.charts.style import PAGE, Room, Theme, toned
from lib.export.citation import quotation
from lib.export.graph import Graph
from lib.export.json_lines import json_lines
from lib.figures.asking import Ask, asking
from lib.figures.chart_options import (
    AUTO,
    chart_named,
    option_types,
    options_of,
    question_called,
    read_options,
    typed,
)
from lib.figures.source_line import ACTORS, coverage_of, source_line
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import decisions as query_decisions
from lib.query import evidence
from lib.query.compare import HALVES
from lib.query.filter.address import PARAMETERS, filter_of, to_address
from lib.query.filter.brief import brief
from lib.query.filter.compile import compile_filter
from lib.query.names_sought import CoverageNote
from lib.query.workbench import AsksFor
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.followed import followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a reader writes on a figure: title and subtitle instead of its own, a note before its source."""

    title: str = ""
    subtitle: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart drawn for a selection: data, options, theme, source line, decisions, archive and its state."""

    name: str
    chart: Chart
    drawn: Any  # what the chart draws: a frame, or the actors and pairs of a network
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
        frame: pd.DataFrame = self.drawn.edges if isinstance(self.drawn, Network) else self.drawn
        return frame

    @property
    def question(self) -> str:
        """The chart's question, with the actor's name where it is about one actor."""
        return title(self.chart, self.drawn)

    @property
    def title(self) -> str:
        """The chart's title: the reader's own, else its question and what is selected."""
        return self.wording.title or chart_title(self.question, self.selection)

    @property
    def alt(self) -> str:
        """The chart described in words."""
        return self.chart.alt(self.drawn)

    @cached_property
    def figure(self) -> Any:
        """The Plotly figure without title and source line, drawn once and then never changed."""
        return self._drawn_in(PAGE)

    def _drawn_in(self, room: Room) -> Any:
        """Return the figure drawn for a room, without title and source line."""
        held = {"room": room} if "room" in inspect.signature(self.chart.figure).parameters else {}
        return toned(self.chart.figure(self.drawn, theme=self.theme, **self.look, **held), self.theme)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The data frames of the chart by their names in its ASKS: "frame", or "nodes" and "edges"."""
        if isinstance(self.drawn, Network):
            return {"nodes": self.drawn.nodes, "edges": self.drawn.edges}
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

        Of the languages in which fewer names are found the line says that there are some, not which.
        """
        recipe, size = f"recipe {code}" if code else "", PRESETS[preset]
        full, brief = (each.rstrip(".") for each in self.coverage)
        note = self.note.replace(full, brief)
        source = " · ".join(filter(None, (self.wording.note, note, recipe)))
        around: Any = {
            "question": self.title, "source": source, "size": size, "subtitle": self.wording.subtitle,
        }  # fmt: skip
        return printed(fitted(self._drawn_in, **around), theme=self.theme, **around)

    def now(self, db: ArchiveReader) -> "Drawn":
        """Return the chart drawn from the archive's present state; itself where nothing has changed."""
        unmarked = not self.criteria.asks_for_marks and "against" not in self.options
        if unmarked and self.state == db.state:
            return self
        again = draw(self.name, self.criteria, asking(db), theme=self.theme, **self.options)
        return replace(again, wording=self.wording)

    @property
    def graph(self) -> Graph:
        """The network for graph programs, with the picture's colours and what the weights mean."""
        attributes = self.drawn.edges.attrs
        least = count(attributes["minimum"], "report")
        weight = f"weight: {NOUNS[attributes['unit']][1]} that name both, of pairs with {least} or more"
        nodes = marked(self.drawn.nodes, colour=self.look.get("colour", "kind"))
        return Graph(nodes=nodes, edges=self.drawn.edges, description=f"{self.note} · {weight}")

    def evidence(self) -> bytes:
        """Return as JSON Lines, in bytes, the sentences behind a network and their quotations, as of now."""
        more = {"decisions_by_hand": len(self.decisions)} if self.decisions else {}
        with open_for_reading(self.archive) as db:
            zone = db.setting("desk_zone") or "UTC"
            rows = evidence.evidence_of_pairs(db, self.criteria, self.frame)
            return json_lines({**row, **more, "quotation": quotation(row, zone)} for row in rows)


def draw(name: str, criteria: Filter, ask: Ask, *, theme: Theme = "light", **options: Any) -> Drawn:
    """Return a chart drawn for the selected stories; UnreadableOption for an unknown name or option."""
    chart = chart_named(name)
    chosen = read_options(name, chart, options)
    frames = {part: _run_query(question, ask, criteria, chosen) for part, question in chart.ASKS.items()}
    drawn = frames["frame"] if "frame" in frames else Network(nodes=frames["nodes"], edges=frames["edges"])
    frame = frames["frame"] if "frame" in frames else frames["edges"]
    decisions = _decision_ids(ask, criteria, frames.values(), chosen.values())
    remarks = source_words(str(chosen.get("remarks", "")))
    coverage = coverage_of(ask, criteria, frame)
    line = source_line(ask, criteria, frame, coverage=coverage.full, decisions=len(decisions))
    note = " · ".join(filter(None, (remarks, line)))
    known = set(inspect.signature(chart.figure).parameters) - {"frame", "theme"}
    archive, state = ask(_path_and_state)
    values: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()} | dict(chosen)
    return Drawn(
        name=name, chart=chart, drawn=drawn, theme=theme, options=options,
        look={key: values[key] for key in known if values.get(key)}, note=note, coverage=coverage,
        decisions=decisions, criteria=criteria, selection=ask(brief, criteria), archive=archive, state=state,
    )  # fmt: skip


def chart_title(question: str, selection: str) -> str:
    """Return a chart's title: its question, and what is selected: "Who is named with whom: Cuba, 1962"."""
    if not selection:
        return question
    return f"{question} {selection}" if ":" in question else f"{question.removesuffix('?')}: {selection}"


def draw_address(name: str, address: str, db: ArchiveReader) -> Drawn:
    """Return a chart drawn for an address, as tags=China&by=author.

    Raises UnreadableFilter, or UnreadableOption for an unknown name, option or value.
    """
    parameters = parse_qs(address.removeprefix("?"), keep_blank_values=True)
    criteria = filter_of(parameters, dict.fromkeys(options_of(name), ()))
    options: dict[str, Any] = {
        key: next(filter(None, values)) for key, values in parameters.items()
        if key not in PARAMETERS and any(values)
    }  # fmt: skip
    if options.get("against", HALVES) not in (HALVES, AUTO):
        filter_of(options["against"])
    if "theme" in options:
        options["theme"] = typed(options["theme"], Theme, chart=name, option="theme")
    return draw(name, criteria, asking(db), **options)


def address_of(drawn: Drawn) -> str:
    """Return the address from which `draw_address` draws the chart again."""
    dark = {} if drawn.theme == "light" else {"theme": drawn.theme}
    return urlencode({**to_address(drawn.criteria), **_options_as_text(drawn), **dark}, doseq=True)


def named_with_settings(drawn: Drawn) -> str:
    """Return the chart's name with its settings, without filter and theme: "network?unit=paragraph"."""
    return "?".join(filter(None, (drawn.name, urlencode(_options_as_text(drawn)))))


def _options_as_text(drawn: Drawn) -> dict[str, str]:
    """Return the chart's options as text, by name in alphabetical order, without empty ones and "auto"."""
    return {key: str(value) for key, value in sorted(drawn.options.items()) if value not in ("", "auto")}


def _path_and_state(db: ArchiveReader) -> tuple[Path, str]:
    return db.path, db.state


def _run_query(name: str, ask: Ask, criteria: Filter, options: Mapping[str, Any]) -> pd.DataFrame:
    """Return the answer to a chart's query, which takes filter and options, or both as one request."""
    question = question_called(name)
    known = option_types(question)
    own = {key: value for key, value in options.items() if key in known}
    if request := get_type_hints(question).get("request"):
        return ask(question, request(criteria=criteria, **own))
    return ask(question, criteria, **own)


def _decision_ids(
    ask: Ask, criteria: Filter, frames: Iterable[pd.DataFrame], options: Iterable[Any]
) -> tuple[str, ...]:
    """Return the ids of the reader's decisions on actors in the frames, the filter or the options."""
    if not ask(followed):
        return ()
    found = {str(key) for frame in frames for column in ACTORS & {*frame.columns} for key in frame[column]}
    named = (*map(str, options), *criteria.actors.any, *criteria.actors.all, *criteria.actors.none)
    resting = ask(query_decisions.affecting, tuple(sorted(found | ask(query_decisions.keys, named))))
    return tuple(each.id for each in resting)
