"""The part "So far" of the Timeline: the days that stood out, each with one sentence, and who says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.digest import so_far_file
from lib.model.filter import Filter
from lib.model.wording import count, said_by
from lib.query.so_far import MEASURE, Day, so_far
from lib.store.archive import open_for_reading
from lib.ui.cache import archive_zone, ask
from lib.ui.component import draw, say
from lib.ui.downloads import save_button
from lib.ui.evidence import Group, in_groups
from lib.ui.muted import without_muted
from lib.ui.options import Option
from lib.ui.render import Link, Markup, RichText
from lib.ui.view import View, in_days
from lib.ui.wording import Row, publisher_name, records, story_count, time_of
from lib.ui.wording import day as in_words

TAB = Option("show", "Show", {"stories": "Stories", "so-far": "So far"})
NONE = "No day of these stories stands out. "


@dataclass(frozen=True, slots=True)
class Entry:
    """A day: its link, its number of stories in words, its sentence as evidence, and who printed it first."""

    day: Link
    words: str
    evidence: Markup
    first: RichText


def link(view: View, criteria: Filter) -> Link:
    """Return the link to the days that stood out among the stories of a filter."""
    return Link(view.to("timeline", criteria, show="so-far"), "So far →")


def show(view: View) -> None:
    """Show the days of the selection that stood out, how they were chosen, and a button that saves them."""
    asked = without_muted(view.criteria)
    days: tuple[Day, ...] = ask(so_far, asked)
    if not days:
        say("so-far-none", NONE, MEASURE)
        return
    zone = archive_zone()
    draw("page/so_far.html", "so-far", days=[_entry(each, view, zone) for each in days], measure=MEASURE)

    def so_far_as_markdown() -> bytes:
        with open_for_reading(view.archive) as db:
            return so_far_file(db, asked)

    save_button("Save as Markdown", "so-far.md", so_far_as_markdown, "so-far-md", in_line=True)


def _entry(day: Day, view: View, zone: str) -> Entry:
    """Return a day that stood out as an Entry; others who print its sentence are folded under it."""
    (chosen, *saying), others = records(day.said), records(day.others)
    words = said_by(1 + len(saying), 1 + len(saying) + len(others))
    groups: list[Group] = [([chosen], words, saying or others)]
    if saying and others:
        groups.append(([], f"{count(len(others), 'more report')} of the event, in other words", others))
    actors = view.criteria.actors
    return Entry(
        day=Link(view.to("read", in_days(view.criteria, day.day, day.day)), in_words(day.day)),
        words=story_count(day.stories),
        evidence=in_groups(groups, view, zone, (*actors.all, *actors.any)),
        first=_first(records(day.first), view, zone),
    )


def _first(rows: Sequence[Row], view: View, zone: str) -> RichText:
    """Return words: who printed the sentence first, with a link to it, and when; () if there are no rows."""
    if not rows:
        return ()
    row, place = rows[0], f"{rows[0]['block']}-{rows[0]['sentence_start']}"
    who = publisher_name(str(row["publisher"] or "")) or "This story"
    address = view.to("read", article=str(row["article_id"]), at=place)
    return ("First: ", Link(address, who), ", ", time_of(row, zone).words)
