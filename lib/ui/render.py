"""Filling the templates of the app's pages: the only place of the app where text becomes markup.

Templates are in `lib/ui/templates`. They escape every value, and a variable that is not given is an error.
They get text, numbers and frozen dataclasses, such as the links, buttons and tables below, and return
`Markup`, the only thing that a page shows and that another template takes unescaped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lib.model.direction import Direction, direction
from lib.model.wording import begins_midway, count, listed
from lib.ui import wording

__all__ = [
    "Button", "Choices", "Head", "Link", "Markup", "Sentence", "Table", "paragraph", "render", "stack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link: address, label, class, title, spoken label; whether it is current, stays or opens elsewhere."""

    href: str
    label: str
    kind: str = ""  # its class
    title: str = ""
    current: bool = False  # it is where the reader is
    stay: bool = False  # the page keeps its place
    spoken: str = ""  # what is read aloud in the place of the label
    away: bool = False  # it opens elsewhere


@dataclass(frozen=True, slots=True)
class Button:
    """A button: label, data attributes (`sends`), class, spoken label, id, and whether it is inactive."""

    label: str
    sends: Mapping[str, str] = field(default_factory=dict)
    kind: str = "quiet"
    spoken: str = ""  # what is read aloud in the place of the label
    name: str = ""  # its id
    asleep: bool = False  # it does nothing for now


Sentence = Sequence[str | Link | Button]  # prose with links and buttons in it


@dataclass(frozen=True, slots=True)
class Head:
    """A table column's heading: words, class, `href` that sorts by the column, `order` of the sort now."""

    words: str
    column: str = ""  # the class of the column
    href: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A labelled group of links of which one is chosen; the address keeps the choice."""

    label: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: class, caption, column heads, rows whose first cell is a heading, and the row that is open."""

    kind: str
    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[str | Link]]
    chosen: int | None = None  # the row that is open


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


def paragraph(*parts: str | Link | Button, kind: str = "note", role: str = "") -> Markup:
    """Return a paragraph of text, links and buttons as HTML."""
    return render("sentence.html", parts=parts, kind=kind, role=role)


def stack(*parts: Markup) -> Markup:
    """Return pieces of HTML joined."""
    return Markup("").join(parts)
