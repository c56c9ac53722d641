"""The controls of the Actors page: how pairs are counted, which are shown, which names count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode

from lib import figures
from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.filter import Cast, Filter
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, KINDS, MANNERS
from lib.query import actors
from lib.query.attention import without_actors
from lib.query.compare import HALVES
from lib.query.filter import names
from lib.query.filter.address import from_address, to_address
from lib.ui.actors import compare_evidence, one_actor
from lib.ui.cache import ask
from lib.ui.component import draw, say
from lib.ui.render import Choices, Link
from lib.ui.view import BETWEEN, EVERYTHING, View
from lib.ui.widgets import choice_rows

Groups = dict[str, tuple[str, Mapping[str, str]]]

UNIT = {
    "sentence": "sentences", "paragraph": "paragraphs", "article": "stories", "origin": "independent reports",
}  # fmt: skip
TIES: Groups = {
    "unit": ("Count", UNIT),
    "min": ("In at least", {n: f"{n} report{'s' * (n != '1')}" for n in ("1", "2", "3", "5", "10")}),
}
CHANCE: Groups = {
    "chance": ("Ties", {"any": "all", "more": "more often than chance"}),
    "lists": ("Lists of 12 names or more", {"apart": "kept apart", "weighted": "weigh 1/(n−1)"}),
}
SHOW: Groups = {"ties": ("Show", {"core": "what is most reported", "all": "every pair"})}
EACH: Groups = {
    "each": ("Drawn", {
        "": "in one", "publisher": "for each publisher", "month": "for each month", "tag": "for each tag",
    }),
}  # fmt: skip
MOST: Groups = {"most": ("Actors", {n: f"up to {n}" for n in ("20", "40", "60", "100", "150")})}
COLOUR: Groups = {"colour": ("Colour by", {"kind": "kind", "community": "group"})}
AMONG: Groups = {"among": ("Share of", {"auto": "this selection", "all": "all stories"})}
WIDTHS = {"auto": "automatic"} | {unit: unit for unit in ("day", "week", "month", "year")}
BY: Groups = {"by": ("Column width", WIDTHS)}
OFFERED: Mapping[str, Groups] = {
    "network": TIES,
    "networks": TIES,
    "matrix": TIES,
    "ego": TIES,
    "time": {"unit": TIES["unit"], **BY, **AMONG},
    "compare": {},
    "table": TIES,
    "most": {},
}
FOLDED: Mapping[str, Groups] = {
    "network": EACH | SHOW | COLOUR | MOST | CHANCE, "networks": EACH | {"lists": CHANCE["lists"]},
    "matrix": CHANCE, "ego": COLOUR | CHANCE, "table": SHOW | MOST | CHANCE,
    "compare": TIES,
}  # fmt: skip
SEEN = ("each", "ties", "colour")  # options that the picture and its legend show to be chosen
DEFAULTS = {"min": "2", "most": "60"}
ACTORS = {
    "actor": 1,
    "ego": 1,
    "about": 1,
    "pair": 2,
}  # options of the address that name actors, and how many
CASTS: Mapping[Cast, str] = {"all": "all", "recorded": "recorded actors only"}
COUNTED: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...], Mapping[str, str]]] = {
    "kinds": ("Who counts", KINDS, DEFAULT_KINDS, {
        "person": "people", "organisation": "organisations", "country": "countries", "group": "groups",
        "place": "places", "other": "products, events and works",
    }),
    "roles": ("Named how", MANNERS, DEFAULT_ROLES, {
        "name": "by name", "surname": "by surname", "metonym": "by capital or seat", "demonym": "by people",
        "title": "in a title", "nested": "inside another name", "undecided": "by an ambiguous surname",
        "unsure": "by an uncertain name",
    }),
    "zones": ("Named where", tuple(z for z in ZONES if z not in ("credit", "byline")), DEFAULT_ZONES, {
        "headline": "headline", "deck": "standfirst", "body": "text", "quote": "quotations", "list": "lists",
        "table": "tables", "caption": "captions", "related": "cards of other stories", "ticker": "ticker",
    }),
}  # fmt: skip


def resolved(view: View, tab: str) -> View:
    """Return the view without invalid options, merged actors replaced, with an actor for the tab "ego"."""
    groups = {
        name: values for each in (*OFFERED.values(), *FOLDED.values()) for name, (_, values) in each.items()
    }
    own = {name: value for name, value in view.own.items() if name not in groups or value in groups[name]}
    for name in ACTORS.keys() & own.keys():  # an actor may be merged away since
        own[name] = BETWEEN.join((ask(names.keys, key) or [key])[0] for key in own[name].split(BETWEEN))
    own = {name: value for name, value in own.items() if _has_meaning(name, value)}
    if tab == "ego" and "ego" not in own:
        own["ego"] = own.get("actor") or one_actor.most_named(view)
    return replace(view, own=own)


def _has_meaning(name: str, value: str) -> bool:
    """Return whether an option of the address names actors that are there, or days, or a side."""
    if name in ACTORS:
        ends = value.split(BETWEEN)
        known = (ask(actors.name, EVERYTHING, actor_id=each) is not None for each in ends)
        return len(ends) == len(set(ends)) == ACTORS[name] and all(known)
    if name == "on":
        try:
            first, last = (date.fromisoformat(day) for day in value.split(".."))
        except ValueError:
            return False
        return first <= last
    return name != "side" or value == "before"


def controls(view: View, tab: str) -> dict[str, Any]:
    """Show the tab's choices, folded on a phone, and return the chosen options of its chart."""
    if tab not in OFFERED:
        return {}
    tab = "networks" if tab == "network" and view.own.get("each") else tab
    offered = {
        name: group for name, group in OFFERED[tab].items()
        # An actor alone has no ties that could be counted; only a filter to actors leaves other stories out.
        if (name != "unit" or tab != "time" or view.own.get("pair"))
        and (name != "among" or without_actors(view.criteria) != view.criteria)
    }  # fmt: skip
    picked, rows = choice_rows(view, offered, **DEFAULTS)
    if tab == "compare":
        picked["against"], choice = against(view)
        rows.append(choice)
    folded, more = choice_rows(view, FOLDED.get(tab, {}), **DEFAULTS)
    usual = {
        name: DEFAULTS.get(name) or next(iter(values))
        for name, (_, values) in FOLDED.get(tab, {}).items()
        if name not in SEEN
    }
    casts = [
        _link(view, replace(view.criteria, cast=cast), words, current=cast == view.criteria.cast)
        for cast, words in CASTS.items()
    ]
    toggles = [Choices("Actors that count", casts), *(_toggles(view, field) for field in COUNTED)]
    differs = any(folded[name] != value for name, value in usual.items())
    opened = differs or view.criteria.cast != "all" or any(map(partial(_changed, view), COUNTED))
    draw("page/controls.html", "controls", groups=rows, folded=[*more, *toggles], opened=opened)
    picked |= folded
    return {name: int(value) if name in ("min", "most") else value for name, value in picked.items()}


def _toggles(view: View, field: str) -> Choices:
    """Return links that add or remove a value of a field (kinds, roles, zones), and one to its default."""
    label, values, default, words = COUNTED[field]
    chosen = set(getattr(view.criteria, field))

    def counting(names: set[str]) -> Filter:
        kept = tuple(value for value in values if value in names)
        changed: dict[str, Any] = {field: default if set(kept) == set(default) else kept}
        return replace(view.criteria, **changed)

    links = [
        _link(view, counting(chosen ^ {value} or set(default)), words[value], current=value in chosen)
        for value in values
    ]
    if _changed(view, field):
        links.append(_link(view, counting(set(default)), "as usual"))
    return Choices(label, links)


def _link(view: View, criteria: Filter, words: str, *, current: bool = False) -> Link:
    return Link(view.narrowed(criteria), words, current=current, stay=True)


def _changed(view: View, field: str) -> bool:
    return set(getattr(view.criteria, field)) != set(COUNTED[field][2])


def against(view: View) -> tuple[str, Choices]:
    """Return with what the selection is compared, another filter as an address or HALVES, and the choice."""
    held = view.own.get("against", "")
    usual, now = {"": "the earlier half", "q=": "all stories"}, _encoded(view.criteria)
    earlier = {
        _encoded(replace(view.criteria, as_of=at)): words
        for words, at in compare_evidence.offered(view).items()
    }
    offered = usual | earlier | {now: "pin this selection as before"}
    if held and held not in offered:
        offered = usual | {held: f"kept: {ask(figures.selected, from_address(parse_qs(held)))}"}
    links = [
        Link(view.here(against=value or None), words, current=value == held, stay=True)
        for value, words in offered.items()
    ]
    if held == now:
        say("kept", "Kept as “before”. Now change the filter above: the new selection is “after”.")
    return held or HALVES, Choices("Compare with", links)


def _encoded(criteria: Filter) -> str:
    return urlencode(to_address(criteria), doseq=True) or "q="
