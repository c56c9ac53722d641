"""Who is named in the open story: beside its text on a wide screen, below it on a narrow one."""

from collections.abc import Sequence

import pandas as pd

from lib.model.wording import count
from lib.query.decisions import Surname
from lib.ui.actors.decisions import choices
from lib.ui.lists import BETWEEN, rows
from lib.ui.markup import el, esc, link
from lib.ui.view import View

FIRST = 12  # actors that are shown at once


def cast(mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = ()) -> str:
    """Return the actors that the filter counts, those with most mentions first; "" where there are none.

    A name marks its places in the text, a second time no more; the arrow leads to the actor's page. Surnames
    of two people are not counted: one click on a bearer decides who is meant.
    """
    times: dict[str, int] = {}
    called: dict[str, str] = {}
    for row in rows(mentions[mentions["counted"]]):
        key = str(row["actor_id"])
        times[key] = times.get(key, 0) + 1
        called.setdefault(key, str(row["actor"]))
    if not times and not undecided:
        return ""
    marked = view.own.get("named", "").split(BETWEEN)
    most = sorted(times, key=lambda key: -times[key])
    items = [_item(key, called[key], times[key], view, marked=key in marked) for key in most]
    more = el("summary", esc(f"{len(items) - FIRST:,} more")) + el("ul", "".join(items[FIRST:]))
    rest = el("details", more, "folded") if len(items) > FIRST else ""
    listed = el("h2", "Named here", id="cast") + el("ul", "".join(items[:FIRST])) + rest
    listed += "".join(_surname(*each) for each in enumerate(undecided))
    return el("aside", el("div", listed), "cast", aria_labelledby="cast")


def _surname(number: int, each: Surname) -> str:
    words = f"Not counted: {each.surface} ({each.mentions:,}), a surname that two people share. Who is meant?"
    return el("p", esc(words), "note") + el("p", choices(number, each), "choices")


def _item(key: str, name: str, times: int, view: View, *, marked: bool) -> str:
    on = {"aria_current": "true"} if marked else {}
    to = view.here(named=None if marked else key, at=None)
    touch = link(to, name, data_stay="1", title=count(times, "mention"), **on)
    page = el("a", "→", href=view.to("actors", actor=key), aria_label=f"All about {name}", title="All about")
    return el("li", f"{touch} {el('span', str(times), 'number')} {page}")
