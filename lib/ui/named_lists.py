"""Lists of names with their numbers of stories, and those over time as small bars."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lib.model.filter import Filter
from lib.ui.render import Link
from lib.ui.view import View


@dataclass(frozen=True, slots=True)
class NamedList:
    """Names with their numbers of stories under a title; `more` links to the rest."""

    title: str
    entries: tuple[tuple[Link, int], ...]
    more: Link | None = None


def named_list(
    title: str, names: Mapping[str, int], view: View, criteria: Filter,
    narrow: Callable[[Filter, str], Filter], *, called: Mapping[str, str] = MappingProxyType({}),
    more: Link | None = None,
) -> NamedList:  # fmt: skip
    """Return a list of names and their numbers of stories, as links.

    `narrow` returns the filter for a name, `called` has other words for names, `more` links to the rest.
    """
    entries = (
        (Link(view.to("read", narrow(criteria, name)), called.get(name, name)), number)
        for name, number in names.items()
    )
    return NamedList(title, tuple(entries), more)


def spark(counts: Sequence[int]) -> str:
    """Return counts over time as the path data (`d`) of an SVG of small bars, 96 wide and 20 high."""
    most, wide = max(1, *counts), 96 / len(counts)
    bars = "".join(
        f"M{wide * place:.1f} 20v-{max(2, 18 * number / most):.0f}h{0.7 * wide:.1f}V20z"
        for place, number in enumerate(counts)
        if number
    )
    return f"M0 19.5h96v.5h-96z{bars}"
