"""Then and now: the stories and sentences behind a comparison of one selection at two moments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from lib.model.wording import count, listed
from lib.query.between import Between, Change, Pair, Story, between, moments
from lib.query.compare import other_side
from lib.ui.answers import ask, desk_day
from lib.ui.lists import opened
from lib.ui.markup import day, el, esc, link, story_count
from lib.ui.read.versions import side_by_side
from lib.ui.sheet import sheet
from lib.ui.view import View

DEEDS: dict[Change, str] = {"added": "came", "removed": "went", "revised": "revised"}
MOST_DAYS = 8


def offered(view: View) -> dict[str, datetime]:
    """Return the mornings at which the archive held less, by what a comparison with them is called."""
    if view.criteria.as_of:
        return {}
    return {f"itself before {day(moment)}": moment for moment in ask(moments)}


def show(view: View, held: str) -> None:
    """Show what differs where the other side is this selection as it was, or is later; else nothing."""
    before = other_side(view.criteria, held) if "=" in held else view.criteria
    if before == view.criteria or replace(before, as_of=view.criteria.as_of) != view.criteria:
        return
    found = ask(between, before, view.criteria)
    since = f"Since {day(desk_day(before.as_of))}" if before.as_of else "Between the two"
    stories = "".join(_story(each, view) for each in found.stories)
    left = sum(found.numbers.values()) - len(found.stories)
    more = el("p", f"And {story_count(left)} more.", "note") if left else ""
    title = el("h2", "What changed in its stories", "section-title")
    body = title + el("p", esc(f"{since}: {_numbers(found)}"), "note") + stories + more
    sheet(el("section", body, "then"), "then-and-now")


def _numbers(found: Between) -> str:
    parts = [f"{story_count(n)} {DEEDS[change]}" for change, n in found.numbers.items() if n]
    if not parts:
        return "nothing."
    moved = sorted(found.days.items(), key=lambda item: -abs(item[1]))
    days = [f"{by:+d} on {day(on)}".replace("-", "−") for on, by in moved[:MOST_DAYS]]
    rest = len(moved) - len(days)
    days += [f"other numbers on {count(rest, 'more day')}"] if rest else []
    return f"{listed(parts)}. On the timeline: {listed(days) if days else 'no day has another number'}."


def _story(story: Story, view: View) -> str:
    name = link(opened(story.article_id, view), story.headline or "A story")
    said = "".join(el("p", side_by_side(was, now)) for was, now in story.said)
    pairs = [_pairs("Named together now", story.gained), _pairs("No longer named together", story.lost)]
    told = el("p", esc(" ".join(filter(None, pairs))), "note") if any(pairs) else ""
    return el(
        "article", el("h3", name + " " + el("span", DEEDS[story.change], "meta")) + said + told, "version"
    )


def _pairs(words: str, pairs: Sequence[Pair]) -> str:
    return f"{words}: {', '.join(map(' – '.join, pairs))}." if pairs else ""
