"""The drawer of the Actors page: the sentences behind a chosen mark, and whether chance explains a pair."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from lib.charts.pair_words import NOUNS, verdict_in_words
from lib.figures import Drawn
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import compare, evidence, network
from lib.query.filter import names as named
from lib.query.pairs import Lists, Unit
from lib.ui import decisions, so_far, timeline
from lib.ui.cache import archive_zone, ask, stories_in
from lib.ui.chart import chart
from lib.ui.component import draw
from lib.ui.evidence import evidence_list
from lib.ui.options import Option
from lib.ui.render import Link
from lib.ui.view import BETWEEN, View, and_condition, go_to, in_days, with_actors
from lib.ui.wording import days, in_sentence, story_count

SHOWN = 100  # sentences in the drawer at once
WITHIN: dict[Unit, str] = {
    "sentence": "in one sentence", "paragraph": "in one paragraph", "article": "somewhere in them",
    "origin": "in one sentence",
}  # fmt: skip
SIDE = Option("side", "Side", {"before": "Before", "": "After"}, "")  # of a comparison
OPENS = ("actor", "pair", "on", "side", "seen")  # the page's choices that the drawer lives by


def marks(view: View) -> list[str]:
    """Return the keys of the one or two actors whose sentences the drawer shows; [] if it is closed."""
    opened_on = view.own.get("pair") or view.own.get("actor", "")
    return opened_on.split(BETWEEN)[:2] if opened_on else []


def with_drawer(view: View, *marks: str, on: str = "", seen: str = "") -> View:
    """Return the view with the drawer open on the sentences of an actor or a pair, given by their keys.

    `on` keeps only sentences of these days, "first..last", `seen` only one way of writing the name.
    """
    chosen = {"pair" if len(marks) > 1 else "actor": BETWEEN.join(marks), "on": on, "seen": seen}
    own = {**view.without(*OPENS).own, **{name: value for name, value in chosen.items() if value}}
    return replace(view, own=own)


def clickable(name: str, view: View, key: str, **options: Any) -> Drawn:
    """Show a chart whose marks open the drawer when clicked, and return it."""
    picked = partial(pick, view=view)
    return chart(name, view, key, select="points", on_pick=picked, cleared=not marks(view), **options)


def pick(found: Mapping[str, Any], view: View) -> None:
    """Go to the view with the drawer open on the mark clicked in a chart; if none was, close the drawer."""
    point = next((p for p in found["points"] if p.get("customdata")), None)
    data = [str(each) for each in point["customdata"]] if point else []
    marks = [each for each in data[:2] if "/" in each]
    on = period(data[2], data[3]) if len(data) >= 4 else ""
    go_to(with_drawer(view, *marks, on=on) if marks else view.without(*OPENS))


def period(day: object, by: str) -> str:
    """Return the days of the chart's column that begins on `day`, as "2024-04-01..2024-04-30".

    `by` is the unit of the columns: "month" here.
    """
    first = pd.Timestamp(str(day))
    last = first.to_period(timeline.BARS[by].period).end_time
    return f"{first:%Y-%m-%d}..{last:%Y-%m-%d}"


def show(view: View, unit: Unit, lists: Lists = "apart") -> None:
    """Show in the drawer the first sentences that name the chosen actor or pair, and how many there are."""
    ids = marks(view)
    asked, scope = drawer_filter(view)
    is_pair = len(ids) > 1
    by: Unit = unit if is_pair else "sentence"
    seen = "" if is_pair else view.own.get("seen", "")
    frame = ask(
        evidence.sentences, asked, actor=ids[0], other=ids[1] if is_pair else None, unit=by, limit=SHOWN,
        seen=seen, lists=lists, copies=True,
    )  # fmt: skip
    scope += f", as “{seen}”" if seen else ""
    names = [str(ask(named.actor_name, key)) for key in ids]
    total = int(frame.attrs["total"])
    among = _linked_stories(replace(view, criteria=asked), ids, by, int(frame.attrs["stories"]))
    counted = (among,) if by == "article" else (f"{count(total, *NOUNS[by])} in ", among)
    shown = len(frame) - (int(frame["copies"].sum()) if by == "origin" else 0)
    more = f" The first {shown} are shown." if total > shown else ""
    closed, about = view.without(*OPENS), list[str | Link]()
    if is_pair:
        about = [chance_words(asked, ids, names, by, lists)]
        two = closed.here(show="two", two=BETWEEN.join(ids))
        about += [" ", Link(two, "Compare the two")] if two != closed.href() else []
    elif view.own.get("show") != "ego":
        about = [Link(closed.here(show="ego", ego=ids[0]), f"Everything about {in_sentence(names[0])}")]
    draw(
        "actors/drawer.html",
        "drawer",
        close=Link(closed.href(), "Close", "close", stay=True),
        title=" and ".join(names),
        sides=SIDE.links(view).links if view.own.get("show") == "compare" else [],
        counted=(*counted, f"{scope}.{more} ", so_far.link(view, with_actors(view.criteria, *ids))),
        about=about,
        decisions=decisions.drawer_note(view, ids),
        evidence=evidence_list(frame, view, archive_zone(), ids),
    )


def drawer_filter(view: View) -> tuple[Filter, str]:
    """Return the filter for the drawer's sentences, and the days to which it is narrowed, in words.

    The words are "" if it is not narrowed.
    """
    asked = view.criteria
    if view.own.get("show") == "compare":
        held = view.own.get("against", "")
        halves = ask(compare.halves, view.criteria)
        before, after = (compare.other_side(view.criteria, held), view.criteria) if held else halves
        asked = before if view.own.get("side") == "before" else after
    first, _, last = view.own.get("on", "").partition("..")
    try:
        since, until = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return asked, ""
    within = in_days(asked, since, until)
    return within, "" if within == asked else f", {days(within.since, within.until)}"


def chance_words(
    asked: Filter, ids: Sequence[str], names: Sequence[str], unit: Unit, lists: Lists = "apart"
) -> str:
    """Return a sentence: how many reports name either, both, and both by chance; "" if that is not known."""
    frame = ask(network.between, asked, first=ids[0], second=ids[1], unit=unit, lists=lists)
    if not len(frame):
        return ""
    pair, units = frame.iloc[0], int(frame.attrs["units"])
    ends = ("source", "target") if pair["source_id"] == ids[0] else ("target", "source")
    one, other = map(in_sentence, names)
    mine, others = (count(int(pair[f"{end}_reports"]), "names", "name") for end in ends)
    held = f"{int(pair['reports']):,} {'names' if pair['reports'] == 1 else 'name'}"
    words = (
        f"Of {count(units, 'independent report')}, {mine} {one} and {others} {other}; "
        f"{held} both {WITHIN[unit]}."
    )
    if pair["verdict"]:
        verdict = verdict_in_words(pair["verdict"])
        words += f" By chance, about {pair['expected']:,.1f} would name both anywhere in them: {verdict}."
    return words


def _linked_stories(view: View, ids: Sequence[str], unit: Unit, number: int) -> str | Link:
    """Return the number of stories, linked to their list if a filter can select exactly these."""
    words = story_count(number)
    if unit == "paragraph" and len(ids) > 1:
        return words
    if len(ids) > 1 and unit != "article":
        together = f"with:{','.join(map(_search_term, ids))}"  # one sentence names all of these
        narrowed = replace(view.criteria, text=and_condition(view.criteria.text, together))
    else:
        narrowed = with_actors(view.criteria, *ids)
    exact = stories_in(narrowed) == number  # a search knows no lists
    return Link(view.to("read", narrowed), words) if exact else words


def _search_term(key: str) -> str:
    """Return an actor's name in quotation marks for a search, or its key if the name is not unique."""
    name = str(ask(named.actor_name, key))
    clear = '"' not in name and len(ask(named.matches, "actor", name)) == 1
    return f'"{name if clear else key}"'
