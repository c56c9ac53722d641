"""The Desk's parts."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.query import actors, stories
from lib.ui.answers import ask, desk_zone
from lib.ui.lists import Row, kicker, meta, rows, story_card
from lib.ui.markup import day, el, esc, link, marked, present
from lib.ui.markup import stories as told
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What stands on the front page."""

    zone: str
    day: Any
    lead: Row
    rest: pd.DataFrame
    named: pd.DataFrame
    today: int
    usual: float


def desk(view: View) -> Desk | None:
    """Return the front page of the selection, or say that it is empty."""
    found = ask(stories.desk, view.wanted)
    if not len(found):
        nothing_found(view)
        return None
    lead = rows(found)[0]
    named = ask(actors.named, view.wanted, day=lead["day"])
    return Desk(
        zone=desk_zone(), day=lead["day"], lead=lead, rest=found.iloc[1:], named=named,
        today=int(found.attrs.get("today", 0)), usual=float(found.attrs.get("usual", 0)),
    )  # fmt: skip


def dateline(front: Desk) -> None:
    """Show the day of the page and how it compares."""
    usual = f", against {front.usual:.1f} on a usual day" if front.usual else ""
    sheet(
        f'<div class="dateline"><h1>{esc(day(front.day, weekday=True))}</h1>'
        f'<p class="note">The newest day in the archive: {esc(told(front.today))}{esc(usual)}. '
        f"Days in {esc(front.zone)}.</p></div>",
        "dateline",
    )


def first_screen(front: Desk, view: View) -> None:
    """Show the lead story, two more beside it and who is named most."""
    second = "".join(story_card(r, view, front.zone, level=3) for r in rows(front.rest.head(4)))
    sheet(
        f'<div class="front"><div>{_lead(front.lead, view, front.zone)}{el("div", second, "second")}</div>'
        f'<aside class="rail" aria-labelledby="named">{_named(front, view)}</aside></div>',
        "front",
    )


def _lead(row: Row, view: View, zone: str) -> str:
    href = view.to("read", article=str(row["article_id"]))
    deck = f'<p class="deck">{esc(row["deck"])}</p>' if present(row["deck"]) else ""
    first = row["first_sentence"]
    opening = el("p", esc(first), "opening") if present(first) else ""
    headline = el("h2", link(href, str(row["headline"])))
    return el("article", kicker(row) + headline + deck + meta(row, zone) + opening, "lead")


def _named(front: Desk, view: View) -> str:
    if not len(front.named):
        return '<h2 id="named">Named most</h2><p class="note">Nobody is named on this day.</p>'
    items = "".join(_actor(row, view) for row in rows(front.named))
    return f'<h2 id="named">Named most on this day</h2><ol class="named">{items}</ol>'


def _actor(row: Row, view: View) -> str:
    name = link(view.to("actors", actor=str(row["actor_id"])), str(row["actor"]))
    story = view.to("read", article=str(row["article_id"]))
    sentence = marked(str(row["sentence"]), row["spans"])
    return (
        f'<li><p class="who">{name}<span class="meta number">{esc(told(row["stories"]))}</span></p>'
        f'<a class="sentence" href="{esc(story)}">{sentence}</a></li>'
    )


def newest(front: Desk, view: View) -> None:
    """Show the stories after the first screen."""
    rest = front.rest.iloc[4:]
    if not len(rest):
        return
    cards = "".join(story_card(r, view, front.zone) for r in rows(rest))
    everything = link(view.to("read"), "All stories of the selection →")
    title = el("h2", "More of the newest", "section-title")
    sheet(title + el("div", cards, "more") + el("p", everything, "pager"), "newest")
