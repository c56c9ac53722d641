"""Who is named in the open story: beside its text on a wide screen, below it on a narrow one."""

from collections.abc import Sequence

import pandas as pd

from lib.model.wording import count
from lib.query.decisions import Surname
from lib.ui.actors.decisions import choices
from lib.ui.lists import BETWEEN, Row, rows
from lib.ui.markup import el, esc, link
from lib.ui.view import View

FIRST = 12  # actors that are shown at once


def cast(mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = ()) -> str:
    """Return the actors that the filter counts, those with most mentions first; "" where there are none.

    A name marks its places in the text, a second time no more; the arrow leads to the actor's page. Surnames
    of two people are not counted: one click on a bearer decides who is meant.
    """
    counted = mentions[mentions["counted"]]
    if counted.empty and not undecided:
        return ""
    grouped = counted.groupby("actor_id", sort=False).agg(actor=("actor", "first"), times=("block", "size"))
    named = rows(grouped.sort_values("times", ascending=False, kind="stable").reset_index())
    marked = view.own.get("named", "").split(BETWEEN)
    items = [_item(row, view, str(row["actor_id"]) in marked) for row in named]
    more = el("summary", esc(f"{len(items) - FIRST:,} more")) + el("ul", "".join(items[FIRST:]))
    rest = el("details", more, "folded") if len(items) > FIRST else ""
    listed = el("h2", "Named here", id="cast") + el("ul", "".join(items[:FIRST])) + rest
    listed += "".join(_surname(*each) for each in enumerate(undecided))
    return el("aside", el("div", listed), "cast", aria_labelledby="cast")


def _surname(number: int, each: Surname) -> str:
    words = f"Not counted: {each.surface} ({each.mentions:,}), a surname that two people share. Who is meant?"
    return el("p", esc(words), "note") + el("p", choices(number, each), "choices")


def _item(row: Row, view: View, marked: bool) -> str:
    key, name = str(row["actor_id"]), str(row["actor"])
    times = count(row["times"], "mention")
    on = {"aria_current": "true"} if marked else {}
    touch = link(view.here(named=None if marked else key, at=None), name, data_stay="1", title=times, **on)
    page = el("a", "→", href=view.to("actors", actor=key), aria_label=f"All about {name}", title="All about")
    return el("li", f"{touch} {el('span', str(row['times']), 'number')} {page}")
