"""The part "So far" of the Timeline: the days that stood out, each with one sentence, and who says it."""

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
from lib.ui.wording import day as in_words
from lib.ui.wording import publisher_name, records, story_count, time_of

TAB = Option("show", "Show", {"stories": "Stories", "so-far": "So far"})
NONE = "No day of these stories stands out. "


@dataclass(frozen=True, slots=True)
class Entry:
    """A day: its link, how many stories it has, its sentence as evidence, and who printed it first."""

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
    """Return a day that stood out as an Entry: who else prints its sentence is folded under it."""
    within = in_days(view.criteria, day.day, day.day)
    said, others = records(day.said), records(day.others)
    words = said_by(len(said), len(said) + len(others))
    rest = f"{count(len(others), 'more report')} of the event, in other words"
    groups: list[Group] = [(said[:1], words, said[1:] or others)]
    groups += [([], rest, others)] if said[1:] and others else []
    chosen = (*view.criteria.actors.all, *view.criteria.actors.any)
    first: RichText = ()
    for row in records(day.first):
        place = f"{row['block']}-{row['sentence_start']}"
        who = publisher_name(str(row["publisher"] or "")) or "This story"
        first = ("First: ", Link(view.to("read", article=str(row["article_id"]), at=place), who), ", ",
                 time_of(row, zone).words)  # fmt: skip
    return Entry(
        Link(view.to("read", within), in_words(day.day)),
        story_count(day.stories),
        in_groups(groups, view, zone, chosen),
        first,
    )
