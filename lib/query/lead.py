"""Choosing the story that leads the Desk, and finding the other stories of its event and its copies.

A story's weight is a product of factors around 1. The event counts most, as it grows with reports and papers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.model.filter import Filter
from lib.query.events import of_one_event
from lib.query.filter.conditions import EPOCH
from lib.query.filter.names import ids
from lib.query.filter.selection import selection
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

# What makes a story weigh more, beside the reports of its event.
FACTORS = ("new", "long", "names", "deck", "picture", "language")
OLDEST = 0.5  # about what a story of the Desk's first day weighs beside one of its last
SHORTEST, FULL_LENGTH = 0.3, 400  # the factor of a story without words, to which a full length adds 1; words
NEWS_ACTORS = 3  # actors from which on a story is news: they double its weight
ADORNED = 0.2  # what a deck, and a picture with its caption, add to the factor 1
FOREIGN = 0.5  # the factor of a language that the reader does not read

# What sells and does not report never leads. In headlines and names of sections, in small letters: sales and
# codes, lists of gifts and of what to buy, prices; then the same in German, French, Spanish and Italian,
# Portuguese, Dutch and Polish. Around it stands no letter: the engine's \b knows those of English alone.
SALES = (
    r"(^|[^\pL\pN])(black friday|cyber monday|prime day|(promo|discount|voucher|coupon) codes?|coupons?|"
    r"gift (guide|idea)s?|buying guides?|(daily|best|top|shopping) deals|deals of the (day|month|week|year)|"
    r"deals (are (back|here|live)|to (buy|get|grab|know|shop))|"
    r"best [\w' -]+ to buy|\d+ ?% off|(under|only|just) [$£€]\d+|[$£€]\d+ off|on sale now|stocking stuffers|"
    r"schnäppchen|rabattcodes?|gutscheincodes?|kaufberatung|geschenkideen|bestenliste|"
    r"bons? plans?|codes? promo|guide d.achat|idées cadeaux|soldes|"
    r"cupones|guía de compras?|rebajas|códigos? de descuento|guida all.acquisto|codici sconto|"
    r"cupons?|guia de compras?|kortingscodes?|koopjes|kody rabatowe|wyprzedaże?)($|[^\pL\pN])"
)
SUMS = r"[$£€][\d.,]+ ?(thousand|million|billion|trillion|[kmb]n?)\b"  # in news: only $5 million
# Sections and tags of such stories.
SHELVES = (
    "shopping", "deals", "deal", "the strategist", "gift guide", "gift guides", "gifts", "coupons",
    "buying guide", "product reviews", "sponsored", "advertorial", "anzeige", "advertisement",
    "partner content", "affiliate", "kaufberatung", "schnäppchen", "bons plans", "compras", "ofertas",
    "offerte", "promocje",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingEvent:
    """The story that leads and the others of its event, as rows of `article`."""

    lead: Sequence[int]  # one row, or none
    ahead: tuple[str, ...]  # of FACTORS, those of which the lead has more than the mean
    others: Sequence[int]  # most alike first, then the copies printed long before or after
    copies: int  # of these, that print the lead's text in another paper
    repeats: Sequence[int]  # of the lead's text, in a paper that has it already or in no named paper


def leading_event(
    db: ArchiveReader, criteria: Filter, since: date, day: date, languages: Sequence[str]
) -> LeadingEvent:
    """Return the story that leads the selection from `since` to `day`, and the others of its event."""
    lead, ahead = _lead(db, criteria, since, day, languages)
    if lead is None:
        return LeadingEvent(lead=(), ahead=(), others=(), copies=0, repeats=())
    repeats, copies = _copies_of(db, criteria, lead)
    others = dict.fromkeys((*_of_its_event(db, criteria, since, lead), *copies))
    return LeadingEvent(
        lead=(lead,), ahead=ahead, others=[row for row in others if row not in repeats],
        copies=len(copies), repeats=repeats,
    )  # fmt: skip


def _lead(
    db: ArchiveReader, criteria: Filter, since: date, day: date, languages: Sequence[str]
) -> tuple[int | None, tuple[str, ...]]:
    """Return the row of the story with most weight from `since` to `day`, and the FACTORS that it leads by.

    It leads by those of which it has more than the candidates' mean; (None, ()) where no story may lead. A
    story in a language that is not among `languages` weighs less, unless none are given.
    """
    ahead = ", ".join(f"{factor} > avg({factor}) over () + 1e-9" for factor in FACTORS)
    ahead = f"new = 1 and {ahead}"  # newer than the mean says little: it leads as a story of the newest day
    fresh = selection(db, replace(criteria, since=max(since, criteria.since or since)))
    event = of_one_event(db, criteria, since)
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
        captioned as (select id from image where caption is not null),
        weighed as (
            select story.id, words, published_at, story.tags, headline, coalesce(s.name, '') as section,
                1 + ln(coalesce(listed.stories, 1)) + 2 * ln(coalesce(publishers, 1)) as reports,
                1 - {1 - OLDEST} * ($day - day) / $days as new,
                {SHORTEST} + least(words, {FULL_LENGTH}) / {FULL_LENGTH} as long,
                1 + least(coalesce(actors, 0), {NEWS_ACTORS}) / {NEWS_ACTORS} as names,
                1 + {ADORNED} * (deck is not null)::int as deck,
                1 + {ADORNED} * (story.id in (from captioned))::int as picture,
                if(coalesce(list_contains($languages, language_id), true), 1, {FOREIGN}) as language
            from story join article_text using (id) left join listed using (id) left join naming using (id)
            left join section s on s.section_id = story.section_id)
        select id, {ahead} from weighed
        where not regexp_matches(regexp_replace(lower(headline || ' ' || section), $sums, '', 'g'), $sales)
            and lower(section) not in (select unnest($shelves))
            and not list_has_any(coalesce(tags, []),
                (select coalesce(list(tag_id), []) from tag where lower(name) in (select unnest($shelves))))
        order by reports * {" * ".join(FACTORS)} desc, words desc, published_at desc, id limit 1"""
    own: dict[str, object] = {
        "day": (day - EPOCH).days, "days": (day - since).days + 1,
        "sales": SALES, "sums": SUMS, "shelves": list(SHELVES),
        "languages": ids(db, "language", languages) if languages else None,
    }  # fmt: skip
    rows = db.execute(sql, own).fetchall()
    if not rows:
        return None, ()
    row, *more = rows[0]
    return int(row), tuple(factor for factor, is_more in zip(FACTORS, more, strict=True) if is_more)


def _of_its_event(db: ArchiveReader, criteria: Filter, since: date, leading: int) -> list[int]:
    """Return the rows of the other stories about the event of the story `leading`, most alike first.

    The same text in the same paper, or in papers without a name, counts as one story.
    """
    sql = f"""
        select other, report, beside from {of_one_event(db, criteria, since)} event
        left join {Relations(db, criteria).copies} copied on copied.id = other
        where event.id = $lead order by weight desc, other"""
    found, papers_of = [], defaultdict[int, set[int | None]](set)
    for other, report, paper in db.execute(sql, {"lead": leading}).fetchall():
        papers = papers_of[report] if report is not None else set()
        if not papers or (paper is not None and not papers & {paper, None}):
            found.append(int(other))
        papers.add(paper)
    return found


def _copies_of(db: ArchiveReader, criteria: Filter, leading: int) -> tuple[list[int], list[int]]:
    """Return two lists of rows of `article`, copies of the lead: repeats, and the first in each other paper.

    Repeats are in the lead's own paper, in one that has a copy already, or in no named paper.
    """
    copied = Relations(db, criteria).copies
    sql = f"""
        select of_other.id, b.publisher_id, (a.publisher_id <> b.publisher_id) is true as elsewhere
        from {copied} own join {copied} of_other using (report)
        join article a on a.id = own.id join article b on b.id = of_other.id
        where own.id = $lead and of_other.id <> own.id order by b.published_at, of_other.id"""
    again, elsewhere = [], dict[int, int]()
    for row, paper, is_elsewhere in db.execute(sql, {"lead": leading}).fetchall():
        if not is_elsewhere or elsewhere.setdefault(paper, int(row)) != row:
            again.append(int(row))
    return again, list(elsewhere.values())
