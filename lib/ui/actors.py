"""The Actors page: charts of co-mentions and the drawer with the sentences behind a mark."""

from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import streamlit as st

from lib.actors import recogniser_state
from lib.model.article import DEFAULT_ZONES, Zone
from lib.query import evidence, network
from lib.query import names as named
from lib.ui.answers import ask, desk_zone
from lib.ui.chart import chart
from lib.ui.lists import BETWEEN, evidence_list, rows
from lib.ui.markup import count, el, esc, link, table
from lib.ui.markup import stories as told
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import View

SHOWN = 100  # sentences in the drawer at once
UNITS = {
    "sentence": ("sentence", "sentences"),
    "paragraph": ("paragraph", "paragraphs"),
    "article": ("story", "stories"),
}


def evidence_wanted(view: View) -> bool:
    """Tell whether the address asks for the drawer."""
    return bool(view.own.get("actor") or view.own.get("pair"))


def counted(view: View) -> View:
    """Return the view with the zones that the page's choice adds."""
    extra: tuple[Zone, ...] = tuple(z for z in get_args(Zone) if z == view.own.get("zones"))
    return replace(view, wanted=replace(view.wanted, zones=(*DEFAULT_ZONES, *extra))) if extra else view


def show(view: View, tab: str, *, unit: str, minimum: int) -> None:
    """Show the chosen chart of the selection."""
    asked, settled = counted(view), not evidence_wanted(view)

    def pick(found: dict[str, Any]) -> None:
        _picked(found, view)

    if tab == "table":
        _table(asked, view, unit, minimum)
    else:
        options: dict[str, Any] = {"unit": unit, "minimum": minimum} if tab != "most" else {}
        name = "actors_bar" if tab == "most" else tab
        chart(name, asked, name, select="points", on_pick=pick, settled=settled, **options)
    state = recogniser_state()
    if not state.available:
        sheet(f'<p class="note">{esc(state.sentence)}</p>', "recogniser")


def _picked(found: dict[str, Any], view: View) -> None:
    data = next((list(p["customdata"]) for p in found["points"] if p.get("customdata")), [])
    own = {name: value for name, value in view.own.items() if name not in ("actor", "pair")}
    if len(data) >= 2 and "/" in str(data[1]):
        own["pair"] = BETWEEN.join((str(data[0]), str(data[1])))
    elif data:
        own["actor"] = str(data[0])
    st.query_params.from_dict(replace(view, own=own).address())
    st.rerun()


def _table(asked: View, view: View, unit: str, minimum: int) -> None:
    frame = ask(network.edges, asked.wanted, unit=unit, minimum=minimum)
    if not len(frame):
        nothing_found(view, "pairs")
        return
    body = "".join(_pair_row(row, view) for row in rows(frame.sort_values("weight", ascending=False)))
    heads = (("Pair", ""), (f"{UNITS[unit][1].capitalize()}", "number"), ("Stories", "number"))
    caption = f"{len(frame):,} pairs of names in one {UNITS[unit][0]}"
    sheet(table("bars", caption, heads, body), "pairs")


def _pair_row(row: Any, view: View) -> str:
    pair = BETWEEN.join((str(row["source_id"]), str(row["target_id"])))
    name = link(view.here(pair=pair, actor=None), f"{row['source']} – {row['target']}")
    numbers = "".join(el("td", f"{int(row[n]):,}", "number") for n in ("weight", "stories"))
    return el("tr", el("th", name, scope="row") + numbers, "chosen" if view.own.get("pair") == pair else "")


def drawer(view: View, unit: str) -> None:
    """Show the sentences behind the chosen actor or pair."""
    asked = counted(view)
    ids = view.own["pair"].split(BETWEEN) if view.own.get("pair") else [view.own["actor"]]
    other = ids[1] if len(ids) > 1 else None
    frame: pd.DataFrame = ask(
        evidence.sentences,
        asked.wanted,
        actor=ids[0],
        other=other,
        unit=unit if other else "sentence",
        limit=SHOWN,
    )
    names = [ask(named.printed, key) for key in ids]
    close = link(view.here(actor=None, pair=None), "Close", "close", data_stay="1")
    title = " and ".join(str(n) for n in names)
    total = int(frame.attrs.get("total", len(frame)))
    found = count(total, *UNITS[unit if other else "sentence"])
    within = "" if unit == "article" and other else f" in {_leading(view, ids, unit, frame)}"
    more = f" The first {len(frame)} are shown." if total > len(frame) else ""
    sheet(
        '<section class="drawer" aria-label="Evidence" data-arrive="narrow" tabindex="0">'
        f"{close}<h2>{esc(title)}</h2>"
        f'<p class="note">{esc(found)}{within}.{esc(more)}</p>'
        f"{evidence_list(frame, view, desk_zone(), ids)}</section>",
        "drawer",
    )


def _leading(view: View, ids: list[str], unit: str, frame: pd.DataFrame) -> str:
    """The number of stories, as a link to them where a selection can say exactly which they are."""
    words = told(frame.attrs.get("stories", frame["article_id"].nunique()))
    if unit == "paragraph" and len(ids) > 1:
        return esc(words)
    if len(ids) > 1:
        both = ",".join(f'"{name}"' for name in (ask(named.printed, key) for key in ids))
        return link(
            view.to("read", replace(view.wanted, text=f"{view.wanted.text} with:{both}".strip())), words
        )
    rest = tuple(dict.fromkeys((*view.wanted.actors.all, *ids)))
    narrowed = replace(view.wanted, actors=replace(view.wanted.actors, all=rest))
    return link(view.to("read", narrowed), words)
