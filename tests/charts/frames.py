"""Frames as lib/query gives them, made by hand: full ones, empty ones, and one that means harm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from lib.charts import charts
from lib.charts.pairs import EDGE_COLUMNS, NODE_COLUMNS, Network
from lib.stats.chance import MORE, NO_MORE
from lib.stats.trend import bursts, rates

SIDES = ("before", "after")

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
    frame = pd.DataFrame(rows, columns=["day", "series", "stories"])
    frame.attrs = {"unit": "day", "by": "tag", "zone": "Europe/Kyiv", "undated": 0, "note": ""}
    return frame


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
    frame = pd.DataFrame(rows, columns=["series", "actor_id", "other_id", "day", "count", "of"])
    told = bursts(rates(frame))
    told.attrs = {"by": "week", "zone": "Europe/Kyiv", "undated": 0}
    return told


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
    frame = pd.concat(parts, ignore_index=True)
    frame.attrs = {
        "each": "publisher",
        "unit": "sentence",
        "parts": dict.fromkeys(papers, ""),
        "note": "",
    }
    return frame


def named_actors() -> pd.DataFrame:
    """Return actors with counts."""
    frame = ranking("actor", tuple(name for name, _ in NAMES[:7]))
    ids = [f"{kind}/{name.lower()}" for name, kind in NAMES[:7]]
    return frame.assign(actor_id=ids, kind=[kind for _, kind in NAMES[:7]], mentions=frame["stories"] * 2)


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


def full(name: str) -> Any:
    """Return what a chart draws."""
    drawn: dict[str, Callable[[], Any]] = {
        "timeline": over_time, "strip": lambda: over_time(series=("Stories",)),
        "tags_bar": lambda: ranking("tag"), "authors_bar": lambda: ranking("author"),
        "publishers_bar": lambda: ranking("publisher"), "actors_bar": named_actors,
        "network": network, "matrix": network, "ego": network, "compare": changes, "over_time": attention,
        "networks": networks,
    }  # fmt: skip
    return drawn[name]()


def empty(name: str) -> Any:
    """Return what a chart gets when nothing was found."""
    some = full(name)
    if isinstance(some, Network):
        return Network(nodes=some.nodes.head(0), edges=some.edges.head(0))
    return some.head(0)


def hostile(name: str) -> Any:
    """Return the full frame with one name that carries markup."""
    some = full(name)
    if isinstance(some, Network):
        return Network(
            nodes=some.nodes.replace("Norland", HOSTILE), edges=some.edges.replace("Norland", HOSTILE)
        )
    column = next(iter({"series", "tag", "author", "publisher", "actor"} & set(some.columns)))
    return some.replace({column: {some[column].iloc[0]: HOSTILE}})


CHARTS = sorted(charts())
