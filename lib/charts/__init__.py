"""Charts: from a frame to a figure; a module each, or one module that lists several alike as CHARTS.

A chart has what `Chart` names, and question(frame) where its title names whom it is about. A module without
a QUESTION is shared by others.
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
    """A chart: a module of this folder, or one of several alike."""

    COLUMNS: tuple[str, ...]
    QUESTION: str
    ASKS: Mapping[str, str]

    def figure(self, frame: Any, /, **options: Any) -> Any:
        """Return the figure of a frame."""

    def alt(self, frame: Any, /) -> str:
        """Return the figure in words."""


def title(chart: Chart, frame: Any) -> str:
    """Return the chart's question, with whom it is about where it is about one."""
    question: Callable[[Any], str] | None = getattr(chart, "question", None)
    return question(frame) if question else chart.QUESTION


def charts() -> dict[str, Chart]:
    """Return every chart by its name; raises FigureError where two have one name or one lacks a part."""
    found: dict[str, Chart] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        own: list[tuple[str, Chart]] = [*getattr(loaded, "CHARTS", {}).items()]
        if hasattr(loaded, "QUESTION"):
            own.append((module.name, whole(module.name, loaded)))
        for name, chart in own:
            if name in found:
                raise FigureError(
                    name,
                    f"lib/charts/{module.name}.py brings a chart called {name}, and there is one already. "
                    "Give it another name.",
                )
            found[name] = chart
    return found


def whole(name: str, chart: Any) -> Chart:
    """Return the chart; one that lacks a part is refused with what is missing."""
    missing = [f"{part}, {what}" for part, what in PARTS.items() if not hasattr(chart, part)]
    if missing:
        raise FigureError(
            name,
            f"The chart {name} in lib/charts lacks {listed(missing)}. lib/charts/timeline.py shows how.",
        )
    checked: Chart = chart
    return checked
