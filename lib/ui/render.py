"""Filling the templates of the app's pages: the only place of the app where text becomes markup.

Templates are in `lib/ui/templates`. They escape every value, and a variable that is not given is an error.
They get text, numbers and frozen dataclasses, such as the links, buttons and tables below, and return
`Markup`, the only thing that a page shows and that another template takes unescaped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lib.model.direction import Direction, direction
from lib.model.wording import begins_midway, count, listed
from lib.ui import wording

__all__ = [
    "Button", "Choices", "Head", "Link", "Markup", "Order", "RichText", "Table", "paragraph", "render",
    "stack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link in prose, a list or a table."""

    href: str
    label: str
    css_class: str = ""
    title: str = ""
    current: bool = False  # it leads to where the reader is
    stay: bool = False  # the page keeps its place
    aria_label: str = ""  # read aloud in the place of the label


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends a word to the page, or does something in the browser, by its data attributes."""

    label: str
    data: Mapping[str, str] = field(default_factory=dict)  # {"do": "undo 2"} is the attribute data-do
    css_class: str = "quiet"
    aria_label: str = ""  # read aloud in the place of the label
    element_id: str = ""
    disabled: bool = False  # for now, as while its work runs; it stays readable


RichText = Sequence[str | Link | Button]  # prose with links and buttons in it
Order = Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a table's column; with `href` a click on it sorts by the column."""

    words: str
    css_class: str = ""  # of the whole column
    href: str = ""
    order: Order = ""  # in which the table is sorted by this column now


@dataclass(frozen=True, slots=True)
class Choices:
    """A labelled group of links of which one is chosen; the address keeps the choice."""

    label: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Table:
    """The table beside a chart: the same numbers for whoever cannot see it, each row with a heading."""

    css_class: str
    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[str | Link]]  # the first cell of each is its heading
    chosen: int | None = None  # the index of the row whose evidence is open


def _turned(text: str, around: Direction = "ltr") -> Markup:
    """Return a dir attribute as HTML if the text reads in another direction than `around`; else empty."""
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
    "listed": listed,
}  # fmt: skip
WORDS = (
    "capital", "day", "days", "headline_of", "instant", "kicker", "present", "publisher_name", "story_count",
    "time_of",
)  # fmt: skip
ENVIRONMENT.globals |= {name: getattr(wording, name) for name in WORDS}
ENVIRONMENT.filters["thousands"] = "{:,}".format


def render(template: str, **values: object) -> Markup:
    """Return the template filled with the values."""
    return Markup(ENVIRONMENT.get_template(template).render(values))


def paragraph(*parts: str | Link | Button, css_class: str = "note", role: str = "") -> Markup:
    """Return a paragraph of text, links and buttons as HTML."""
    return render("sentence.html", parts=parts, css_class=css_class, role=role)


def stack(*parts: Markup) -> Markup:
    """Return pieces of HTML joined."""
    return Markup("").join(parts)
