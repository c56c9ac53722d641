"""Options of a page that have one of a few values: read from the address, and shown as links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from lib.ui.component import draw
from lib.ui.render import Choices, Head, Link, Order
from lib.ui.view import View

V = TypeVar("V", bound=str)


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """An option of a page: its parameter in the address, its label, its values in words, the default."""

    name: str
    label: str
    values: Mapping[V, str]
    usual: V | None = None

    @property
    def default(self) -> V:
        """The value that holds if the address names none."""
        return next(iter(self.values)) if self.usual is None else self.usual

    def chosen(self, view: View) -> V:
        """Return the value that the view's address gives the option."""
        asked = view.own.get(self.name)
        return next((each for each in self.values if each == asked), self.default)

    def link(self, view: View, value: V) -> Link:
        """Return a link to the page with this value, which the address names unless it is the usual one."""
        href = view.here(**{self.name: None if value == self.default else value})
        return Link(href, self.values[value], current=value == self.chosen(view), stay=True)

    def links(self, view: View) -> Choices:
        """Return a link for each value."""
        return Choices(self.label, [self.link(view, value) for value in self.values])

    def head(self, view: View, value: V, css_class: str = "", order: Order = "descending") -> Head:
        """Return the heading of a table's column, a click on which sorts by it, in this order."""
        link = self.link(view, value)
        return Head(link.label, css_class, link.href, order if link.current else "")


def tabs(view: View, option: Option[V], key: str = "tabs") -> V:
    """Show an option's values as tabs, return the open one."""
    shown = option.links(view)
    draw("page/tabs.html", key, label=shown.label, links=shown.links)
    return option.chosen(view)


def choices(
    view: View, *options: Option[Any], key: str = "choices", folded: Sequence[Option[Any]] = ()
) -> dict[str, str]:
    """Show options in a row, with `folded` ones behind it; return the chosen value of each by its name."""
    groups = [each.links(view) for each in options]
    if folded:
        more = [each.links(view) for each in folded]
        draw("page/controls.html", key, groups=groups, folded=more, opened=False)
    else:
        draw("page/choices.html", key, groups=groups)
    return {each.name: each.chosen(view) for each in (*options, *folded)}
