"""Values that many templates show: links, buttons, sentences with links, tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


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
class Moment:
    """A time in words, and in ISO 8601 if it is known."""

    words: str
    iso: str = ""


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
