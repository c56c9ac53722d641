"""Queries on decisions about actors: whom a name means, what a decision would change, which ones apply."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.model.article import ALL_ZONES, SILENT_ZONES
from lib.model.ledger import Decision, rests_on
from lib.model.mention import DOUBT_BITS, ROLE_CODES
from lib.query.filter import names
from lib.store.archive import ArchiveReader
from lib.store.followed import followed
from lib.store.journal import joined_names

Field = Literal["text", "article", "publisher"]
_SILENT = ", ".join(str(ALL_ZONES.index(zone)) for zone in sorted(SILENT_ZONES))
HOLDS = rf"""(contains(text, $text) and zone not in ({_SILENT}) and regexp_matches(
    text, concat('(^|[^\p{{L}}\p{{N}}_@#])', regexp_escape($text), '($|[^\p{{L}}\p{{N}}_])')))"""
"""Where a decision finds its words in a block: whole, as lib.actors.decided does."""
_UNDECIDED, _UNSURE = DOUBT_BITS["undecided"], DOUBT_BITS["unsure"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the archive: key, name and kind."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Impact:
    """How many mentions and stories a decision would change."""

    mentions: int
    stories: int


def who(db: ArchiveReader, written: str) -> list[Known]:
    """Return the actors that a reader may mean by a name or key, most named first."""
    ids = [number for number, _ in names.matches(db, "actor", [written])[0]]
    rows = db.execute(
        """select key, name, kind from actor join actor_article using (actor_id)
        where actor_id in (select unnest($ids::integer[])) group by all order by count(*) desc, key""",
        {"ids": ids},
    ).fetchall()
    return [Known(*row) for row in rows]


def reach(
    db: ArchiveReader, *, actor: str = "", text: str = "", article: str = "", publisher: str = ""
) -> Impact:
    """Return how many mentions and stories name the actor, or hold the text, within the given limits.

    A text counts once in a block; it is searched also where no actor was found. `publisher` is the one that a
    story was stored with, as decisions mean it.
    """
    articles = _articles(db)
    sql = (
        f"""
        select count(*), count(distinct article) from mention m
            join actor using (actor_id) join {articles} a using (id)
        where key = $actor and ($text = '' or surface = $text)"""
        if actor
        else f"""
        select count(*), count(distinct article) from article_block m join {articles} a using (id)
        where {HOLDS} and $actor = ''"""
    )
    sql += (
        " and ($article = '' or article = $article) and ($publisher = '' or publisher = $publisher) and shown"
    )
    parameters = {"actor": actor, "text": text, "article": article, "publisher": publisher}
    return Impact(*db.execute(sql, parameters).fetchall()[0])


def _articles(db: ArchiveReader) -> str:
    """Return SQL for the table (id, article, shown, publisher) of stories, publishers as first stored."""
    tables = joined_names.tables(db.execute("select current_database()").fetchall()[0][0])
    return f"""(
        select id, article, shown, coalesce(name, '') as publisher
        from {tables}.article left join {tables}.publisher using (publisher_id))"""


def affecting(db: ArchiveReader, keys: Collection[str]) -> list[Decision]:
    """Return the decisions that led to these actors' present mentions."""
    decisions = followed(db)
    return rests_on(decisions, keys) if decisions else []


@dataclass(frozen=True, slots=True)
class Bound:
    """A part of an actor's mentions: those with the same words, in one story, or of one publisher."""

    field: Field
    value: str
    label: str  # the words, the headline, the publisher
    mentions: int


def bounds(db: ArchiveReader, actor: str, *, limit: int = 60) -> list[Bound]:
    """Return the words, then publishers, then stories of an actor's mentions, `limit` of each, most first."""
    rows = db.execute(
        f"""with named as (
            select surface, article, publisher, a.id from mention m
            join actor using (actor_id) join {_articles(db)} a using (id)
            where key = $actor and shown),
        found as (
            select 1 as part, 'text' as field, surface as value, surface as label, count(*) as mentions
            from named group by all
            union all select 2, 'publisher', publisher, publisher, count(*) from named
            where publisher <> '' group by all
            union all select 3, 'article', article, any_value(headline), count(*)
            from named join article_text using (id) group by article)
        select field, value, label, mentions from found
        qualify row_number() over (partition by part order by mentions desc, value) <= $limit
        order by part, mentions desc, value""",
        {"actor": actor, "limit": limit},
    ).fetchall()
    return [Bound(*row) for row in rows]


def stories_with(db: ArchiveReader, text: str, *, limit: int = 60) -> dict[str, str]:
    """Return by id the headlines of the stories that hold the text, the newest first."""
    rows = db.execute(
        f"""select a.article, t.headline from article a join article_text t using (id)
        where a.shown and id in (select id from article_block where {HOLDS})
        order by published_at desc nulls last, a.article limit $limit""",
        {"text": text, "limit": limit},
    ).fetchall()
    return dict(rows)


def headlines(db: ArchiveReader, articles: tuple[str, ...]) -> dict[str, str]:
    """Return by id the headlines of stories."""
    rows = db.execute(
        """select article, headline from article join article_text using (id)
        where shown and article in (select unnest($articles::varchar[]))""",
        {"articles": list(articles)},
    ).fetchall()
    return dict(rows)


def keys(db: ArchiveReader, named: Collection[str]) -> set[str]:
    """Return the keys of actors with one of these exact names or keys, now or before a decision."""
    return {key for each in named for key in names.keys(db, each)}


@dataclass(frozen=True, slots=True)
class UncertainName:
    """A name without a record that may be no actor, how often it is named, and how many such names wait."""

    key: str
    name: str
    mentions: int
    stories: int
    elsewhere: int  # stories of other publishers in which something speaks for it
    waiting: int  # names in doubt, with those beyond the limit


def doubtful(db: ArchiveReader, *, limit: int = 40) -> list[UncertainName]:
    """Return uncertain names to decide on; first those certain in most stories of other publishers."""
    sql = f"""
        with place as (
            select n.actor_id, n.key, n.name, a.id, a.publisher_id
            from mention m join actor n using (actor_id) join article a using (id)
            where a.shown and m.role & {_UNSURE} > 0 and m.role & {_UNDECIDED} = 0)
        select key, name, count(*) as mentions, count(distinct id), (
            select count(distinct s.id) from mention s join article b using (id)
            where s.actor_id = p.actor_id and s.role < {min(_UNDECIDED, _UNSURE)} and b.shown
                and b.publisher_id not in (
                    select o.publisher_id from place o where o.actor_id = p.actor_id
                    and o.publisher_id is not null)) as elsewhere, count(*) over ()
        from place p group by actor_id, key, name
        order by elsewhere desc, mentions desc, key limit $limit"""
    return [UncertainName(*row) for row in db.execute(sql, {"limit": limit}).fetchall()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surname:
    """A surname that may mean several people of a story: mentions, whom it may mean, how many wait."""

    surface: str
    article: str
    headline: str
    mentions: int
    waiting: int  # surnames that wait, with those beyond the limit
    bearers: tuple[Known, ...]  # the one named nearest to most of its places first


def surnames(db: ArchiveReader, *, article: str = "", limit: int = 40) -> list[Surname]:
    """Return the undecided surnames, of one story or of all, those with most mentions first.

    If the story names only one bearer, two of the actor file are offered as well, those with most stories.
    """
    rows = db.execute(
        f"""
        select m.surface, a.article, t.headline, count(*), count(*) over (),
            any_value(id), list(key order by key)
        from mention m join actor using (actor_id) join article a using (id) join article_text t using (id)
        where a.shown and m.role & {_UNDECIDED} > 0 and ($article = '' or a.article = $article)
        group by m.surface, a.article, t.headline order by count(*) desc, m.surface, a.article
        limit $limit""",
        {"article": article, "limit": limit},
    ).fetchall()
    found = []
    for surface, story, headline, mentions, waiting, number, meant in rows:
        nearest = [key for key, _ in Counter(meant).most_common()]
        bearers = _bearers(db, surface, number, nearest)
        found.append(
            Surname(
                surface=surface, article=story, headline=headline, mentions=mentions, waiting=waiting,
                bearers=bearers if len(bearers) > 1 else bearers + _recorded(db, surface, nearest),
            )
        )  # fmt: skip
    return found


def _bearers(db: ArchiveReader, surface: str, number: int, nearest: Sequence[str]) -> tuple[Known, ...]:
    """Return the persons in a story who bear the surname, or are named nearest to it."""
    rows = db.execute(
        f"""
        select distinct key, name, kind from mention m join actor using (actor_id)
        where id = $id and (list_contains($nearest::varchar[], key) or (
            kind = 'person' and m.role % {ROLE_CODES} = 0
            and contains(concat(' ', m.surface, ' '), concat(' ', $surface, ' '))))
        order by coalesce(nullif(list_position($nearest::varchar[], key), 0), 99), name, key""",
        {"id": number, "nearest": list(nearest), "surface": surface},
    ).fetchall()
    return tuple(Known(*row) for row in rows)


def _recorded(db: ArchiveReader, surface: str, but: Sequence[str]) -> tuple[Known, ...]:
    """Return the two persons of the actor file with this surname, none of `but`, who are in most stories."""
    rows = db.execute(
        """
        select key, name, kind from actor join actor_article using (actor_id)
        where kind = 'person' and not contains(key, '/~') and ends_with(name, concat(' ', $surface))
            and not list_contains($but::varchar[], key)
        group by all order by count(*) desc, key limit 2""",
        {"surface": surface, "but": list(but)},
    ).fetchall()
    return tuple(Known(*row) for row in rows)
