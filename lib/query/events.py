"""Stories that report one event: published within days, with more actors in common than by chance.

Two stories are of one event if at most DAYS_APART lie between them, one of their common actors is a person
or an organisation, and the names they share would occur together by chance in fewer than one story of the
archive: sum of ln(stories / stories naming the actor) over these actors is at least ln(stories). The shared
names must also be a third of those in the story with fewer names, so that a long list of names is not of
every event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.model.filter import Filter
from lib.model.wording import count
from lib.query.filter.conditions import EPOCH
from lib.query.filter.selection import selection, temp_table
from lib.query.frames import PRECISION
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from lib.store.statements import value

DAYS_APART = 2  # at most, between two stories of one event
MIN_SHARED_PART = 1 / 3  # of the names of the story that has fewer
MAX_COMPARED = 300  # stories, the longest of the days, that are compared with all others
# What two stories must have that a list shows as one: a wrong pair there hides a story.
LIST_SHARE = 0.3  # of all names of both
LIST_TIMES = 2.0  # the weight that makes them one event


def of_one_event(db: ArchiveReader, criteria: Filter, since: date, until: date | None = None) -> str:
    """Return the name of a temp table (id, other, weight, paper, beside): pairs of stories of one event.

    id is a row of `article`, one of the MAX_COMPARED longest selected stories from `since` on; other is up to
    DAYS_APART days away. With `until`, both are of that day at the latest. weight is the logarithm of how
    improbable the shared names are by chance; paper and beside are the ids of their publishers. Briefs are
    left out, and copies in the same or no named paper.
    """
    first = since - timedelta(days=DAYS_APART)
    near = replace(criteria, since=max(first, criteria.since or first), until=until or criteria.until)
    stories = selection(db, near).articles
    pairs = _pairs(
        db,
        story=f"select id, day, words, publisher_id from {stories} where form <> 'brief'",
        entry=f"select distinct id, actor_id from {Relations(db, near).names}",
        candidate=f"select id from story where day >= $since order by words desc, id limit {MAX_COMPARED}",
    )
    copied = Relations(db, criteria).copies
    sql = f"""
        select pair.* from ({pairs}) pair left join {copied} own on own.id = pair.id
        left join {copied} of_other on of_other.id = pair.other
        where paper <> beside or (own.report = of_other.report) is not true"""
    parameters: Mapping[str, object] = {"since": (since - EPOCH).days}
    return temp_table(db, ("event", criteria, since, until), sql, parameters)


def _pairs(db: ArchiveReader, *, story: str, entry: str, candidate: str) -> str:
    """Return the SQL for (id, other, weight, paper, beside, share, times): pairs of stories of one event.

    What is compared is given as SQL: story for (id, day, publisher_id), entry for (id, actor_id) of the names
    in stories, candidate for (id) of those whose events are sought. share is the part that the common names
    are of those in the story with more, by rarity; times is weight in multiples of its limit.
    """
    stories = value(db, "select count(*) from article")
    return f"""
        with story as materialized ({story}), entry as materialized ({entry}),
        rarity as (
            select actor_id, ln({stories} / count(*)) as rarity,
                any_value(kind) in ('person', 'organisation') as telling
            from actor_article join actor using (actor_id)
            where actor_id in (select actor_id from entry) group by actor_id),
        reported as materialized (select * from story join entry using (id) join rarity using (actor_id)),
        total as materialized (select id, sum(rarity) as total from reported group by 1),
        pair as (
            select c.id, n.id as other, sum(c.rarity) as weight, any_value(c.publisher_id) as paper,
                any_value(n.publisher_id) as beside
            from reported c join reported n on n.actor_id = c.actor_id and n.id <> c.id
                and abs(n.day - c.day) <= {DAYS_APART}
            where c.id in ({candidate}) group by 1, 2 having bool_or(c.telling))
        select pair.*, weight / greatest(a.total, b.total) as share, weight / ln({stories}) as times
        from pair join total a using (id) join total b on b.id = other
        where weight >= ln({stories}) and weight >= {MIN_SHARED_PART} * least(a.total, b.total)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The other stories about the event of a list's first story: ids, which are copies, which came first."""

    others: tuple[str, ...]  # in the order of the list
    copies: frozenset[str]  # those of them that print the text of the first
    printed_first: str  # which of these and the first published it first; "" where one has no time of day

    @property
    def words(self) -> str:
        """The words for the other stories: "and 4 more of this event, 3 of them copies" or "and 2 copies"."""
        number, copies = len(self.others), len(self.copies)
        if copies == number:
            return f"and {count(number, 'copy', 'copies')}"
        all_of = f", {copies} of them {'a copy' if copies == 1 else 'copies'}" if copies else ""
        return f"and {number:,} more of this event{all_of}"


def event_groups(db: ArchiveReader, criteria: Filter, *, articles: tuple[str, ...]) -> dict[str, Group]:
    """Return the groups among a list's stories, keyed by the id of the story that comes first in the list.

    A story is grouped with an earlier one of the list that is its copy, as most of their sentences with names
    are the same, or that reports its event in another paper: with LIST_TIMES the weight needed, and a
    LIST_SHARE of all names shared. A paper's next story about its own event is not grouped. The filter says
    which names count.
    """
    sql = f"""
        select article, id, if({PRECISION} = 'minute', published_at, null)
        from {selection(db, Filter(as_of=criteria.as_of)).articles} join article_text using (id)
        where article in (select unnest($articles::varchar[]))"""
    rows = db.execute(sql, {"articles": list(articles)}).fetchall()
    row_of = {article: row for article, row, _ in rows}
    instant_of = {article: instant for article, _, instant in rows}
    of_event, same = _event_pairs_and_copies(db, criteria, list(row_of.values()))
    tied = of_event | same
    left = [article for article in articles if article in row_of]
    found = {}
    while left:
        head, *rest = left
        pair_of = {other: frozenset((row_of[head], row_of[other])) for other in rest}
        others = [other for other in rest if pair_of[other] in tied]
        copies = [other for other in others if pair_of[other] in same]
        if others:
            instants = {each: instant_of[each] for each in (head, *copies)}
            is_known = all(instants.values())
            first = min(instants, key=lambda each: (instant_of[each], each)) if is_known else ""
            found[head] = Group(others=tuple(others), copies=frozenset(copies), printed_first=first)
        left = [other for other in rest if other not in others]
    return found


def _event_pairs_and_copies(
    db: ArchiveReader, criteria: Filter, rows: Sequence[int]
) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """Return two sets of pairs of these rows: reports of one event in two papers, and copies."""
    ids = "select unnest($rows::integer[])"
    pairs = _pairs(
        db,
        story=f"select id, day, publisher_id from article where id in ({ids}) and form <> 'brief'",
        entry=f"select distinct id, actor_id from {Relations(db, criteria).names_in_stories(ids)}",
        candidate="select id from story",
    )
    reported = f"""
        select id, other from ({pairs})
        where share >= {LIST_SHARE} and times >= {LIST_TIMES} and paper <> beside"""
    events = db.execute(reported, {"rows": list(rows)}).fetchall()
    sql = """
        with sketch as (select * from sentence_sketch where id in (select unnest($rows::integer[]))),
        band as (select id, sent, unnest([a, b, c]) as band from sketch),
        size as (select id, count(*) as sentences from sketch group by 1),
        shared as (
            select a.id, b.id as other, count(distinct a.sent) as shared
            from band a join band b on a.band = b.band and a.id < b.id group by all)
        select shared.id, other from shared join size on size.id = shared.id
        join size of_other on of_other.id = other
        where 2 * shared > greatest(size.sentences, of_other.sentences)"""
    copies = {frozenset(pair) for pair in db.execute(sql, {"rows": list(rows)}).fetchall()}
    return {frozenset(pair) for pair in events}, copies
