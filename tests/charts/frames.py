"""Frames as lib/query gives them: of every chart a full one, an empty one and one that means harm, by the
columns of its question; and some made by hand, whose numbers tests name.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from importlib import import_module
from itertools import combinations, product
from typing import Any

import pandas as pd

from lib.charts import charts
from lib.charts.pairs import EDGE_COLUMNS, NODE_COLUMNS, Network
from lib.query.frames import Columns, Kind, frame
from lib.stats.chance import MORE, NO_MORE
from lib.stats.trend import bursts, rates

SIDES = ("before", "after")
WORDS: Mapping[str, tuple[str, ...]] = {  # columns that hold one of a few words
    "verdict": (MORE, NO_MORE), "change": ("new", "gone", "stronger", "weaker"),
}  # fmt: skip

HOSTILE = '<a href="javascript:alert(1)">x</a> <b>%{y}</b> $5 & "quoted"'

NAMES = (
    ("Harbour Board", "organisation"), ("Ada Lindqvist", "person"), ("Norland", "country"),
    ("Sudmark", "country"), ("Port Alder", "place"), ("Free Ferrymen", "group"),
    ("Tomas Reyes", "person"), ("Ministry of the Sea", "organisation"), ("Ines Okoro", "person"),
    ("Westvale", "country"), ("Council of Coastal Cities", "organisation"), ("Bram Visser", "person"),
    ("Lighthouse Society", "organisation"), ("Yara Haddad", "person"), ("Eastvale", "country"),
    ("Pilots' Union", "organisation"), ("Olga Marinova", "person"), ("Coast Guard", "organisation"),
    ("Kenji Aoki", "person"), ("Gulf States Forum", "organisation"), ("Petra Nowak", "person"),
    ("Islands", "country"), ("Fishers of the North", "group"), ("Samir Qureshi", "person"),
    ("Bay of Storms", "place"),
)  # fmt: skip


def over_time(days: int = 20, series: tuple[str, ...] = ("Harbour", "Ferries", "Others")) -> pd.DataFrame:
    """Return stories a day with a gap of two days."""
    start = datetime(2024, 4, 1)
    rows = [
        (start + timedelta(days=day), name, 1 + (day * 7 + place * 3) % 9)
        for day in range(days)
        for place, name in enumerate(series)
        if day not in (5, 6)
    ]
    text = pd.DataFrame(rows, columns=["day", "series", "stories"])
    text.attrs = {"unit": "day", "by": "tag", "zone": "Europe/Kyiv", "undated": 0, "note": ""}
    return text


def ranking(column: str, names: tuple[str, ...] = ("Harbour", "Ferries", "Tides")) -> pd.DataFrame:
    """Return names with counts, falling, of 40 stories."""
    counts = [30 - 4 * place for place in range(len(names))]
    return pd.DataFrame({column: names, "stories": counts, "share": [count / 40 for count in counts]})


def attention(weeks: int = 20) -> pd.DataFrame:
    """Return shares of two actors and a pair, week by week; in the fifth week nothing was captured."""
    rows = [
        (
            name, f"country/{place}", "", datetime(2024, 4, 1) + timedelta(days=7 * week),
            (week * 7 + place) % 5 if week != 4 else 0, 10 if week != 4 else 0,
        )
        for place, name in enumerate(("Norland", "Sudmark", "Norland with Sudmark"))
        for week in range(weeks)
    ]  # fmt: skip
    counted = pd.DataFrame(rows, columns=["series", "actor_id", "other_id", "day", "count", "of"])
    text = bursts(rates(counted))
    text.attrs = {"by": "week", "zone": "Europe/Kyiv", "undated": 0}
    return text


def changes() -> Network:
    """Return ties of which each became something else."""
    whole = network(9)
    kinds = ["new", "gone", "stronger", "weaker"]
    edges = whole.edges.assign(
        change=[kinds[place % 4] for place in range(len(whole.edges))],
        **{f"{what}_{side}": whole.edges["weight"] for what in ("weight", "stories") for side in SIDES},
    )
    edges.attrs = {"before": 40, "after": 60}
    return Network(nodes=whole.nodes.assign(weight=whole.nodes["mentions"]), edges=edges)


def networks() -> pd.DataFrame:
    """Return the pairs of ten actors in each of five papers; the last names none of them."""
    edges = network(10).edges.drop(columns="verdict")
    papers = ("Harbour Post", "Gulf Mail", "The Lighthouse", "Morning Tide", "Sud Express")
    parts = [
        edges.assign(series=name, of=40 - 9 * place, weight=(edges["weight"] - 11 * place).clip(0))
        for place, name in enumerate(papers)
    ]
    text = pd.concat(parts, ignore_index=True)
    text.attrs = {"each": "publisher", "unit": "sentence", "parts": dict.fromkeys(papers, ""), "note": ""}
    return text


def named_actors() -> pd.DataFrame:
    """Return actors with counts."""
    counted = ranking("actor", tuple(name for name, _ in NAMES[:7]))
    ids = [f"{kind}/{name.lower()}" for name, kind in NAMES[:7]]
    return counted.assign(actor_id=ids, kind=[kind for _, kind in NAMES[:7]], mentions=counted["stories"] * 2)


def network(size: int = len(NAMES)) -> Network:
    """Return a network in which each actor stands in a few pairs."""
    ids = [f"{kind}/{name.lower()}" for name, kind in NAMES[:size]]
    nodes = [(ids[at], *NAMES[at], 120 - 4 * at, 60 - 2 * at) for at in range(size)]
    edges = [
        (
            NAMES[a][0],
            NAMES[b][0],
            2 + (a * 5 + b * 3) % 40,
            1 + (a + b) % 9,
            ids[a],
            ids[b],
            1 + (a + b) % 7,
            (MORE, NO_MORE)[(a + b) % 2],
        )
        for a in range(size)
        for b in range(a + 1, size)
        if (a * b + a + b) % 4 == 0 or b == a + 1
    ]
    return Network(
        nodes=pd.DataFrame(nodes, columns=list(NODE_COLUMNS)),
        edges=pd.DataFrame(edges, columns=list(EDGE_COLUMNS)),
    )


def columns(name: str) -> dict[str, Columns]:
    """Return the typed columns of the questions that a chart asks: COLUMNS of their topic, of a network NODES
    and EDGES.
    """
    asked = {part: import_module(f"lib.query.{on.split('.')[0]}") for part, on in charts()[name].ASKS.items()}
    return {part: vars(topic).get(part.upper()) or topic.COLUMNS for part, topic in asked.items()}


def full(name: str, *, days: int = 20, called: Callable[[str], str] = str) -> Any:
    """Return what a chart draws: of each part an answer with the columns of its question."""
    parts = {part: answer(own, days, called) for part, own in columns(name).items()}
    return parts["frame"] if "frame" in parts else Network(nodes=parts["nodes"], edges=parts["edges"])


def empty(name: str) -> Any:
    """Return what a chart gets when nothing was found."""
    some = full(name)
    if isinstance(some, Network):
        return Network(nodes=some.nodes.head(0), edges=some.edges.head(0))
    return some.head(0)


def hostile(name: str) -> Any:
    """Return the full frame with names that carry markup."""
    return full(name, called=lambda name: f"{HOSTILE} {name}")


def answer(own: Columns, days: int = 20, called: Callable[[str], str] = str) -> pd.DataFrame:
    """Return rows of the columns, by the kind and the name of each: days, series and pairs in all their
    combinations, of 40 stories each.
    """
    dated = "moment" in own.values()
    series = range(3 if dated else 5 if "source" in own and "series" in own else len(NAMES))
    ends = [
        (a, b)
        for a, b in combinations(range(10 if "series" in own else len(NAMES)), 2)
        if (a * b + a + b) % 4 == 0 or b == a + 1
    ]
    places = product(
        range(days) if dated else [0],
        [0] if "source" in own and "series" not in own else series,
        ends if "source" in own else [(0, 1)],
    )
    rows = [
        [_value(name, kind, called, day, at, *pair) for name, kind in own.items()] for day, at, pair in places
    ]
    return frame(rows, own)


def _value(
    name: str, kind: Kind, called: Callable[[str], str], day: int, at: int, source: int, target: int
) -> object:
    stories = 1 + (day * 7 + at * 3 + source * 5 + target) % 40
    actor = {"source": source, "source_id": source, "target": target, "target_id": target}.get(name, at)
    match kind:
        case "text" if name in WORDS:
            return WORDS[name][stories % len(WORDS[name])]
        case "text" if name == "kind":
            return NAMES[actor][1]
        case "text" if name.endswith("_id"):
            return f"{NAMES[actor][1]}/{NAMES[actor][0].lower()}" if name != "other_id" else ""
        case "text":
            return called(NAMES[actor][0])
        case "count":
            return 40 if name == "of" else stories
        case "share":
            return stories / 40
        case "flag":
            return stories > 30
        case "moment":
            return datetime(2024, 4, 1) + timedelta(days=day)
        case "date":
            return date(2024, 4, 1) + timedelta(days=day)
    raise AssertionError(f"say here what a column of the kind {kind} holds")


CHARTS = sorted(charts())
