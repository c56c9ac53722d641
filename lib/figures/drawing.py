"""Drawing a chart by its name for the stories of a filter."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_type_hints

import pandas as pd

from lib.charts.pairs import Network
from lib.charts.remarks import source_words
from lib.charts.style import Theme
from lib.figures.asking import Ask, asking
from lib.figures.chart_options import chart_named, option_types, question_called, read_options
from lib.figures.drawn import Drawn
from lib.figures.source_line import ACTORS, coverage_of, source_line
from lib.model.filter import Filter
from lib.query import decisions as query_decisions
from lib.query.filter.brief import brief
from lib.store.archive import ArchiveReader
from lib.store.followed import followed


def draw(name: str, criteria: Filter, ask: Ask, *, theme: Theme = "light", **options: Any) -> Drawn:
    """Return a chart drawn for the selected stories; UnreadableOption for an unknown name or option."""
    chart = chart_named(name)
    chosen = read_options(name, chart, options)
    frames = {part: _run_query(question, ask, criteria, chosen) for part, question in chart.ASKS.items()}
    is_network = "edges" in frames
    data = Network(nodes=frames["nodes"], edges=frames["edges"]) if is_network else frames["frame"]
    frame = frames["edges" if is_network else "frame"]
    decisions = _decision_ids(ask, criteria, frames.values(), chosen.values())
    remarks = source_words(str(chosen.get("remarks", "")))
    coverage = coverage_of(ask, criteria, frame)
    line = source_line(ask, criteria, frame, coverage=coverage.full, decisions=len(decisions))
    note = " · ".join(filter(None, (remarks, line)))
    known = set(inspect.signature(chart.figure).parameters) - {"frame", "theme"}
    archive, state = ask(_path_and_state)
    values: dict[str, Any] = {str(key): value for key, value in frame.attrs.items()} | dict(chosen)
    return Drawn(
        name=name, chart=chart, data=data, theme=theme, options=options,
        look={key: values[key] for key in known if values.get(key)}, note=note, coverage=coverage,
        decisions=decisions, criteria=criteria, selection=ask(brief, criteria), archive=archive, state=state,
    )  # fmt: skip


def drawn_now(drawn: Drawn, db: ArchiveReader) -> Drawn:
    """Return a chart drawn from the archive's present state; the given one if nothing has changed."""
    unmarked = not drawn.criteria.asks_for_marks and "against" not in drawn.options
    if unmarked and drawn.state == db.state:
        return drawn
    again = draw(drawn.name, drawn.criteria, asking(db), theme=drawn.theme, **drawn.options)
    return replace(again, wording=drawn.wording)


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
