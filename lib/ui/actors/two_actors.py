"""Two actors against each other: their days, what their stories share, and the sentences that name both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from lib.charts.pair_words import NOUNS
from lib.charts.text_metrics import percent
from lib.figures import Drawn
from lib.model.filter import Filter
from lib.model.wording import count, listed
from lib.query import evidence, stories
from lib.query.filter import names as named
from lib.ui.actors import drawer, link_table
from lib.ui.actors.link_table import NARROW
from lib.ui.actors.list_first import list_first
from lib.ui.cache import archive_zone, ask, stories_in
from lib.ui.chart import chart
from lib.ui.component import draw, say
from lib.ui.evidence import evidence_list
from lib.ui.name_finder import name_finder
from lib.ui.nothing_found import show_nothing_found
from lib.ui.render import Head, Link, Table
from lib.ui.view import BETWEEN, View, go_to, with_actors
from lib.ui.wording import day, in_sentence, story_count

SHOWN = 20  # sentences on the page; the drawer has more


def show(view: View, picked: Mapping[str, Any]) -> Drawn | None:
    """Show two actors over time, what their stories share, sentences with both; return the first chart."""
    pair = view.own.get("two", "").split(BETWEEN)
    if len(pair) != 2:
        show_nothing_found(view, "two names")
        return None
    called = [str(ask(named.actor_name, key)) for key in pair]
    for place, (column, label) in enumerate(zip(st.columns(2), called, strict=True)):
        with column:
            name_finder(
                f"Instead of {in_sentence(label)}",
                view,
                f"two-{place}",
                partial(_with_other, view, place),
                but=pair,
            )
    shared = {name: picked[name] for name in ("unit", "by", "among") if name in picked}
    options = {"actor": pair[0], "versus": pair[1], "what": picked["what"], "unit": picked["unit"]}
    with list_first(view, "two") as is_list:
        over_time = drawer.clickable("over_time", view, "two-time", actor=pair[0], versus=pair[1], **shared)
        link_table.show(over_time, view)
        draw("page/table.html", "two-numbers", table=_numbers(view, pair, called))
        compared = chart(
            "two_actors", view, f"two-{picked['what']}", select="points",
            on_pick=partial(pick, view=view, what=picked["what"]), cleared=not drawer.marks(view), **options,
        )  # fmt: skip
        link_table.show(compared, view, ranked=is_list)
    _sentences(view, pair, called, picked["unit"])
    return over_time


def _with_other(view: View, place: int, key: str) -> View:
    """Return the view with the actor of this key as the first (`place` 0) or second (1) of the two."""
    pair = view.own["two"].split(BETWEEN)
    pair[place] = key
    return replace(view, own={**view.without(*drawer.OPENS).own, "two": BETWEEN.join(pair)})


def pick(found: Mapping[str, Any], view: View, what: str) -> None:
    """Go to the sentences of a clicked mark: an actor's with a partner, or with a tag or publisher.

    `what` says which of these the marks are.
    """
    if what == "partners":
        drawer.pick(found, view)
    elif found["points"]:  # none are picked in the chart of the narrowed selection that follows
        actor, name = map(str, found["points"][0]["customdata"])
        go_to(drawer.with_drawer(view.selecting(NARROW[what](view.criteria, name)), actor))


def _numbers(view: View, pair: Sequence[str], called: Sequence[str]) -> Table:
    """Return the table of how many stories name each of the two and both, and on which days.

    `pair` are the actors' keys, `called` their names.
    """
    whole = stories_in(view.criteria)

    def numbers_row(name: str | Link, criteria: Filter) -> list[str | Link]:
        totals = ask(stories.totals, criteria).iloc[0]
        number = int(totals["stories"])
        cell = Link(view.to("read", criteria), f"{number:,}") if number else "0"
        days = (day(totals["first_day"]), day(totals["last_day"]))
        return [name, cell, percent(number / max(whole, 1)), *days]

    rows = [
        numbers_row(Link(view.to("actors", show="ego", ego=key), name), with_actors(view.criteria, key))
        for key, name in zip(pair, called, strict=True)
    ]
    rows.append(numbers_row("Both in one story", with_actors(view.criteria, *pair)))
    heads = [Head("Name"), Head("Stories", "number"), Head("Share", "number")]
    heads += [Head(words, "number wide") for words in ("First", "Last")]  # a phone leaves out the days
    return Table("bars pairs", f"Of {story_count(whole)}", heads, rows)


def _sentences(view: View, pair: Sequence[str], called: Sequence[str], unit: Any) -> None:
    """Show the newest sentences that name both actors, and how many reports chance alone would give."""
    frame = ask(evidence.sentences, view.criteria, actor=pair[0], other=pair[1], unit=unit, limit=SHOWN)
    total = int(frame.attrs["total"])
    words = f"No {NOUNS[unit][0]} names both."
    if total:
        within = "" if unit == "article" else f" in {story_count(int(frame.attrs['stories']))}"
        words = f"{count(total, *NOUNS[unit])}{within} {'names' if total == 1 else 'name'} both."
    chance = drawer.chance_words(view.criteria, pair, called, unit)
    draw(
        "actors/quoted.html",
        "two-sentences",
        title=f"{listed(called)} together",
        words=f"{words} {chance}".strip(),
        groups=[],
        evidence=evidence_list(frame, view, archive_zone(), pair),
    )
    if total > len(frame):
        more = Link(drawer.with_drawer(view, *pair).href(), f"Show more than these {len(frame)}", stay=True)
        say("two-more", more)
