"""Filling the templates of the app's pages: the only place of the app where text becomes markup.

Templates are in `lib/ui/templates`. They escape every value, and a variable that is not given is an error.
They get text, numbers and frozen dataclasses and return `Markup`, the only thing that a page shows and that
another template takes unescaped.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lib.model.direction import Direction, direction
from lib.model.wording import begins_midway, count, listed
from lib.ui.parts import Button, Link
from lib.ui.wording import (
    capital,
    day,
    days,
    headline_of,
    instant,
    kicker,
    present,
    publisher_name,
    story_count,
    time_of,
)

__all__ = ["Markup", "paragraph", "render", "stack"]


def _turned(text: str, around: Direction = "ltr") -> Markup:
    """Return as HTML a dir attribute if the text reads the other way than the text around it; else empty."""
    own = direction(text, around)
    return Markup(' dir="{}"').format(own) if own != around else Markup("")


ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals |= {
    "turned": _turned, "direction": direction, "begins_midway": begins_midway, "count": count,
    "listed": listed, "story_count": story_count, "day": day, "days": days, "instant": instant,
    "capital": capital, "present": present, "headline_of": headline_of, "kicker": kicker,
    "publisher_name": publisher_name, "time_of": time_of,
}  # fmt: skip
ENVIRONMENT.filters["thousands"] = "{:,}".format


def render(template: str, **values: object) -> Markup:
    """Return the template filled with the values."""
    return Markup(ENVIRONMENT.get_template(template).render(values))


def paragraph(*parts: str | Link | Button, kind: str = "note", role: str = "") -> Markup:
    """Return a paragraph of text, links and buttons as HTML."""
    return render("sentence.html", parts=parts, kind=kind, role=role)


def stack(*parts: Markup) -> Markup:
    """Return pieces of HTML joined."""
    return Markup("").join(parts)
