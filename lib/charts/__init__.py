"""The charts: each a module that turns a data frame into a figure, or several alike as CHARTS of one module.

A chart has the parts that `Chart` names, and question(frame) where its title names an actor. A module with
neither QUESTION nor ASKS is shared by others.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from lib.model.errors import FigureError
from lib.model.wording import listed

PARTS = {
    "COLUMNS": "the columns that its frame must hold",
    "QUESTION": "its title, a question",
    "ASKS": 'the questions of lib/query that fill its frame, such as {"frame": "tags.counts"}',
    "figure": "the function that draws it",
    "alt": "the function that says it in words",
}


class Chart(Protocol):
    """The parts that each chart has: columns, title, queries, figure and description."""

    COLUMNS: tuple[str, ...]
    QUESTION: str
    ASKS: Mapping[str, str]

    def figure(self, frame: Any, /, **options: Any) -> Any:
        """Return the figure of a frame."""

    def alt(self, frame: Any, /) -> str:
        """Return a description of the figure in words."""


def title(chart: Chart, frame: Any) -> str:
    """Return the chart's title: a question, with the actor's name if the chart is about one actor."""
    question: Callable[[Any], str] | None = getattr(chart, "question", None)
    return question(frame) if question else chart.QUESTION


def charts() -> dict[str, Chart]:
    """Return all charts by name; FigureError where two have the same name or one lacks a part."""
    found: dict[str, Chart] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        own = [*getattr(loaded, "CHARTS", {}).items()]
        if any(hasattr(loaded, part) for part in ("QUESTION", "ASKS")):
            own.append((module.name, loaded))
        for name, chart in own:
            if name in found:
                raise FigureError(
                    name,
                    f"lib/charts/{module.name}.py brings a chart called {name}, and there is one already. "
                    "Give it another name.",
                )
            found[name] = checked_chart(name, chart)
    return found


def checked_chart(name: str, chart: Any) -> Chart:
    """Return the chart unchanged if it has all PARTS; raises FigureError that names the missing ones."""
    missing = [f"{part}, {what}" for part, what in PARTS.items() if not hasattr(chart, part)]
    if missing:
        raise FigureError(
            name, f"The chart {name} in lib/charts lacks {listed(missing)}. lib/charts/timeline.py shows how."
        )
    checked: Chart = chart
    return checked
