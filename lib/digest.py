"""The digest of any selection, or of what is new in it: lead, stories day by day, most named actors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lib.export.article import web_address
from lib.export.digest import Digest, Item, Section
from lib.export.so_far import Moment
from lib.export.so_far import markdown as so_far_as_markdown
from lib.model.filter import Filter
from lib.model.wording import count, listed, said_by
from lib.query import actors, new_since, publishers, stories
from lib.query.desk import desk
from lib.query.events import event_groups
from lib.query.filter import english
from lib.query.filter.compile import compile_filter
from lib.query.so_far import MEASURE, MOST_DAYS, Day, so_far
from lib.store.archive import ArchiveReader

MOST = 100  # of the newest stories, which a digest lists
NAMED = 8
SO_FAR = 5  # days that stood out
NAMELESS = "a page without a publisher"
UNDATED = "Without a date"

Row = Mapping[Any, Any]


def digest(db: ArchiveReader, criteria: Filter, *, languages: Sequence[str] = ()) -> Digest:
    """Return the digest of the selected stories: the Desk's lead, then the others by day, newest first.

    Without days in the filter it covers the Desk's days. `languages` are the reader's, in one of which the
    lead should be.
    """
    front = desk(db, criteria, languages=languages)
    within = criteria
    if not (criteria.since or criteria.until) and front.since:
        within = replace(criteria, since=front.since, until=front.day)
    totals = stories.totals(db, within).iloc[0]
    frame = new_since.latest(db, within, limit=MOST, order="newest")
    publisher_names = publishers.publisher_names(db)
    lead, coverage = (
        new_since.with_beside(db, found, as_of=within.as_of).to_dict("records")
        for found in (front.lead, front.coverage)
    )
    above = {row["article_id"] for row in (*lead, *coverage)}  # and perhaps none of the newest
    rest = [row for row in frame.to_dict("records") if row["article_id"] not in above]
    # Of the lead's event there are earlier stories, too, which the totals do not count.
    earlier = [row for row in coverage if within.since and (row["day"] or date.min) < within.since]
    chosen = _folded(db, within, [*lead, *rest], publisher_names)
    more = [*_folded(db, within, coverage, publisher_names).values()]
    first = chosen[str(lead[0]["article_id"])] if lead else None
    span = english.days(totals["first_day"], totals["last_day"]) if totals["first_day"] else UNDATED
    number = count(int(totals["stories"]), "story", "stories")
    who = f" from {count(int(totals['publishers']), 'publisher')}" if totals["publishers"] else ""
    sections = [Section(title="More on this", items=more)] if more else []
    return Digest(
        title=span if len(frame) else "Nothing",
        about=f"{number}{who}: {compile_filter(within, db).sentence}",
        lead=first,
        sections=(*sections, *_by_day(rest, chosen)),
        named=tuple(actors.in_most_reports(db, within, limit=NAMED)),
        left=int(totals["stories"]) - len(above) - len(rest) + len(earlier),
        so_far=moments(db, replace(within, since=None), limit=SO_FAR) if totals["stories"] else (),
    )


def digest_of_new(db: ArchiveReader, criteria: Filter, batch: int) -> Digest:
    """Return the digest, by day and without a lead, of the selected stories stored after a batch."""
    new = list(new_since.since(db, criteria, batch)["article_id"])
    rows = new_since.stories_by_id(db, new[:MOST]).to_dict("records")
    chosen = _folded(db, criteria, rows, publishers.publisher_names(db))
    return Digest(
        title=count(len(new), "new story", "new stories"),
        about=f"New in this selection: {compile_filter(criteria, db).sentence}",
        lead=None,
        sections=tuple(_by_day(rows, chosen)),
        named=(),
        left=len(new) - len(rows),
    )


def _by_day(rows: Sequence[Row], chosen: Mapping[str, Item]) -> Iterator[Section]:
    """Yield a section for each day, newest first and undated stories last; rows without an item are left out.

    The rows are sorted by instant, and of two timezones the later instant may have the earlier day.
    """
    days: dict[date, list[Item]] = {}
    for row in rows:
        if row["article_id"] in chosen:
            days.setdefault(row["day"] or date.min, []).append(chosen[row["article_id"]])
    for day in sorted(days, reverse=True):
        title = UNDATED if day == date.min else f"{day:%A}, {english.day(day)}"
        yield Section(title=title, items=days[day])


def _folded(
    db: ArchiveReader, criteria: Filter, chosen: Sequence[Row], publisher_names: Mapping[str, str]
) -> Mapping[str, Item]:
    """Return {story's id: digest item} for the chosen rows.

    Other reports of an item's event lie inside it.
    """
    items = {str(row["article_id"]): _item_of_row(row, publisher_names) for row in chosen}
    folding = replace(criteria, text="", read="all", labels=())
    groups = event_groups(db, folding, articles=tuple(items))
    for head, group in groups.items():
        others = tuple(items[each] for each in group.others)
        items[head] = replace(items[head], more=group.words, others=others)
    hidden = {each for group in groups.values() for each in group.others}
    return {article: item for article, item in items.items() if article not in hidden}


def _item_of_row(row: Row, publisher_names: Mapping[str, str]) -> Item:
    """Return a story's row as a digest item; its summary is the deck, else the first sentence."""
    words = (str(row[name]) for name in ("deck", "first_sentence") if row[name])
    publisher = str(row["publisher"] or "")
    return Item(
        headline=str(row["headline"]) or "Story",
        summary=next((said for said in words if said != row["headline"]), ""),
        source=" · ".join(
            part for part in (listed(row["authors"]), publisher_names.get(publisher, publisher)) if part
        ),
        address=web_address(row["canonical_url"]),
    )


def so_far_file(db: ArchiveReader, criteria: Filter) -> bytes:
    """Return a Markdown file, in UTF-8, of the days of a selection that stood out, each with a sentence."""
    title = f"So far: {compile_filter(criteria, db).sentence}"
    return so_far_as_markdown(title, MEASURE, moments(db, criteria)).encode(errors="backslashreplace")


def moments(db: ArchiveReader, criteria: Filter, *, limit: int = MOST_DAYS) -> list[Moment]:
    """Return in words the days of a selection that stood out, at most `limit` of them."""
    publisher_names = publishers.publisher_names(db)
    return [_moment(each, publisher_names) for each in so_far(db, criteria, limit=limit)]


def _moment(day: Day, publisher_names: Mapping[str, str]) -> Moment:
    """Return a day that stood out in words, with a publisher's name for each domain in `publisher_names`."""
    shown: Row = next(iter(day.said.to_dict("records")), {})
    words = said_by(len(day.said), len(day.said) + len(day.others))
    for row in day.first.to_dict("records"):
        at, who = row["published_at"], publisher_names.get(row["publisher"], row["publisher"]) or NAMELESS
        words += f"; {who} first, {english.day(at)}, {at:%H:%M} {at.tzname()}"
    publisher = str(shown.get("publisher", ""))
    return Moment(
        day=english.day(day.day),
        about=count(day.stories, "story", "stories"),
        sentence=str(shown.get("sentence", "")),
        headline=str(shown.get("headline") or "Story"),
        source=publisher_names.get(publisher, publisher) or NAMELESS,
        address=web_address(shown.get("url")),
        said=words,
    )
