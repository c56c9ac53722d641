"""Drawing a chart by its name for the stories of a filter, with its data, title and source line."""

import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from pathlib import Path
from typing import (
    Any,
    Concatenate,
    Literal,
    ParamSpec,
    Protocol,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import parse_qs, urlencode

import pandas as pd

from lib.charts import Chart, charts, title
from lib.charts.network import marked
from lib.charts.pairs import Network, nouns
from lib.charts.printed import PRESETS, Preset, printed
from lib.charts.remarks import written_out
from lib.charts.style import Theme, toned
from lib.export.evidence import json_lines
from lib.export.graph import Graph
from lib.model.errors import QueryError, UnreadableOption
from lib.model.filter import Filter
from lib.model.wording import count, zone_words
from lib.query import decisions as query_decisions
from lib.query import evidence, network, stories
from lib.query.compare import HALVES, other_side
from lib.query.filter import english
from lib.query.filter.address import PARAMETERS, filter_of, to_address
from lib.query.filter.compile import compile_filter
from lib.query.workbench import AsksFor
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.followed import followed

_CHARTS = charts()
NAMES: tuple[str, ...] = tuple(sorted(_CHARTS))
NETWORKS: tuple[str, ...] = tuple(name for name in NAMES if "edges" in _CHARTS[name].ASKS)

_ACTORS = frozenset(("actor_id", "source_id", "target_id"))  # columns that hold actors

P = ParamSpec("P")
T = TypeVar("T")

MOST = 1_000_000  # that an option may ask for, such as names: more than an archive has
AUTO = "auto"  # as the pages say for a choice that is left to the chart
# An address says min where a question says minimum: the short word is the pages' public one.
_SPELLED = {"min": "minimum"}


class Ask(Protocol):
    """A function that runs a query on an archive: `lib.ui.cache.ask`, which caches, or that of `asking`."""

    def __call__(
        self, question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        """Return the result of a query function of `lib.query`."""


def asking(db: ArchiveReader) -> Ask:
    """Return a function that runs queries on an open archive, without a cache."""

    def ask(
        question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs
    ) -> T:
        return question(db, *about, **options)

    return ask


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
    decisions: tuple[str, ...]  # ids of those by hand that the actors in it rest on
    criteria: Filter
    archive: Path
    state: str  # of the archive when it was drawn

    @property
    def frame(self) -> pd.DataFrame:
        """The chart's data as a table; for a network its pairs."""
        frame: pd.DataFrame = self.drawn.edges if isinstance(self.drawn, Network) else self.drawn
        return frame

    @property
    def title(self) -> str:
        """The chart's question as its title, with the actor's name where it is about one actor."""
        return title(self.chart, self.drawn)

    @property
    def alt(self) -> str:
        """The chart described in words."""
        return self.chart.alt(self.drawn)

    @cached_property
    def figure(self) -> Any:
        """The Plotly figure without title and source line; it is not changed after drawing."""
        return toned(self.chart.figure(self.drawn, theme=self.theme, **self.look), self.theme)

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
        topic, what = self.chart.ASKS.get("frame", self.chart.ASKS.get("edges", "")).split(".")
        return getattr(importlib.import_module(f"lib.query.{topic}"), f"{what}_sql", None)

    def printed(self, code: str = "", preset: Preset = "report") -> Any:
        """Return the figure with title and source line in it, for a file; the line ends with `code`."""
        source = f"{self.note} · recipe {code}" if code else self.note
        figure = deepcopy(self.figure)
        return printed(figure, question=self.title, source=source, theme=self.theme, size=PRESETS[preset])

    def now(self, db: ArchiveReader) -> "Drawn":
        """Return the chart drawn from the archive's present state; itself where nothing has changed."""
        unmarked = not self.criteria.asks_for_marks and "against" not in self.options
        if unmarked and self.state == db.state:
            return self
        return draw(self.name, self.criteria, asking(db), theme=self.theme, **self.options)

    @property
    def graph(self) -> Graph:
        """The network for graph programs, with the picture's colours and what the weights mean."""
        attributes = self.drawn.edges.attrs
        least = count(attributes["minimum"], "report")
        weight = f"weight: {nouns(attributes['unit'])[1]} that name both, of pairs with {least} or more"
        nodes = marked(self.drawn.nodes, colour=self.look.get("colour", "kind"))
        return Graph(nodes=nodes, edges=self.drawn.edges, description=f"{self.note} · {weight}")

    def evidence(self) -> bytes:
        """Return as bytes of JSON Lines all sentences behind a network, read from the archive anew."""
        more = {"decisions_by_hand": len(self.decisions)} if self.decisions else {}
        with open_for_reading(self.archive) as db:
            rows = ({**row, **more} for row in evidence.behind_pairs(db, self.criteria, self.frame))
            return json_lines(rows, db.setting("desk_zone") or "UTC")


def draw(name: str, criteria: Filter, ask: Ask, *, theme: Theme = "light", **options: Any) -> Drawn:
    """Return a chart drawn for the selected stories; UnreadableOption for an unknown name or option."""
    chart = chart_named(name)
    chosen = _options(name, chart, options)
    frames = {part: _run_query(question, ask, criteria, chosen) for part, question in chart.ASKS.items()}
    drawn = frames["frame"] if "frame" in frames else Network(**frames)
    frame = frames["frame"] if "frame" in frames else frames["edges"]
    decisions = _decision_ids(ask, criteria, frames.values(), chosen.values())
    remarks = written_out(str(chosen.get("remarks", "")))
    note = " · ".join(filter(None, (remarks, source_line(ask, criteria, frame, len(decisions)))))
    known = set(inspect.signature(chart.figure).parameters) - {"frame", "theme"}
    archive, state = ask(_path_and_state)
    values: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()} | dict(chosen)
    return Drawn(
        name=name, chart=chart, drawn=drawn, theme=theme, options=options,
        look={key: values[key] for key in known if values.get(key)}, note=note, decisions=decisions,
        criteria=criteria, archive=archive, state=state,
    )  # fmt: skip


def draw_address(name: str, address: str, db: ArchiveReader) -> Drawn:
    """Return a chart drawn for an address, as tags=China&by=author; raises UnreadableFilter."""
    parameters = parse_qs(address.removeprefix("?"), keep_blank_values=True)
    criteria = filter_of(parameters, dict.fromkeys(options_of(name), ()))
    options: dict[str, Any] = {
        key: next(filter(None, values)) for key, values in parameters.items()
        if key not in PARAMETERS and any(values)
    }  # fmt: skip
    if options.get("against", HALVES) not in (HALVES, AUTO):
        filter_of(options["against"])
    if "theme" in options:
        options["theme"] = _typed(name, "theme", options["theme"], Theme)
    return draw(name, criteria, asking(db), **options)


def address_of(drawn: Drawn) -> str:
    """Return the address from which `draw_address` draws the chart again."""
    dark = {} if drawn.theme == "light" else {"theme": drawn.theme}
    return urlencode({**to_address(drawn.criteria), **_options_as_text(drawn), **dark}, doseq=True)


def named_with_settings(drawn: Drawn) -> str:
    """Return the chart's name with its settings, without filter and theme: "network?unit=paragraph"."""
    return "?".join(filter(None, (drawn.name, urlencode(_options_as_text(drawn)))))


def _options_as_text(drawn: Drawn) -> dict[str, str]:
    return {key: str(value) for key, value in sorted(drawn.options.items()) if value not in ("", "auto")}


def _path_and_state(db: ArchiveReader) -> tuple[Path, str]:
    return db.path, db.state


def chart_named(name: str) -> Chart:
    """Return the chart of a name; raises UnreadableOption if there is none."""
    if name not in _CHARTS:
        raise UnreadableOption(name, f'There is no chart "{name}". There are {", ".join(NAMES)}.')
    return _CHARTS[name]


def _question_called(name: str) -> Callable[..., pd.DataFrame]:
    topic, what = name.split(".")
    question: Callable[..., pd.DataFrame] = getattr(importlib.import_module(f"lib.query.{topic}"), what)
    return question


@cache
def meanings_of_questions() -> Mapping[str, str]:
    """Return by column of the charts' data what it means, from the MEANINGS of the query modules."""
    asked = sorted({name.split(".")[0] for chart in _CHARTS.values() for name in chart.ASKS.values()})
    topics = [importlib.import_module(f"lib.query.{topic}") for topic in asked]
    return {name: words for topic in topics for name, words in getattr(topic, "MEANINGS", {}).items()}


def _run_query(name: str, ask: Ask, criteria: Filter, options: Mapping[str, Any]) -> pd.DataFrame:
    """Return the answer to a chart's query, which takes filter and options, or both as one request."""
    question = _question_called(name)
    known = _option_types(question)
    own = {key: value for key, value in options.items() if key in known}
    if request := get_type_hints(question).get("request"):
        return ask(question, request(criteria=criteria, **own))
    return ask(question, criteria, **own)


def _options(name: str, chart: Chart, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given options converted to their types; raises UnreadableOption."""
    known, chosen = _reader_options(chart), {}
    for spelled, value in given.items():
        key = _SPELLED.get(spelled, spelled)
        if key not in known:
            raise UnreadableOption(
                name, f'The chart {name} has no option "{spelled}". It has {", ".join(sorted(known))}.'
            )
        if value != AUTO:
            chosen[key] = _typed(name, key, value, known[key])
    return chosen


def options_of(name: str) -> list[str]:
    """Return the names of the options that an address may give a chart, without those of the filter."""
    known = _reader_options(chart_named(name))
    return ["theme", *known, *(short for short, long in _SPELLED.items() if long in known)]


def _reader_options(chart: Chart) -> dict[str, Any]:
    """Return by name the types of the options that a reader may set for a chart."""
    known: dict[str, Any] = {}
    for takes in (*map(_question_called, chart.ASKS.values()), chart.figure):
        known |= _option_types(takes)
    for own in ("theme", "zone"):  # not the reader's to choose
        known.pop(own, None)
    return known


def _option_types(question: Callable[..., Any]) -> dict[str, Any]:
    """Return by name the types of the options of a query or drawing function."""
    hints = get_type_hints(question)
    if request := hints.get("request"):
        given, hints = (each.name for each in fields(request) if each.init), get_type_hints(request)
        return {key: hints[key] for key in given if key != "criteria"}
    parameters = inspect.signature(question).parameters.values()
    return {each.name: hints[each.name] for each in parameters if each.kind is each.KEYWORD_ONLY}


def _typed(name: str, key: str, value: Any, hint: Any) -> Any:
    """Return a chart's option as the type of its parameter; raises UnreadableOption for what is none."""
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            allowed = ", ".join(map(str, get_args(hint)))
            raise UnreadableOption(
                name, f'The option {key} of the chart {name} is one of {allowed}, not "{value}".'
            )
        return value
    if hint is int:
        return _whole(name, key, value)
    return value


def _whole(name: str, key: str, value: Any) -> int:
    """Return a chart's option as a number from 1 to MOST; raises UnreadableOption for what is none."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST:
        bound = "a number from 1 on" if number < 1 else f"{MOST:,} at most"
        raise UnreadableOption(name, f'The option {key} of the chart {name} is {bound}, not "{value}".')
    return number


def _decision_ids(
    ask: Ask, criteria: Filter, frames: Iterable[pd.DataFrame], options: Iterable[Any]
) -> tuple[str, ...]:
    """Return the ids of the reader's decisions on actors in the frames, the filter or the options."""
    if not ask(followed):
        return ()
    found = {str(key) for frame in frames for column in _ACTORS & {*frame.columns} for key in frame[column]}
    named = (*map(str, options), *criteria.actors.any, *criteria.actors.all, *criteria.actors.none)
    resting = ask(query_decisions.affecting, tuple(sorted(found | ask(query_decisions.keys, named))))
    return tuple(each.id for each in resting)


def selected(db: ArchiveReader, criteria: Filter) -> str:
    """Return the filter as a sentence without the names of the reader's labels, which are private."""
    sentence = compile_filter(replace(criteria, labels=()), db).sentence
    return f"{sentence}, with labels of the reader's own" if criteria.labels else sentence


def source_line(ask: Ask, criteria: Filter, frame: pd.DataFrame, decisions: int) -> str:
    """Return the source line: how many stories of how many, the filter, the days and the time zone."""
    own = ask(stories.totals, criteria).iloc[0]
    of = int(ask(stories.totals, Filter())["stories"].iloc[0])
    number = count(int(own["stories"]), "story", "stories")
    parts = [f"Wireroom · {number} of {of:,}", ask(selected, criteria)]
    if not (criteria.since and criteria.until) and pd.notna(own["first_day"]):
        undated = own["undated"] and not (criteria.since or criteria.until or frame.attrs.get("undated"))
        left = f", {own['undated']:,} without a date" if undated else ""
        parts.append(f"dated {english.days(own['first_day'], own['last_day'])}{left}")
    if zone := ask(ArchiveReader.setting, "desk_zone"):
        parts.append(f"days in {zone_words(zone)}")
    if "=" in (against := str(frame.attrs.get("against", ""))):
        parts.append(f"before: {ask(selected, other_side(criteria, against))}")
    if undated := frame.attrs.get("undated"):
        parts.append(f"{undated:,} without a date not shown")
    if timeless := frame.attrs.get("without_time"):
        parts.append(f"{timeless:,} without a time of day not shown")
    more = str(frame.attrs.get("note") or "")
    if _ACTORS & {*frame.columns} and (covered := ask(network.coverage_note, criteria)) not in more:
        more = f"{more} {covered}".strip()
    if more:
        parts.append(more.rstrip("."))
    if decisions:
        parts.append(f"rests on {count(decisions, 'decision')} by hand")
    return " · ".join(parts)
