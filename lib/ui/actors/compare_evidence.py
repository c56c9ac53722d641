"""What a selection is compared with, and what came, went or was revised since an earlier moment of it."""

from dataclasses import replace
from functools import partial

from lib import figures
from lib.model.filter import Filter
from lib.model.wording import count, listed
from lib.query.compare import other_side
from lib.query.filter.address import from_query, to_query
from lib.query.selection_diff import Between, Change, between, moments
from lib.ui.cache import archive_day, ask
from lib.ui.component import draw, say
from lib.ui.options import Option
from lib.ui.story_cards import story_address
from lib.ui.text_changes import changed_sentence
from lib.ui.view import View
from lib.ui.wording import day, story_count

DEEDS: dict[Change, str] = {"added": "came", "removed": "went", "revised": "revised"}
MOST_DAYS = 8  # that are named one by one


def against(view: View) -> Option[str]:
    """Return the option "compared with", whose values are addresses of filters; "" for the earlier half.

    The selection can be compared with all stories, with itself when the archive held less, and with itself
    now, so that it stays comparable later.
    """
    kept, now = view.own.get("against", ""), _as_address(view.criteria)
    offered = {"": "the earlier half", "q=": "all stories"}
    former = () if view.criteria.as_of else ask(moments)
    earlier = {_as_address(replace(view.criteria, as_of=at)): f"itself before {day(at)}" for at in former}
    if kept == now:
        say("kept", "Kept as “before”. Now change the filter above: the new selection is “after”.")
    if kept in (now, *offered, *earlier):
        offered |= earlier | {now: "pin this selection as before"}
    else:
        offered[kept] = f"kept: {ask(figures.filter_sentence, from_query(kept))}"
    return Option("against", "Compare with", offered)


def _as_address(criteria: Filter) -> str:
    """Return the filter as an address; "q=" for all stories."""
    return to_query(criteria) or "q="


def show(view: View, held: str) -> None:
    """Show how the selection changed; `held` is the address of its filter as of an earlier moment."""
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
        opened=partial(story_address, view=view),
        more=f"And {story_count(left)} more." if left else "",
    )


def in_numbers(found: Between) -> str:
    """Return a sentence: how many stories came, went and were revised, and which days changed most."""
    parts = [f"{story_count(n)} {DEEDS[change]}" for change, n in found.numbers.items() if n]
    if not parts:
        return "nothing."
    moved = sorted(found.days.items(), key=lambda item: -abs(item[1]))
    days = [f"{by:+d} on {day(on)}".replace("-", "−") for on, by in moved[:MOST_DAYS]]
    rest = len(moved) - len(days)
    days += [f"other numbers on {count(rest, 'more day')}"] if rest else []
    return f"{listed(parts)}. On the timeline: {listed(days) if days else 'no day has another number'}."
