"""Who is named in the open story: beside its text on a wide screen, below it on a narrow one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lib.model.wording import count
from lib.query.decisions import Surname
from lib.ui.decisions import bearers
from lib.ui.lists import BETWEEN, records
from lib.ui.parts import Link
from lib.ui.render import Markup, render
from lib.ui.view import View

FIRST = 12  # actors that are shown at once


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that the story names: the touch that marks its places, how often, and the way to its page."""

    touch: Link
    times: int
    page: str
    name: str


def cast(mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = ()) -> Markup:
    """Return the actors that the filter counts, those with most mentions first; nothing where there are none.

    A name marks its places in the text, a second time no more; the arrow leads to the actor's page. Surnames
    of two people are not counted: one click on a bearer decides who is meant.
    """
    times: dict[str, int] = {}
    called: dict[str, str] = {}
    for row in records(mentions[mentions["counted"]]):
        key = str(row["actor_id"])
        times[key] = times.get(key, 0) + 1
        called.setdefault(key, str(row["actor"]))
    marked = view.own.get("named", "").split(BETWEEN)
    most = sorted(times, key=lambda key: -times[key])
    named = [_named(key, called[key], times[key], view, marked=key in marked) for key in most]
    surnames = [(each, bearers(number, each)) for number, each in enumerate(undecided)]
    return render("read/cast.html", named=named[:FIRST], more=named[FIRST:], surnames=surnames)


def _named(key: str, name: str, times: int, view: View, *, marked: bool) -> Named:
    to = view.here(named=None if marked else key, at=None)
    touch = Link(to, name, title=count(times, "mention"), current=marked, stay=True)
    return Named(touch, times, view.to("actors", actor=key), name)
