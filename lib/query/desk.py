"""The Desk of a selection: its newest days, the most important story of them, and rising actors and tags."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.model.filter import Filter
from lib.query.actors import earlier
from lib.query.events import of_one_event
from lib.query.filter.conditions import EPOCH, members
from lib.query.filter.names import ids
from lib.query.filter.selection import selection
from lib.query.frames import Columns, frame
from lib.query.relations import Relations
from lib.query.stories import newest_rows, rows_of
from lib.store.archive import ArchiveReader

DAYS_BEFORE = 28  # days before the newest, of which the mean is taken
WINDOWS = (1, 2, 3, 7)  # days that the desk may span: what is older is fresh no more
ENOUGH_STORIES = 5  # stories that fill a desk
BESIDE = 4  # stories of the lead's event that are shown beside it
FULL_LENGTH = 400  # words from which on a story is long enough to lead
NEWS_ACTORS = 3  # actors from which on a story is news
# What sells and does not report, in headlines and in names of sections and tags: such a story never leads.
SALES = (
    r"\b(black friday|cyber monday|prime day|(promo|discount|voucher|coupon) codes?|coupons?|"
    r"gift (guide|idea)s?|buying guides?|(daily|best|top|shopping) deals|deals of the|deals (are|to)|"
    r"best [\w' -]+ to buy|\d+ ?% off|(under|only|just) [$£€]\d+|[$£€]\d+ off|on sale now|stocking stuffers|"
    r"schnäppchen|rabattcodes?|gutscheincodes?|kaufberatung|geschenkideen|bestenliste|"
    r"bons? plans?|codes? promo|guide d.achat|idées cadeaux|soldes|"
    r"cupones|guía de compras?|rebajas|códigos? de descuento|guida all.acquisto|codici sconto|"
    r"cupons?|guia de compras?|kortingscodes?|koopjes|kody rabatowe|wyprzedaże?)\b"
)
SHELVES = (
    "shopping", "deals", "deal", "the strategist", "gift guide", "gift guides", "gifts", "coupons",
    "buying guide", "product reviews", "sponsored", "advertorial", "anzeige", "advertisement",
    "partner content", "affiliate", "kaufberatung", "schnäppchen", "bons plans", "compras", "ofertas",
    "offerte", "promocje",
)  # fmt: skip
Numbers = npt.NDArray[np.int64]
RISING: Columns = {"kind": "text", "key": "text", "name": "text", "stories": "count", "usual": "share"}
# What makes a story weigh more, beside the reports of its event.
FACTORS = ("new", "long", "names", "deck", "picture", "language")
MIN_RISING_STORIES = 3
MIN_DEVIATIONS = 2.5  # of what rises above its usual, for a Poisson number: a list of few may err in one


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The Desk: its days and numbers, the lead, its event, the newest; frames are as of `stories.newest`."""

    day: date | None  # the newest day with a story: "today" where nothing is newer
    today: int  # stories and briefs of that day
    usual: float | None  # mean of the days before, up to four weeks; None where there are none
    earlier_days: int
    since: date | None  # first day of the desk: an earlier one of the week than `day` where that day is thin
    spanned: int  # stories and briefs of these days
    lead: pd.DataFrame  # one story, or none
    ahead: tuple[str, ...]  # of FACTORS, by what the lead weighs more than the mean of these stories
    reports: int  # stories of the lead's event, itself included
    publishers: int  # that report it
    copies: int  # of these stories, that print the lead's text in another paper
    coverage: pd.DataFrame  # other stories of the event
    newest: pd.DataFrame  # without these, and without the lead's text in the same paper or in none
    fresh: int  # of the newest, which come first, those of the desk's days; all where no story has a day

    @property
    def days(self) -> int:
        """The number of days that the Desk spans."""
        return (self.day - self.since).days + 1 if self.day and self.since else 0


def desk(db: ArchiveReader, criteria: Filter, *, limit: int = 20, languages: Sequence[str] = ()) -> FrontPage:
    """Return the Desk of a selection: up to `limit` newest stories, and as many others of the lead's event.

    It spans the newest day, or if that has few stories as many more days of the week as bring
    ENOUGH_STORIES. The lead is the story with most weight: how many stories and publishers report its event
    (lib.query.events), how new and how long it is, whether it names actors, has a deck and a picture, and is
    in one of the reader's languages, if any are given. Shopping advice never leads. Copies of the lead in
    other papers are of its event, however far apart they were printed.
    """
    relations = Relations(db, criteria)
    day = relations.last_day
    counted = db.frame(f"select day, stories, texts from {relations.days}")
    days, stories, texts = (counted[name].to_numpy(dtype=np.int64) for name in counted)
    today = earlier_days = spanned = 0
    usual: float | None = None
    since: date | None = None
    lead: int | None = None
    ahead: tuple[str, ...] = ()
    if day:
        today, usual, earlier_days = _compared(days, stories, day)
        since, spanned = _window(days, stories, texts, day)
        lead, ahead = _lead(db, criteria, since, day, languages)
    leading, event, again, elsewhere = list[int](), list[int](), list[int](), list[int]()
    if since and lead is not None:
        leading = [lead]
        event = _event(db, criteria, since, lead)
        again, elsewhere = _copies(db, criteria, lead)
    beside = [*event, *(row for row in elsewhere if row not in event)]
    shown = {*leading, *beside, *again}
    beside = beside[:limit]
    above = [*leading, *beside]
    rest = [row for row in newest_rows(db, criteria, limit=limit + len(shown)) if row not in shown][:limit]
    listed = rows_of(db, [*above, *rest], as_of=criteria.as_of)
    bounds = pairwise((0, len(leading), len(above), len(listed)))
    first, coverage, newest = (listed[start:end].reset_index(drop=True) for start, end in bounds)
    reporting = [row for row in shown if row not in again]
    of_event = f"id in ({members(reporting) or 'null'})"
    papers = relations.count(
        f"(select distinct publisher_id from article where publisher_id is not null and {of_event})"
    )
    fresh = sum(bool(pd.notna(each) and each >= since) for each in newest["day"]) if since else len(newest)
    return FrontPage(
        day=day, today=today, usual=usual, earlier_days=earlier_days, since=since, spanned=spanned,
        lead=first, ahead=ahead, reports=len(reporting), coverage=coverage, newest=newest,
        publishers=papers, copies=len(elsewhere), fresh=fresh,
    )  # fmt: skip


def _compared(days: Numbers, stories: Numbers, day: date) -> tuple[int, float | None, int]:
    """Return the number of stories of a day, their mean before it (None for no day), and days of the mean."""
    number = (day - EPOCH).days
    before = (days >= number - DAYS_BEFORE) & (days < number)
    earlier = number - int(days[before].min(initial=number))
    usual = int(stories[before].sum()) / earlier if earlier else None
    return int(stories[days == number].sum()), usual, earlier


def _window(days: Numbers, stories: Numbers, texts: Numbers, day: date) -> tuple[date, int]:
    """Return first day and number of stories, with briefs, of the shortest window with ENOUGH_STORIES."""
    last = (day - EPOCH).days
    for span in WINDOWS:
        if texts[days > last - span].sum() >= ENOUGH_STORIES:
            return day - timedelta(days=span - 1), int(stories[days > last - span].sum())
    week = days > last - WINDOWS[-1]
    return EPOCH + timedelta(days=int(days[week].min())), int(stories[week].sum())


def _lead(
    db: ArchiveReader, criteria: Filter, since: date, day: date, languages: Sequence[str]
) -> tuple[int | None, tuple[str, ...]]:
    """Return the lead's row id, or None, and which of FACTORS it has more of than the candidates' mean."""
    ahead = ", ".join(f"{factor} > avg({factor}) over () + 1e-9" for factor in FACTORS)
    ahead = f"new = 1 and {ahead}"  # newer than the mean says little: it leads as a story of the newest day
    fresh = selection(db, replace(criteria, since=max(since, criteria.since or since)))
    event = of_one_event(db, criteria, since)
    # A factor is a number around 1 for each story; event counts most, as it grows with reports and papers.
    sql = f"""
        with story as materialized (
            select id, words, published_at, tags, section_id, language_id, day
            from {fresh.articles} where form <> 'brief'),
        naming as (
            select id, count(distinct actor_id) as actors from story_actor join story using (id) group by 1),
        listed as (
            select id, count(distinct other) + 1 as stories,
                len(list_distinct(list_append(list(beside), any_value(paper)))) as publishers
            from {event} group by 1),
        weighed as (
            select story.id, words, published_at, story.tags, headline, coalesce(s.name, '') as section,
                1 + ln(coalesce(listed.stories, 1)) + 2 * ln(coalesce(publishers, 1)) as reports,
                1 - 0.5 * ($day - day) / $days as new,
                0.3 + least(words, {FULL_LENGTH}) / {FULL_LENGTH} as long,
                1 + least(coalesce(actors, 0), {NEWS_ACTORS}) / {NEWS_ACTORS} as names,
                1 + 0.2 * (deck is not null)::int as deck,
                1 + 0.2 * (story.id in (select id from image where caption is not null))::int as picture,
                if(coalesce(list_contains($languages, language_id), true), 1, 0.5) as language
            from story join article_text using (id) left join listed using (id) left join naming using (id)
            left join section s on s.section_id = story.section_id)
        select id, {ahead} from weighed
        where not regexp_matches(lower(headline || ' ' || section), $sales)
            and lower(section) not in (select unnest($shelves))
            and not list_has_any(coalesce(tags, []),
                (select coalesce(list(tag_id), []) from tag where lower(name) in (select unnest($shelves))))
        order by reports * {" * ".join(FACTORS)} desc, words desc, published_at desc, id limit 1"""
    own = {
        "day": (day - EPOCH).days, "days": (day - since).days + 1,
        "sales": SALES, "shelves": list(SHELVES),
        "languages": ids(db, "language", languages) if languages else None,
    }  # fmt: skip
    rows = db.execute(sql, {**own}).fetchall()
    if not rows:
        return None, ()
    lead, *more = rows[0]
    return int(lead), tuple(factor for factor, is_more in zip(FACTORS, more, strict=True) if is_more)


def _event(db: ArchiveReader, criteria: Filter, since: date, lead: int) -> list[int]:
    """Return the row ids of the other stories about the lead's event, most alike first.

    The same text in the same paper, or without a named paper, counts as one story.
    """
    sql = f"""
        select other, report, beside from {of_one_event(db, criteria, since)} event
        left join {Relations(db, criteria).copies} copied on copied.id = other
        where event.id = $lead order by weight desc, other"""
    found, listed = [], defaultdict[int, set[int | None]](set)
    for other, report, paper in db.execute(sql, {"lead": lead}).fetchall():
        papers = listed[report] if report is not None else set()
        if not papers or (paper is not None and not papers & {paper, None}):
            found.append(int(other))
        papers.add(paper)
    return found


def _copies(db: ArchiveReader, criteria: Filter, lead: int) -> tuple[list[int], list[int]]:
    """Return the row ids of the lead's copies: repeats and those of no paper; one of each other paper."""
    copied = Relations(db, criteria).copies
    sql = f"""
        select of_other.id, b.publisher_id, (a.publisher_id <> b.publisher_id) is true as elsewhere
        from {copied} own join {copied} of_other using (report)
        join article a on a.id = own.id join article b on b.id = of_other.id
        where own.id = $lead and of_other.id <> own.id order by b.published_at, of_other.id"""
    again, elsewhere = [], dict[int, int]()
    for row, paper, is_elsewhere in db.execute(sql, {"lead": lead}).fetchall():
        if not is_elsewhere or elsewhere.setdefault(paper, int(row)) != row:
            again.append(int(row))
    return again, list(elsewhere.values())


def rising(db: ArchiveReader, criteria: Filter, *, day: date, days: int = 1, limit: int = 6) -> pd.DataFrame:
    """Return the actors and tags that rise most in the days that end with `day`, clearest first.

    kind is "actor" or "tag", key the actor's id or the tag. usual is the mean of stories for as many days in
    the four weeks before. Empty where there are fewer days before. Each is in at least MIN_RISING_STORIES,
    and MIN_DEVIATIONS standard deviations above the usual number, which counts as half a story at least.
    """
    since = day - timedelta(days=days - 1)
    recent = replace(criteria, since=max(since, criteria.since or since), until=day)
    before, length = earlier(db, criteria, since, days) or (None, 1)
    if before is None:
        return frame([], RISING)
    kinds: tuple[Literal["actor", "tag"], ...] = ("actor", "tag")
    found = []
    for kind in kinds:
        usual = dict(_stories(db, before, kind))
        for (key, name), stories in _stories(db, recent, kind):
            expected = usual.get((key, name), 0) * days / length
            clear = (stories - expected) / sqrt(max(expected, 0.5))
            if stories >= MIN_RISING_STORIES and clear >= MIN_DEVIATIONS:
                found.append((clear, (kind, key, name, stories, expected)))
    found.sort(key=lambda each: (-each[0], each[1]))
    return frame([row for _, row in found[:limit]], RISING)


def _stories(
    db: ArchiveReader, criteria: Filter, kind: Literal["actor", "tag"]
) -> list[tuple[tuple[str, str], int]]:
    """Return (key, name) of each actor or tag of the selection, with its number of stories."""
    relations = Relations(db, criteria)
    sql = f"select key, name, stories from {relations.actors} join actor using (actor_id)"
    if kind == "tag":
        sql = f"select name, name, stories from {relations.links('tag')} join tag on tag_id = number"
    return [((key, name), stories) for key, name, stories in db.execute(sql).fetchall()]
