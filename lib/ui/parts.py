"""What templates draw of one shape on every page: links, buttons, sentences that hold them, tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that lead to it."""

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
    """A button; `sends` holds its data attributes, such as the word that it sends under "do"."""

    label: str
    sends: Mapping[str, str] = field(default_factory=dict)
    kind: str = "quiet"
    spoken: str = ""  # what is read aloud in the place of the label
    name: str = ""  # its id
    asleep: bool = False  # it does nothing for now


Sentence = Sequence[str | Link | Button]  # prose with links and buttons in it


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in words, and as a machine reads it where the page says one."""

    words: str
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table's column; `href` sorts by it, `order` is how it is sorted now."""

    words: str
    column: str = ""  # the class of the column
    href: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """A group of choices that live in the address."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are headed: each is its head and its cells, in words or a link."""

    kind: str
    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[str | Link]]
    chosen: int | None = None  # the row that is open
