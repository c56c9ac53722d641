"""The Desk's parts."""

import pandas as pd

from lib.model.wording import count
from lib.query import actors, stories
from lib.query.stories import Desk
from lib.ui.answers import ask, desk_zone
from lib.ui.chart import chart
from lib.ui.lists import Row, kicker, meta, rows, story_card
from lib.ui.markup import day, el, esc, link, marked, present, story_count, turned, zone_words
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import EVERYTHING, View

NAMED = 7


def front_page(view: View) -> None:
    """Show the selection's front page, or say that it is empty."""
    found: Desk = ask(stories.desk, view.criteria)
    if found.lead.empty and found.newest.empty:
        nothing_found(view)
        return
    zone = desk_zone()
    _dateline(found, view, zone)
    chart("strip", view, "strip")
    _first_screen(found, view, zone)
    _newest(found, view, zone)


def _dateline(found: Desk, view: View, zone: str) -> None:
    usual = ""
    if found.usual is not None and found.earlier_days > 2:
        usual = f", against {found.usual:.1f} a day in the {count(found.earlier_days, 'day')} before"
    day_words = day(found.day, weekday=True) or "No day"
    where = "in the archive" if view.criteria == EVERYTHING else "of the selection"
    note = f"The newest day {where}: {story_count(found.today)}{usual}. Days in {zone_words(zone)}."
    sheet(el("div", el("h1", esc(day_words)) + el("p", esc(note), "note"), "dateline"), "dateline")


def _first_screen(found: Desk, view: View, zone: str) -> None:
    beside = pd.concat([found.coverage, found.newest]) if len(found.coverage) else found.newest
    second = "".join(story_card(row, view, zone) for row in rows(beside.head(4)))
    lead = "".join(_lead(row, view, zone) for row in rows(found.lead))
    rail = el("aside", _named(found, view), "rail", aria_labelledby="named")
    sheet(el("div", el("div", lead + el("div", second, "second")) + rail, "front"), "front")


def _newest(found: Desk, view: View, zone: str) -> None:
    rest = found.newest.iloc[max(0, 4 - len(found.coverage)) :]
    if rest.empty:
        return
    cards = "".join(story_card(row, view, zone) for row in rows(rest))
    everything = link(view.to("read"), "All stories of the selection →")
    title = el("h2", "More of the newest", "section-title")
    sheet(title + el("div", cards, "more") + el("p", everything, "pager"), "newest")


def _lead(row: Row, view: View, zone: str) -> str:
    href = view.to("read", article=str(row["article_id"]))
    deck = f'<p class="deck">{esc(row["deck"])}</p>' if present(row["deck"]) else ""
    first = row["first_sentence"]
    opening = el("p", esc(first), "opening") if present(first) else ""
    headline = el("h2", link(href, str(row["headline"])), **turned(str(row["headline"])))
    return el("article", kicker(row) + headline + deck + meta(row, zone) + opening, "lead")


def _named(found: Desk, view: View) -> str:
    frame = ask(actors.named, view.criteria, day=found.day)
    if frame.empty:
        return el("h2", "Named most", id="named") + el("p", "Nobody is named on this day.", "note")
    items = "".join(_actor(row, view) for row in rows(frame.head(NAMED)))
    return el("h2", "Named most on this day", id="named") + el("ol", items, "named")


def _actor(row: Row, view: View) -> str:
    name = link(view.to("actors", actor=str(row["actor_id"])), str(row["actor"]))
    usual = f" (usually {row['usual']:.1f})" if present(row["usual"]) and row["usual"] >= 0.05 else ""
    head = el("p", name + el("span", esc(story_count(row["stories"]) + usual), "meta number"), "who")
    story = view.to("read", article=str(row["article_id"]))
    sentence = marked(str(row["sentence"]), [span for span in row["spans"] if span[2] == row["actor_id"]])
    return el("li", head + el("a", sentence, "sentence", href=story))
