"""The charts by name, and their options as an address gives them."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd

from lib.charts import Chart, charts
from lib.model.errors import UnreadableOption

_CHARTS = charts()
NAMES: tuple[str, ...] = tuple(sorted(_CHARTS))
NETWORKS: tuple[str, ...] = tuple(name for name in NAMES if "edges" in _CHARTS[name].ASKS)

MOST = 1_000_000  # that an option may ask for, such as names: more than an archive has
AUTO = "auto"  # as the pages say for a choice that is left to the chart
# An address says min where a question says minimum: the short word is the pages' public one.
_SPELLED = {"min": "minimum"}


def chart_named(name: str) -> Chart:
    """Return the chart of a name; raises UnreadableOption if there is none."""
    if name not in _CHARTS:
        raise UnreadableOption(name, f'There is no chart "{name}". There are {", ".join(NAMES)}.')
    return _CHARTS[name]


def question_called(name: str) -> Callable[..., pd.DataFrame]:
    """Return the query function that a chart's ASKS names, such as "network.edges" of lib.query."""
    topic, what = name.split(".")
    question: Callable[..., pd.DataFrame] = getattr(importlib.import_module(f"lib.query.{topic}"), what)
    return question


@cache
def meanings_of_questions() -> Mapping[str, str]:
    """Return what each column of the charts' data means, by its name, from MEANINGS of the queries."""
    asked = sorted({name.split(".")[0] for chart in _CHARTS.values() for name in chart.ASKS.values()})
    topics = [importlib.import_module(f"lib.query.{topic}") for topic in asked]
    return {name: words for topic in topics for name, words in getattr(topic, "MEANINGS", {}).items()}


def read_options(name: str, chart: Chart, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given options by parameter, converted to their types, without those whose value is "auto".

    `name` is the chart's. Raises UnreadableOption for an unknown option or a value that cannot be read.
    """
    known, chosen = _reader_options(chart), {}
    for spelled, value in given.items():
        key = _SPELLED.get(spelled, spelled)
        if key not in known:
            raise UnreadableOption(
                name, f'The chart {name} has no option "{spelled}". It has {", ".join(sorted(known))}.'
            )
        if key != spelled and key in given:
            raise UnreadableOption(
                name, f"The chart {name} is given both {spelled} and {key}, which are one option. Give one."
            )
        if value != AUTO:
            chosen[key] = typed(value, known[key], chart=name, option=key)
    return chosen


def options_of(name: str) -> list[str]:
    """Return the names of the options that an address may give a chart, without those of the filter."""
    known = _reader_options(chart_named(name))
    return ["theme", *known, *(short for short, long in _SPELLED.items() if long in known)]


def _reader_options(chart: Chart) -> dict[str, Any]:
    """Return the type of each option that a reader may set for a chart, by its name."""
    known: dict[str, Any] = {}
    for takes in (*map(question_called, chart.ASKS.values()), chart.figure):
        known |= option_types(takes)
    for own in ("theme", "zone", "room"):  # not the reader's to choose
        known.pop(own, None)
    return known


def option_types(question: Callable[..., Any]) -> dict[str, Any]:
    """Return the type of each option of a query or drawing function, by its name."""
    hints = get_type_hints(question)
    if request := hints.get("request"):
        given, hints = (each.name for each in fields(request) if each.init), get_type_hints(request)
        return {key: hints[key] for key in given if key != "criteria"}
    parameters = inspect.signature(question).parameters.values()
    return {each.name: hints[each.name] for each in parameters if each.kind is each.KEYWORD_ONLY}


def typed(value: Any, hint: Any, *, chart: str, option: str) -> Any:
    """Return an option's value as its parameter's type: one of a Literal, an int from 1 to MOST, or text.

    Raises UnreadableOption, with the names of chart and option, for a value that does not fit.
    """
    if get_origin(hint) is Literal:
        if value in get_args(hint):
            return value
        wanted = f"one of {', '.join(map(str, get_args(hint)))}"
    elif hint is int:
        try:
            number = int(str(value))
        except ValueError:
            number = 0
        if 1 <= number <= MOST:
            return number
        wanted = "a whole number from 1 on" if number < 1 else f"{MOST:,} at most"
    else:
        return value
    raise UnreadableOption(chart, f'The option {option} of the chart {chart} is {wanted}, not "{value}".')
