"""The digest of a day, a week or any selection: its lead, its stories day by day, who was named most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from lib.export.digest import Digest, Item, Section
from lib.model.filter import Filter
from lib.model.wording import count, listed
from lib.query import actors, arrived, facets, stories
from lib.query.desk import desk
from lib.query.filter import english
from lib.query.filter.where import compile as where
from lib.store.archive import ArchiveReader

MOST = 100  # of the newest stories, which a digest lists
NAMED = 8

Row = Mapping[Any, Any]


def digest(db: ArchiveReader, criteria: Filter, *, languages: Sequence[str] = ()) -> Digest:
    """Return the digest of the filter's days; a filter without days is digested as the Desk spans it.

    Its lead is that of the Desk, for a reader of the languages.
    """
    front = desk(db, criteria, languages=languages)
    within = criteria
    if not (criteria.since or criteria.until) and front.since:
        within = replace(criteria, since=front.since, until=front.day)
    totals = stories.totals(db, within).iloc[0]
    frame = arrived.latest(db, within, limit=MOST, order="newest")
    called = facets.publisher_names(db)
    lead, coverage = (
        arrived.beside(db, found, as_of=within.as_of).to_dict("records")
        for found in (front.lead, front.coverage)
    )
    above = {row["article_id"] for row in (*lead, *coverage)}  # and perhaps none of the newest
    earlier = sum(bool(within.since and row["day"] < within.since) for row in coverage)
    rest = [row for row in frame.to_dict("records") if row["article_id"] not in above]
    most = actors.counts(db, within, limit=NAMED)
    return Digest(
        title=english.days(totals["first_day"], totals["last_day"]) if len(frame) else "Nothing",
        about=_about(totals, where(within, db).sentence),
        lead=_item(lead[0], called) if lead else None,
        sections=tuple(_sections(coverage, rest, called)),
        named=tuple(zip(most["actor"], most["stories"], strict=True)),
        left=int(totals["stories"]) - len(above) - len(rest) + earlier,
    )


def _about(totals: Any, sentence: str) -> str:
    who = f" from {count(int(totals['publishers']), 'publisher')}" if totals["publishers"] else ""
    return f"{count(int(totals['stories']), 'story', 'stories')}{who}: {sentence}"


def _sections(coverage: Sequence[Row], rest: Sequence[Row], called: Mapping[str, str]) -> Iterator[Section]:
    if coverage:
        yield Section(title="More on this", items=tuple(_item(row, called) for row in coverage))
    for day, held in groupby(rest, key=lambda row: row["day"]):
        title = f"{day:%A}, {english.day(day)}" if day else "Without a date"
        yield Section(title=title, items=tuple(_item(row, called) for row in held))


def _item(row: Row, called: Mapping[str, str]) -> Item:
    address = str(row["canonical_url"] or "")
    words = (str(row[name]) for name in ("deck", "first_sentence") if row[name])
    publisher = str(row["publisher"] or "")
    return Item(
        headline=str(row["headline"]) or "Story",
        summary=next((said for said in words if said != row["headline"]), ""),
        source=" · ".join(
            part for part in (listed(row["authors"]), called.get(publisher, publisher)) if part
        ),
        address=address if address.startswith(("http://", "https://")) else "",
    )
