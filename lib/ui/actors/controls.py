"""The controls of the Actors page: how pairs are counted, which are shown, which names count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from lib.model.wording import count
from lib.query import actors, two_actors
from lib.query.attention import without_actors
from lib.query.compare import HALVES
from lib.query.filter import names
from lib.ui import counted
from lib.ui.actors import compare_evidence
from lib.ui.cache import ask
from lib.ui.component import draw
from lib.ui.options import Option
from lib.ui.view import BETWEEN, View

UNIT = Option("unit", "Count", {
    "sentence": "sentences", "paragraph": "paragraphs", "article": "stories", "origin": "independent reports",
})  # fmt: skip
MINIMUM = Option("min", "In at least", {f"{n}": count(n, "report") for n in (1, 2, 3, 5, 10)}, "2")
CHANCE = Option("chance", "Ties", {"any": "all", "more": "more often than chance"})
LISTS = Option("lists", "Lists of 12 names or more", {"apart": "kept apart", "weighted": "weigh 1/(n−1)"})
TIES = Option("ties", "Show", {"core": "what is most reported", "all": "every pair"})
EACH = Option("each", "Drawn", {
    "": "in one", "publisher": "for each publisher", "month": "for each month", "tag": "for each tag",
})  # fmt: skip
MOST = Option("most", "Actors", {f"{n}": f"up to {n}" for n in (20, 40, 60, 100, 150)}, "60")
COLOUR = Option("colour", "Colour by", {"kind": "kind", "community": "group"})
AMONG = Option("among", "Share of", {"auto": "this selection", "all": "all stories"})
WHAT = Option("what", "Side by side", {"tags": "tags", "publishers": "publishers", "partners": "partners"})
BY = Option("by", "Column width", {
    "auto": "automatic", "day": "day", "week": "week", "month": "month", "year": "year",
})  # fmt: skip


class Offered(NamedTuple):
    """The options of a tab: those shown in a row, and those folded behind it."""

    shown: tuple[Option[str], ...] = ()
    folded: tuple[Option[str], ...] = ()


OFFERED: Mapping[str, Offered] = {  # "networks" is the tab "network" where it draws several
    "network": Offered((UNIT, MINIMUM), (EACH, TIES, COLOUR, MOST, CHANCE, LISTS)),
    "networks": Offered((UNIT, MINIMUM), (EACH, LISTS)),
    "matrix": Offered((UNIT, MINIMUM), (CHANCE, LISTS)),
    "ego": Offered((UNIT, MINIMUM), (COLOUR, CHANCE, LISTS)),
    "two": Offered((UNIT, WHAT), (BY, AMONG)),
    "time": Offered((UNIT, BY, AMONG)),
    "compare": Offered((), (UNIT, MINIMUM)),
    "table": Offered((UNIT, MINIMUM), (TIES, MOST, CHANCE, LISTS)),
    "most": Offered(),
}
SEEN = (EACH, TIES, COLOUR)  # options that the picture and its legend show to be chosen
NUMBERS = ("min", "most")
ACTORS = {"actor": 1, "ego": 1, "about": 1, "pair": 2, "two": 2}  # options that name actors, and how many


def resolved(view: View, tab: str) -> View:
    """Return the view with options valid for a tab: bad ones dropped, actors that it needs filled in."""
    options = (each for offered in OFFERED.values() for each in (*offered.shown, *offered.folded))
    values = {each.name: each.values for each in options}
    own = {name: value for name, value in view.own.items() if name not in values or value in values[name]}
    for name in ACTORS.keys() & own.keys():  # an actor may be merged away since
        own[name] = BETWEEN.join((ask(names.keys, key) or [key])[0] for key in own[name].split(BETWEEN))
    own = {name: value for name, value in own.items() if _has_meaning(name, value)}
    if tab == "ego" and "ego" not in own:
        most_named = ask(actors.counts, view.criteria, limit=1)["actor_id"]
        own["ego"] = own.get("actor") or str(next(iter(most_named), ""))
    if tab == "two" and "two" not in own:
        opened = own.get("actor", "")
        own["two"] = own.get("pair") or BETWEEN.join(ask(two_actors.chosen, view.criteria, opened))
    return replace(view, own=own)


def _has_meaning(name: str, value: str) -> bool:
    """Return whether a value is valid for the option `name`: enough known actors, days in order, a side."""
    if name in ACTORS:
        ends = value.split(BETWEEN)
        known = (ask(actors.name, each) is not None for each in ends)
        return len(ends) == len(set(ends)) == ACTORS[name] and all(known)
    if name == "on":
        try:
            first, last = (date.fromisoformat(day) for day in value.split(".."))
        except ValueError:
            return False
        return first <= last
    return name != "side" or value == "before"


def controls(view: View, tab: str) -> dict[str, Any]:
    """Show the tab's choices, rare ones folded, and return the options of its chart; {} if it has none."""
    if tab not in OFFERED:
        return {}
    tab = "networks" if tab == "network" and view.own.get("each") else tab
    shown, folded = OFFERED[tab]
    shown = tuple(each for each in shown if _matters(each, view, tab))
    drawn_apart = tab == "networks"  # only then is EACH an option of the chart
    options = [each for each in (*shown, *folded) if each != EACH or drawn_apart]
    picked: dict[str, Any] = {each.name: each.chosen(view) for each in options}
    picked |= {name: int(picked[name]) for name in NUMBERS if name in picked}
    groups = [each.links(view) for each in shown]
    if tab == "compare":
        against = compare_evidence.against(view)
        picked["against"] = against.chosen(view) or HALVES
        groups.append(against.links(view))
    differs = any(each.chosen(view) != each.default for each in folded if each not in SEEN)
    draw(
        "page/controls.html", "controls", groups=groups,
        folded=[*(each.links(view) for each in folded), *counted.choices_of(view)],
        opened=differs or not counted.all_usual(view.criteria),
    )  # fmt: skip
    return picked


def _matters(option: Option[str], view: View, tab: str) -> bool:
    """Return whether an option can change what a tab shows."""
    if option == UNIT and tab == "time":  # an actor alone has no ties that could be counted
        return bool(view.own.get("pair"))
    # Only a filter to actors leaves out stories of which a share could be.
    return option != AMONG or without_actors(view.criteria) != view.criteria
