"""From a filter and a chart's name to the drawn figure, its data and its file."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import parse_qs

import pandas as pd

from lib.charts import charts
from lib.charts.marks import marked
from lib.charts.pairs import Network, nouns
from lib.charts.style import Theme
from lib.export import figure as press
from lib.export import tables
from lib.export.evidence import json_lines
from lib.export.filenames import file_name as named
from lib.export.graph import Graph, gexf, graphml, sheets
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.query import decisions, evidence, stories
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

# An address says min where a question says minimum: the short word is the pages' public one.
_SPELLED = {"min": "minimum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart as a page shows it, with all that its files need."""

    name: str
    figure: Any  # go.Figure without furniture: the page prints title and note itself
    frame: pd.DataFrame  # what is drawn; of a network the pairs
    title: str
    note: str
    alt: str
    printed: Callable[[], Any]  # the figure with title and note inside, for a file
    graph: Graph | None = None  # of a network its actors and pairs
    decisions: int = 0  # by hand, that the actors in it rest on
    evidence: Callable[[], bytes] | None = None  # of a network all sentences behind it, as JSON Lines


def draw(
    name: str,
    criteria: Filter,
    db: ArchiveReader,
    *,
    theme: Theme = "light",
    counts: tuple[int, int] | None = None,
    **options: Any,
) -> Drawn:
    """Return the chart of the stories that the filter selects.

    A page that knows how many stories are found, and of how many, hands over these counts to save a question.
    """
    chart = _chart(name)
    chosen = _options(name, chart, options)
    frames = {part: _ask(question, db, criteria, chosen) for part, question in chart.ASKS.items()}
    drawn: Any = frames["frame"] if "frame" in frames else Network(**frames)
    frame = frames["frame"] if "frame" in frames else frames["edges"]
    look = _look(chart, chosen, frame)
    resting = decisions.behind(db, criteria, frames.values(), map(str, chosen.values()))
    note = _note(criteria, db, frame, counts or _counts(criteria, db), resting)
    is_network = name in NETWORKS
    return Drawn(
        name=name, figure=chart.figure(drawn, theme=theme, **look), frame=frame, title=_title(chart, drawn),
        note=note, alt=chart.alt(drawn),
        printed=lambda: chart.figure(drawn, theme=theme, note=note, **look),
        graph=_graph(drawn, note, look) if is_network else None, decisions=resting,
        evidence=partial(_evidence, db.path, criteria, frame, resting) if is_network else None,
    )  # fmt: skip


def _title(chart: ModuleType, drawn: Any) -> str:
    """Return the chart's question, with whom it is about where it is about one."""
    return str(chart.question(drawn) if hasattr(chart, "question") else chart.QUESTION)


def file_of(drawn: Drawn, suffix: str) -> bytes:
    """Return the drawn chart, or its data, as the bytes of a file."""
    match suffix:
        case "csv":
            return tables.as_csv(drawn.frame)
        case "parquet":
            return tables.as_parquet(drawn.frame)
        case "html":
            return press.page(drawn.printed(), title=f"{drawn.title} – Wireroom")
        case "png" | "svg" | "pdf":
            return press.image(drawn.printed(), suffix)
    if drawn.graph is not None and drawn.evidence is not None:
        match suffix:
            case "gexf":
                return gexf(drawn.graph)
            case "graphml":
                return graphml(drawn.graph)
            case "zip":
                return sheets(drawn.graph)
            case "jsonl":
                return drawn.evidence()
    raise FigureError(suffix, refused(drawn.name, suffix))


def suffixes(name: str) -> tuple[str, ...]:
    """Return the formats in which a chart can be written; a network's are more."""
    return SUFFIXES + (GRAPH_SUFFIXES if name in NETWORKS else ())


def refused(name: str, suffix: str) -> str:
    """Return the sentence for a format in which a chart cannot be written."""
    told = f'as "{suffix}"' if suffix else "to a file without a suffix"
    why = f"The chart {name} is no network, and" if suffix in GRAPH_SUFFIXES else f"The chart {name}"
    or_else = f", or a network: {', '.join(NETWORKS)}" if suffix in GRAPH_SUFFIXES else ""
    return f"{why} cannot be written {told}. Choose one of {', '.join(suffixes(name))}{or_else}."


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
        drawn = draw(name, from_address(parameters), db, **options)
    out.write_bytes(file_of(drawn, suffix))


def _chart(name: str) -> ModuleType:
    if name not in _CHARTS:
        raise FigureError(name, f'There is no chart "{name}". There are {", ".join(NAMES)}.')
    return _CHARTS[name]


def _question(name: str) -> Callable[..., pd.DataFrame]:
    topic, what = name.split(".")
    question: Callable[..., pd.DataFrame] = getattr(importlib.import_module(f"lib.query.{topic}"), what)
    return question


def _ask(name: str, db: ArchiveReader, criteria: Filter, options: Mapping[str, Any]) -> pd.DataFrame:
    question = _question(name)
    known = inspect.signature(question).parameters
    return question(db, criteria, **{key: value for key, value in options.items() if key in known})


def _look(chart: ModuleType, options: Mapping[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """Return what the chart itself wants to know: as it was asked for, or as the frame tells."""
    known = set(inspect.signature(chart.figure).parameters) - {"frame", "theme", "note"}
    told: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()} | dict(options)
    return {key: told[key] for key in known if told.get(key)}


def _options(name: str, chart: ModuleType, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as the question's own types; unknown ones and impossible values are refused."""
    known: dict[str, Any] = {}
    for asked in (*map(_question, chart.ASKS.values()), chart.figure):
        known |= {key: hint for key, hint in get_type_hints(asked).items() if _is_option(asked, key)}
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


def _is_option(question: Callable[..., Any], key: str) -> bool:
    parameter = inspect.signature(question).parameters.get(key)
    return parameter is not None and parameter.kind is inspect.Parameter.KEYWORD_ONLY


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


def _graph(drawn: Network, note: str, look: Mapping[str, Any]) -> Graph:
    """Return the network with the marks of the picture, and a note that says what a pair weighs."""
    told = drawn.edges.attrs
    weight = f"weight: {nouns(told['unit'])[1]} that name both, at least {told['minimum']:,}"
    nodes = marked(drawn.nodes, colour=look.get("colour", "kind"))
    return Graph(nodes=nodes, edges=drawn.edges, description=f"{note} · {weight}")


def _evidence(archive: Path, criteria: Filter, pairs: pd.DataFrame, decisions: int) -> bytes:
    """Asked when the file is written: the archive may have been closed since the chart was drawn."""
    more = {"decisions_by_hand": decisions} if decisions else {}
    with open_for_reading(archive) as db:
        rows = ({**row, **more} for row in evidence.behind_pairs(db, criteria, pairs))
        return json_lines(rows, db.setting("desk_zone") or "UTC")


def _counts(criteria: Filter, db: ArchiveReader) -> tuple[int, int]:
    found, of = (int(stories.totals(db, each)["stories"].iloc[0]) for each in (criteria, Filter()))
    return found, of


def _note(
    criteria: Filter, db: ArchiveReader, frame: pd.DataFrame, counts: tuple[int, int], decisions: int
) -> str:
    """Return the source line: how many stories of how many, by which filter, in whose days."""
    found, of = counts
    told = [f"Wireroom · {found:,} stories of {of:,}", where(criteria, db).sentence]
    if zone := db.setting("desk_zone"):
        told.append(f"days in {zone}")
    if undated := frame.attrs.get("undated"):
        told.append(f"{undated:,} without a date not shown")
    if more := frame.attrs.get("note"):
        told.append(str(more).rstrip("."))
    if decisions:
        told.append(f"rests on {decisions:,} {'decision' if decisions == 1 else 'decisions'} by hand")
    return " · ".join(told)
