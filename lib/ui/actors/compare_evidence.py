"""The stories and sentences behind a comparison of a selection with itself at an earlier moment."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from lib.model.wording import count, listed
from lib.query.compare import other_side
from lib.query.selection_diff import Between, Change, between, moments
from lib.ui.cache import archive_day, ask
from lib.ui.component import draw
from lib.ui.story_cards import opened
from lib.ui.text_changes import changed_sentence
from lib.ui.view import View
from lib.ui.wording import day, story_count

DEEDS: dict[Change, str] = {"added": "came", "removed": "went", "revised": "revised"}
MOST_DAYS = 8  # that are named one by one


def offered(view: View) -> dict[str, datetime]:
    """Return by label, for a comparison with them, the moments at which the archive held less."""
    if view.criteria.as_of:
        return {}
    return {f"itself before {day(moment)}": moment for moment in ask(moments)}


def show(view: View, held: str) -> None:
    """Show what differs, if the selection is compared with itself at another moment; else nothing."""
    before = other_side(view.criteria, held) if "=" in held else view.criteria
    if before == view.criteria or replace(before, as_of=view.criteria.as_of) != view.criteria:
        return
    found = ask(between, before, view.criteria)
    since = f"Since {day(archive_day(before.as_of))}" if before.as_of else "Between the two"
    left = sum(found.numbers.values()) - len(found.stories)
    draw(
        "actors/then.html",
        "then-and-now",
        words=f"{since}: {in_numbers(found)}",
        stories=found.stories,
        deeds=DEEDS,
        changed_sentence=changed_sentence,
        opened=partial(opened, view=view),
        more=f"And {story_count(left)} more." if left else "",
    )


def in_numbers(found: Between) -> str:
    parts = [f"{story_count(n)} {DEEDS[change]}" for change, n in found.numbers.items() if n]
    if not parts:
        return "nothing."
    moved = sorted(found.days.items(), key=lambda item: -abs(item[1]))
    days = [f"{by:+d} on {day(on)}".replace("-", "−") for on, by in moved[:MOST_DAYS]]
    rest = len(moved) - len(days)
    days += [f"other numbers on {count(rest, 'more day')}"] if rest else []
    return f"{listed(parts)}. On the timeline: {listed(days) if days else 'no day has another number'}."
