"""From a filter and a chart's name to the drawn figure, its data and its file."""

import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import (
    Any,
    Concatenate,
    Literal,
    ParamSpec,
    Protocol,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import parse_qs

import pandas as pd

from lib.charts import Chart, charts, title
from lib.charts.network import marked
from lib.charts.pairs import Network, nouns
from lib.charts.style import Theme
from lib.export import figure as press
from lib.export import tables
from lib.export.evidence import json_lines
from lib.export.filenames import file_name as named
from lib.export.graph import Graph, gexf, graphml, sheets
from lib.export.press import Printed
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.wording import count, zone_words
from lib.query import decisions as query_decisions
from lib.query import evidence, stories
from lib.query.filter.address import PARAMETERS, from_address
from lib.query.filter.where import compile as where
from lib.store.archive import ArchiveReader, open_for_reading

Suffix = Literal["png", "svg", "pdf", "html", "csv", "parquet"]
SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)
GraphSuffix = Literal["gexf", "graphml", "zip", "jsonl"]
GRAPH_SUFFIXES: tuple[GraphSuffix, ...] = get_args(GraphSuffix)

_CHARTS = charts()
NAMES: tuple[str, ...] = tuple(sorted(_CHARTS))
NETWORKS: tuple[str, ...] = tuple(name for name in NAMES if "edges" in _CHARTS[name].ASKS)

_ACTORS = frozenset(("actor_id", "source_id", "target_id"))  # columns that hold actors

P = ParamSpec("P")
T = TypeVar("T")

# An address says min where a question says minimum: the short word is the pages' public one.
_SPELLED = {"min": "minimum"}


class Ask(Protocol):
    """A way to the archive: `lib.ui.answers.ask`, which remembers, or `asking`, which does not."""

    def __call__(
        self, question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        """Return the answer to the question."""


def asking(db: ArchiveReader) -> Ask:
    """Return a way to an open archive that asks each time."""

    def ask(
        question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        return question(db, *about, **options)

    return ask


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart of a selection, with all that its page and its files need."""

    name: str
    chart: Chart
    drawn: Any  # what the chart draws: a frame, or the actors and pairs of a network
    theme: Theme
    look: Mapping[str, Any]  # options of the chart itself
    note: str
    decisions: int  # by hand, that the actors in it rest on
    criteria: Filter
    archive: Path

    @property
    def frame(self) -> pd.DataFrame:
        """What is drawn as a table; of a network its pairs."""
        frame: pd.DataFrame = self.drawn.edges if isinstance(self.drawn, Network) else self.drawn
        return frame

    @property
    def title(self) -> str:
        """The chart's question, with whom it is about where it is about one."""
        return title(self.chart, self.drawn)

    @property
    def alt(self) -> str:
        """The chart in words."""
        return self.chart.alt(self.drawn)

    @property
    def figure(self) -> Any:
        """The figure without title and note, which its page prints itself."""
        return self.chart.figure(self.drawn, theme=self.theme, **self.look)

    def printed(self) -> Any:
        """Return the figure with title and note inside, for a file."""
        return self.chart.figure(self.drawn, theme=self.theme, note=self.note, **self.look)

    @property
    def graph(self) -> Graph:
        """A network with the marks of the picture, and a note that says what a pair weighs."""
        attributes = self.drawn.edges.attrs
        least = count(attributes["minimum"], "report")
        weight = f"weight: {nouns(attributes['unit'])[1]} that name both, of pairs with {least} or more"
        nodes = marked(self.drawn.nodes, colour=self.look.get("colour", "kind"))
        return Graph(nodes=nodes, edges=self.drawn.edges, description=f"{self.note} · {weight}")

    def evidence(self) -> bytes:
        """Return all sentences behind a network as JSON Lines; the archive is opened for it anew."""
        more = {"decisions_by_hand": self.decisions} if self.decisions else {}
        with open_for_reading(self.archive) as db:
            rows = ({**row, **more} for row in evidence.behind_pairs(db, self.criteria, self.frame))
            return json_lines(rows, db.setting("desk_zone") or "UTC")


def draw(name: str, criteria: Filter, ask: Ask, *, theme: Theme = "light", **options: Any) -> Drawn:
    """Return the chart of the stories that the filter selects."""
    chart = _chart(name)
    chosen = _options(name, chart, options)
    frames = {part: _answer(question, ask, criteria, chosen) for part, question in chart.ASKS.items()}
    drawn = frames["frame"] if "frame" in frames else Network(**frames)
    frame = frames["frame"] if "frame" in frames else frames["edges"]
    decisions = _decisions(ask, criteria, frames.values(), chosen.values())
    return Drawn(
        name=name, chart=chart, drawn=drawn, theme=theme, look=_look(chart, chosen, frame),
        note=_note(ask, criteria, frame, decisions), decisions=decisions, criteria=criteria,
        archive=ask(_path),
    )  # fmt: skip


def _path(db: ArchiveReader) -> Path:
    return db.path


def file_of(drawn: Drawn, suffix: str) -> bytes:
    """Return the drawn chart, or its data, as the bytes of a file."""
    if suffix not in suffixes(drawn.name):
        raise FigureError(suffix, refused(drawn.name, suffix))
    match suffix:
        case "csv":
            return tables.as_csv(drawn.frame)
        case "parquet":
            return tables.as_parquet(drawn.frame)
        case "html":
            return press.page(drawn.printed(), title=f"{drawn.title} – Wireroom")
        case "gexf":
            return gexf(drawn.graph)
        case "graphml":
            return graphml(drawn.graph)
        case "zip":
            return sheets(drawn.graph)
        case "jsonl":
            return drawn.evidence()
    return press.image(drawn.printed(), cast(Printed, suffix))


def suffixes(name: str) -> tuple[str, ...]:
    """Return the formats in which a chart can be written; a network's are more."""
    return SUFFIXES + (GRAPH_SUFFIXES if name in NETWORKS else ())


def refused(name: str, suffix: str) -> str:
    """Return the sentence for a format in which a chart cannot be written."""
    form = f'as "{suffix}"' if suffix else "to a file without a suffix"
    why = f"The chart {name} is no network, and" if suffix in GRAPH_SUFFIXES else f"The chart {name}"
    or_else = f", or a network: {', '.join(NETWORKS)}" if suffix in GRAPH_SUFFIXES else ""
    return f"{why} cannot be written {form}. Choose one of {', '.join(suffixes(name))}{or_else}."


def file_name(drawn: Drawn, suffix: str) -> str:
    """Return a name for the file: the chart's name and its question."""
    return named(drawn.name, drawn.title, suffix)


def export(name: str, address: str, *, archive: Path, out: Path) -> None:
    """Write a chart to a file; the address is a page's: tags=China&since=2024-04-01&by=author."""
    _chart(name)
    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in suffixes(name):
        raise FigureError(str(out), refused(name, suffix))
    parameters = parse_qs(address.removeprefix("?"))
    options: dict[str, Any] = {key: values[0] for key, values in parameters.items() if key not in PARAMETERS}
    if "theme" in options:
        options["theme"] = _typed(name, "theme", options["theme"], Theme)
    with open_for_reading(archive) as db:
        drawn = draw(name, from_address(parameters), asking(db), **options)
    out.write_bytes(file_of(drawn, suffix))


def _chart(name: str) -> Chart:
    if name not in _CHARTS:
        raise FigureError(name, f'There is no chart "{name}". There are {", ".join(NAMES)}.')
    return _CHARTS[name]


def _question(name: str) -> Callable[..., pd.DataFrame]:
    topic, what = name.split(".")
    question: Callable[..., pd.DataFrame] = getattr(importlib.import_module(f"lib.query.{topic}"), what)
    return question


def _answer(name: str, ask: Ask, criteria: Filter, options: Mapping[str, Any]) -> pd.DataFrame:
    """Return the answer to a question, which takes a filter and options or one request of both."""
    question = _question(name)
    known = _option_types(question)
    own = {key: value for key, value in options.items() if key in known}
    if request := get_type_hints(question).get("request"):
        return ask(question, request(criteria=criteria, **own))
    return ask(question, criteria, **own)


def _look(chart: Chart, options: Mapping[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """Return the options that the chart itself takes: as chosen, or as the frame's attributes say."""
    known = set(inspect.signature(chart.figure).parameters) - {"frame", "theme", "note"}
    values: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()} | dict(options)
    return {key: values[key] for key in known if values.get(key)}


def _options(name: str, chart: Chart, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as the question's own types; unknown ones and impossible values are refused."""
    known: dict[str, Any] = {}
    for takes in (*map(_question, chart.ASKS.values()), chart.figure):
        known |= _option_types(takes)
    for own in ("theme", "note", "width", "zone"):  # not the reader's to choose
        known.pop(own, None)
    chosen = {}
    for spelled, value in given.items():
        key = _SPELLED.get(spelled, spelled)
        if key not in known:
            raise FigureError(
                name, f'The chart {name} has no option "{spelled}". It has {", ".join(sorted(known))}.'
            )
        if value != "auto":  # as the pages say for a choice that is left to the chart
            chosen[key] = _typed(name, key, value, known[key])
    return chosen


def _option_types(question: Callable[..., Any]) -> dict[str, Any]:
    """Return the options of a question or a chart, each with its type."""
    hints = get_type_hints(question)
    if request := hints.get("request"):
        return {key: hint for key, hint in get_type_hints(request).items() if key != "criteria"}
    parameters = inspect.signature(question).parameters.values()
    return {each.name: hints[each.name] for each in parameters if each.kind is each.KEYWORD_ONLY}


def _typed(name: str, key: str, value: Any, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            allowed = ", ".join(map(str, get_args(hint)))
            raise FigureError(
                name, f'The option {key} of the chart {name} is one of {allowed}, not "{value}".'
            )
        return value
    if hint is int:
        return _whole(name, key, value)
    return value


def _whole(name: str, key: str, value: Any) -> int:
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise FigureError(name, f'The option {key} of the chart {name} is a number from 1 on, not "{value}".')
    return number


def _decisions(ask: Ask, criteria: Filter, frames: Iterable[pd.DataFrame], options: Iterable[Any]) -> int:
    """Return on how many decisions the frames rest: about actors in them, in the filter, or asked for."""
    if not ask(query_decisions.followed):
        return 0
    found = {str(key) for frame in frames for column in _ACTORS & {*frame.columns} for key in frame[column]}
    named = (*map(str, options), *criteria.actors.any, *criteria.actors.all, *criteria.actors.none)
    return len(ask(query_decisions.resting, tuple(sorted(found | ask(query_decisions.keys, named)))))


def selected(db: ArchiveReader, criteria: Filter) -> str:
    """Return the filter as a sentence."""
    return where(criteria, db).sentence


def _zone(db: ArchiveReader) -> str:
    return db.setting("desk_zone")


def _note(ask: Ask, criteria: Filter, frame: pd.DataFrame, decisions: int) -> str:
    """Return the source line: how many stories of how many, by which filter, in whose days."""
    found, of = (int(ask(stories.totals, of)["stories"].iloc[0]) for of in (criteria, Filter()))
    parts = [f"Wireroom · {found:,} stories of {of:,}", ask(selected, criteria)]
    if zone := ask(_zone):
        parts.append(f"days in {zone_words(zone)}")
    if undated := frame.attrs.get("undated"):
        parts.append(f"{undated:,} without a date not shown")
    if more := frame.attrs.get("note"):
        parts.append(str(more).rstrip("."))
    if decisions:
        parts.append(f"rests on {count(decisions, 'decision')} by hand")
    return " · ".join(parts)
